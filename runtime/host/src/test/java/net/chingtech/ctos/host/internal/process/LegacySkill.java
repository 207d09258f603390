package net.chingtech.ctos.host.internal.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.clawhub.wrap.Wrapped;
import net.chingtech.ctos.clawhub.wrap.Wrapper;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.host.internal.sandbox.Programs;
import net.chingtech.ctos.runtime.StagedSkill;
import org.assertj.core.api.Assumptions;

/** A folder as ClawHub gives it out, made into a skill as a container does. */
final class LegacySkill {

    private final Map<String, byte[]> files = new TreeMap<>();

    /** @param metadata what the head of its SKILL.md says under {@code metadata}, as JSON */
    LegacySkill(String metadata) {
        file(
                "SKILL.md",
                "---\nname: odd-jobs\ndescription: Does odd jobs.\nmetadata: " + metadata
                        + "\n---\n# Odd jobs\n\nRun it.\n");
    }

    LegacySkill() {
        this("{}");
    }

    LegacySkill file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The test is skipped where the machine lacks a program that the skill needs. */
    StagedSkill stage(Path folder) throws Exception {
        Wrapped wrapped = new Wrapper()
                .wrap(
                        LegacyFolder.of(files),
                        Origin.of("clawhub:test", "acme", "odd-jobs", "1.0.0"),
                        Files.createDirectories(folder).resolve("odd-jobs.jar"));
        for (SkillPermission permission : wrapped.manifest().permissions()) {
            if (permission instanceof SkillPermission.ProcessExec exec) {
                Assumptions.assumeThat(Programs.find(exec.program()))
                        .as("this machine has no %s", exec.program())
                        .isPresent();
            }
        }
        return new StagedSkill(
                wrapped.manifest(), wrapped.statement().artifact().sha256(), wrapped.jar(), Tier.LEGACY);
    }

    /** What a script is called with. */
    static Map<String, Object> input(Object input, String... args) {
        Map<String, Object> all = new TreeMap<>();
        all.put("args", List.of(args));
        if (input != null) {
            all.put("input", input);
        }
        return all;
    }
}
