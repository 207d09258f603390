package net.chingtech.ctos.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The expected hashes were computed by ClawHub's own command. */
class FingerprintTest {

    private static final String ASCII =
            " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ";
    private static final Map<String, String> SMALL = Map.of("SKILL.md", "# a\n", "scripts/run.sh", "echo 1\n");
    private static final List<String> MANY_IN_ORDER = List.of(
            "_meta.json",
            "a_b.txt",
            "a-b.txt",
            "a.b",
            "docs/中文.md",
            "README.md",
            "scripts/run.sh",
            "scripts/Run.sh",
            "SKILL.md");
    private static final Map<String, String> MANY = Map.of(
            "SKILL.md",
            "# a\n",
            "_meta.json",
            "{}\n",
            "README.md",
            "r\n",
            "scripts/run.sh",
            "echo 1\n",
            "scripts/Run.sh",
            "echo 2\n",
            "a-b.txt",
            "1",
            "a_b.txt",
            "2",
            "a.b",
            "3",
            "docs/中文.md",
            "x\n");

    @Test
    void smallFolder_hasTheHashOfTheCommand() throws Exception {
        assertThat(Fingerprint.of(digests(SMALL)))
                .isEqualTo("91c495a23f839e24305479fd7965160c722c01bf99d78071c7845cbbb2992b9a");
    }

    @Test
    void namesThatOrdersDisagreeAbout_haveTheHashOfTheCommand() throws Exception {
        assertThat(Fingerprint.of(digests(MANY)))
                .isEqualTo("230a4a7371a2528158ba6d051f7d7ee905dc3010fe45ee5dc82eae1a786922e3");
    }

    @Test
    void contentHash_isTheOneOfSkillsOnGitHub() throws Exception {
        List<Fingerprint.File> files = new ArrayList<>();
        for (Map.Entry<String, String> digest : digests(SMALL).entrySet()) {
            files.add(new Fingerprint.File(
                    digest.getKey(), SMALL.get(digest.getKey()).length(), digest.getValue()));
        }
        assertThat(Fingerprint.ofContent(files))
                .isEqualTo("d19cb4dfed85f22045f3533425432b1a75777746a02a2367c0c6d7cc8ee7b0ab");
    }

    @Test
    void paths_comeInOneOrderWhateverOrderTheyCameIn() {
        List<String> paths = new ArrayList<>(MANY_IN_ORDER);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(paths, new Random(seed));
            paths.sort(PathOrder.PATHS);
            assertThat(paths).isEqualTo(MANY_IN_ORDER);
        }
    }

    @Test
    void printableCharacters_comeInTheOrderOfJavaScript() {
        List<String> characters =
                new ArrayList<>(ASCII.chars().mapToObj(Character::toString).toList());
        Collections.shuffle(characters, new Random(1));
        characters.sort(PathOrder.PATHS);
        assertThat(String.join("", characters)).isEqualTo(ASCII);
    }

    @Test
    void hiddenFilesAndModulesOfNode_doNotCount() {
        assertThat(List.of("SKILL.md", "a/b.txt", "node_modules.txt")).allMatch(Fingerprint::counts);
        assertThat(List.of(".clawhub/origin.json", "a/.b/c", "a/.env", "node_modules/x/y.js", "a/node_modules/x.js"))
                .noneMatch(Fingerprint::counts);
    }

    private static Map<String, String> digests(Map<String, String> files) throws Exception {
        Map<String, String> digests = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
            digests.put(
                    file.getKey(),
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        }
        return digests;
    }
}
