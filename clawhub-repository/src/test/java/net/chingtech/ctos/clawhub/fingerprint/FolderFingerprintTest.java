package net.chingtech.ctos.clawhub.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The digests that ClawHub's own command line gave for these folders. */
class FolderFingerprintTest {

    private static final String SMALL = "91c495a23f839e24305479fd7965160c722c01bf99d78071c7845cbbb2992b9a";

    private final Map<String, String> files = new TreeMap<>(Map.of("SKILL.md", "# a\n", "scripts/run.sh", "echo 1\n"));

    @Test
    void smallFolder_hasTheDigestOfTheCommandLine() throws Exception {
        assertThat(FolderFingerprint.of(folder())).isEqualTo(SMALL);
    }

    @Test
    void smallFolder_hasTheContentHashOfTheRegistry() throws Exception {
        assertThat(FolderFingerprint.contentHash(folder()))
                .isEqualTo("d19cb4dfed85f22045f3533425432b1a75777746a02a2367c0c6d7cc8ee7b0ab");
    }

    @Test
    void namesOfAllKinds_haveTheDigestOfTheCommandLine() throws Exception {
        strange();
        assertThat(FolderFingerprint.of(folder()))
                .isEqualTo("230a4a7371a2528158ba6d051f7d7ee905dc3010fe45ee5dc82eae1a786922e3");
    }

    @Test
    void metaOfTheZip_isNotInWhatWasPublished() throws Exception {
        files.put("_meta.json", "{}\n");
        assertThat(FolderFingerprint.ofPublished(folder())).isEqualTo(SMALL);
        assertThat(FolderFingerprint.of(folder())).isNotEqualTo(SMALL);
    }

    @Test
    void hiddenAndInstalledFiles_doNotCount() throws Exception {
        files.put(".DS_Store", "x");
        files.put(".clawhub/origin.json", "{}");
        files.put("scripts/.cache/a", "x");
        files.put("node_modules/x/index.js", "x");
        assertThat(FolderFingerprint.of(folder())).isEqualTo(SMALL);
    }

    @ParameterizedTest
    @CsvSource({
        "*.log,           debug.log",
        "*.log,           logs/today.LOG",
        "/build,          build/out.txt",
        "build/,          deep/build/out.txt",
        "docs/*.txt,      docs/a.txt",
        "**/cache,        a/b/cache/x",
        "tmp/**,          tmp/a/b",
        "a?c,             abc",
        "file[0-9].txt,   file7.txt",
        "file[!0-9].txt,  fileX.txt",
        "a/**/z,          a/z",
        "src/**/t/*.txt,  src/a/b/t/c.txt",
        "**/a/**/z,       x/a/b/a/c/z",
        "x**y,            deep/xaay",
        "*a*b*,           1a2b3",
        "[A-c]x,          Bx",
        "[A-c]x,          Cx",
        "[]x]y,           ]y",
        "[x,              [x",
        "\\*a,            '*a'",
        "\\#notes,        '#notes'",
        "trailing.txt   , trailing.txt",
    })
    void ignoredFile_doesNotCount(String rule, String path) throws Exception {
        files.put(".gitignore", "# comment\n\n" + rule + "\n");
        files.put(path, "x");
        assertThat(FolderFingerprint.of(folder())).isEqualTo(SMALL);
    }

    @ParameterizedTest
    @CsvSource({
        "/build,          deep/build/out.txt",
        "build/,          build",
        "docs/*.txt,      docs/deep/a.txt",
        "a?c,             a/c",
        "*.log,           log.txt",
        "'*.txt\n!keep.txt', keep.txt",
        "'#x',            x",
        "tmp/**,          tmp",
        "tmp/**,          a/tmp/b",
        "a/*/z,           a/z",
        "a/*/z,           a/b/c/z",
        "[z-a],           z",
        "[!],             x",
        "a[!b]c,          a/c",
        "*a*b,            1a2b3",
        "\\*a,            ba",
    })
    void fileThatNoRuleMeans_counts(String rule, String path) throws Exception {
        files.put(".clawhubignore", rule + "\n");
        files.put(path, "x");
        assertThat(FolderFingerprint.of(folder())).isNotEqualTo(SMALL);
    }

    @Test
    void fileInIgnoredFolder_isNotBroughtBack() throws Exception {
        files.put(".gitignore", "build/\r\n!build/keep.txt\r\n");
        files.put("build/keep.txt", "x");
        assertThat(FolderFingerprint.of(folder())).isEqualTo(SMALL);
    }

    @Test
    void patternMadeToTakeYears_takesNone() throws Exception {
        files.put(".gitignore", "*a".repeat(100) + "b\n" + "**/a/".repeat(60) + "b\n");
        files.put("a".repeat(240), "x");
        files.put("a/".repeat(30) + "c", "x");
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> assertThat(FolderFingerprint.of(folder()))
                .isNotEqualTo(SMALL));
    }

    @Test
    void allThatMayBeInOne_isGivenUpInTime() throws Exception {
        files.put(".gitignore", ("*" + "a".repeat(240) + "*b\n").repeat(1_000));
        for (int i = 100; i < 290; i++) {
            files.put("a/".repeat(30) + "a".repeat(400) + i, "x");
        }
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> assertThat(FolderFingerprint.of(folder()))
                .isNotEqualTo(SMALL));
    }

    @Test
    void lineFarDown_isNotHeeded() throws Exception {
        files.put("debug.log", "x");
        files.put(".gitignore", "# nothing\n".repeat(999) + "*.log\n");
        assertThat(FolderFingerprint.of(folder())).isEqualTo(SMALL);
        files.put(".gitignore", "# nothing\n".repeat(1_000) + "*.log\n");
        assertThat(FolderFingerprint.of(folder())).isNotEqualTo(SMALL);
    }

    private void strange() {
        files.put("_meta.json", "{}\n");
        files.put("README.md", "r\n");
        files.put("scripts/Run.sh", "echo 2\n");
        files.put("a-b.txt", "1");
        files.put("a_b.txt", "2");
        files.put("a.b", "3");
        files.put("docs/中文.md", "x\n");
    }

    private LegacyFolder folder() throws Exception {
        Map<String, byte[]> bytes = new TreeMap<>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return LegacyFolder.of(bytes);
    }
}
