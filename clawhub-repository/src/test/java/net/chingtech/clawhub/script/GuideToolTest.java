package net.chingtech.clawhub.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.clawhub.wrap.Wrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent is told is what people were shown. */
class GuideToolTest {

    private static final String HIDDEN = "R\ufe01e\u200da\u3164d\u2062s";
    private static final String SHOWN = "R\\ufe01e\\u200da\\u3164d\\u2062s";

    @TempDir
    Path temp;

    private final Map<String, byte[]> files = new TreeMap<>();

    @Test
    void skillText_isWhatPeopleReviewed() throws Exception {
        file("SKILL.md", "\uFEFF# Sample\n" + HIDDEN + " ❤️‍🔥\n");
        assertThat(guide(Map.of())).containsEntry("text", "# Sample\n" + SHOWN + " ❤️‍🔥\n");
        assertThat(guide(Map.of("file", "SKILL.md"))).containsEntry("text", "# Sample\n" + SHOWN + " ❤️‍🔥\n");
    }

    @Test
    void skillTextOfAnotherName_isWhatPeopleReviewed() throws Exception {
        file("skill.md", HIDDEN);
        assertThat(guide(Map.of())).containsEntry("file", "skill.md").containsEntry("text", SHOWN);
    }

    @Test
    void skillTextThatIsNoUtf8_isGivenAllTheSame() throws Exception {
        files.put("SKILL.md", new byte[] {'a', (byte) 0xe9, 'b'});
        assertThat(guide(Map.of())).containsEntry("text", "a\ufffdb");
    }

    @Test
    void otherText_isShownByTheSameRules() throws Exception {
        file("SKILL.md", "# Sample\n");
        file("references/a.md", HIDDEN + " ❤️‍🔥 نامه\u200cها");
        assertThat(guide(Map.of("file", "references/a.md"))).containsEntry("text", SHOWN + " ❤️‍🔥 نامه\u200cها");
    }

    @Test
    void longText_isGivenInPieces() throws Exception {
        file("SKILL.md", "# Sample\n");
        String text = "漢\u0001🧾x".repeat(60_000);
        file("long.txt", text);
        StringBuilder read = new StringBuilder();
        Long next = 0L;
        while (next != null) {
            Map<String, Object> answer = guide(Map.of("file", "long.txt", "from", next));
            assertThat(answer.get("text").toString()).isNotEmpty().hasSizeLessThanOrEqualTo(200_000);
            read.append(answer.get("text"));
            next = (Long) answer.get("next");
        }
        assertThat(read.toString()).isEqualTo(text.replace("\u0001", "\\u0001"));
        assertThat(guide(Map.of("file", "long.txt", "from", 9_000_000L))).containsEntry("text", "");
    }

    private Map<String, Object> guide(Map<String, Object> input) throws Exception {
        Path jar = Files.createTempDirectory(temp, "jar").resolve("skill.jar");
        new Wrapper().wrap(LegacyFolder.of(files), Origin.of("clawhub:test", "acme", "sample", "1.0.0"), jar);
        try (WrappedSkill skill = WrappedSkill.open(jar, FakeContext.in(temp, Map.of()))) {
            return skill.call("sample_guide", input).value();
        }
    }

    private void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
