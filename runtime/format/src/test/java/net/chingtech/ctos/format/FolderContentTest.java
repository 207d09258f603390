package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderContentTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @Test
    void digest_isOfNamesAndBytes_inWhateverOrder() {
        String digest = FolderContent.digest(Map.of("SKILL.md", A, "scripts/run.sh", B));
        assertThat(digest)
                .isEqualTo(FolderContent.digest(new TreeMap<>(Map.of("scripts/run.sh", B, "SKILL.md", A))))
                .isEqualTo(Digests.sha256Hex(("ctos folder 1\nSKILL.md\0" + A + "\nscripts/run.sh\0" + B + "\n")
                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(FolderContent.digest(Map.of("SKILL.md", B, "scripts/run.sh", A)))
                .isNotEqualTo(digest);
        assertThat(FolderContent.digest(Map.of("SKILL.md", A))).isNotEqualTo(digest);
        assertThat(FolderContent.digest(Map.of("SKILL.md", A, "scripts/go.sh", B)))
                .isNotEqualTo(digest);
    }

    @Test
    void list_saysWhereEachFileLies() throws Exception {
        assertThat(FolderContent.places(
                        bytes("SKILL.md\tskill/SKILL.md\t-\tt\n\u8aaa\u660e.md\tkept/0001\tx\tt\tlater\n")))
                .isEqualTo(Map.of("SKILL.md", "skill/SKILL.md", "\u8aaa\u660e.md", "kept/0001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SKILL.md",
                "SKILL.md\tSKILL.md",
                "SKILL.md\tskill/",
                "\tskill/x",
                "a\0b\tskill/x",
                "a\tskill/x\na\tskill/y",
                "a\tskill/x\nb\tskill/x",
                "a\tskill/x\n\nb\tskill/y"
            })
    void listThatIsNone_isRefused(String list) {
        assertThatThrownBy(() -> FolderContent.places(bytes(list)))
                .isInstanceOf(FormatException.class)
                .extracting(e -> ((FormatException) e).code())
                .isEqualTo("file_list_invalid");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
