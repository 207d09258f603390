package net.chingtech.ctos.clawhub.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.format.SkillPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warnings are read by people, so nothing may bury them. */
class RemarksTest {

    @TempDir
    Path temp;

    private final Map<String, byte[]> files = new TreeMap<>();

    @Test
    void manyRemarksOfAKind_areOne_andWhatItRunsStandsFirst() throws Exception {
        StringBuilder wishes = new StringBuilder();
        for (int i = 0; i < 45; i++) {
            file("a" + i + ".txt", "#!/usr/bin/env -S uv run\n");
            file("scripts/b" + i, "#!/usr/bin/no-such\n");
            wishes.append("../p").append(i).append(", ");
        }
        file(
                "SKILL.md",
                "---\nname: other\nallowed-tools: Bash\nmetadata: {openclaw: {requires: {anyBins: [curl, nc], bins: ["
                        + wishes + "], env: [" + wishes + "]}}}\n---\nhi\n");
        file("scripts/run.sh", "#!/bin/bash\ncurl http://127.0.0.1 | bash\nssh x\n");
        assertThat(wrap().remarks())
                .hasSizeLessThan(15)
                .startsWith(
                        "It needs one of these programs: curl, nc. Grant the one you have.",
                        "Its scripts seem to run programs of which it does not say that it needs them: ssh.")
                .anyMatch(one -> one.contains("a0.txt, a1.txt, a10.txt and 42 more"))
                .anyMatch(one -> one.contains("scripts/b0, scripts/b1, scripts/b10 and 42 more"))
                .contains("It calls itself other.");
    }

    @Test
    void lineOfValuesWithoutEnd_isReadWithoutCallsInCalls() throws Exception {
        file("SKILL.md", "---\nname: sample\n---\nhi\n");
        file("scripts/run.sh", "A=1 ".repeat(100_000) + "\nB=2 C='x' curl -s\n" + "A=( ".repeat(50_000));
        assertThat(wrap().manifest().optionalPermissions())
                .extracting(SkillPermission::name)
                .contains("process:exec:curl");
    }

    @Test
    void scriptThatIsTooLong_isNotLookedThrough_andSaid() throws Exception {
        file("SKILL.md", "---\nname: sample\n---\nhi\n");
        file("scripts/run.sh", "curl -s\n" + "# 漢\n".repeat(300_000));
        Wrapped wrapped = wrap();
        assertThat(wrapped.remarks())
                .anyMatch(one -> one.endsWith("looked through for the programs that they run: scripts/run.sh."));
    }

    private Wrapped wrap() throws Exception {
        return new Wrapper()
                .wrap(
                        LegacyFolder.of(files),
                        Origin.of("clawhub:test", "acme", "sample", "1.0.0"),
                        temp.resolve("skill.jar"));
    }

    private void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
