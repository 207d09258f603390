package net.chingtech.ctos.clawhub.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.Visible;
import net.chingtech.ctos.verify.TrustAnchors;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;
import net.chingtech.ctos.verify.Verifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was wrapped passes the container's own checks of a skill JAR, whatever is in the folder. */
class VerifiedTest {

    private static final byte[] NO_UTF8 = {'a', (byte) 0xe9, 'b', '\n'};

    @TempDir
    Path temp;

    private final Verifier verifier = Verifiers.create(TrustAnchors.none(), Clock.systemUTC());

    static Stream<Arguments> folders() {
        return Stream.of(
                Arguments.of("typical", Map.of()),
                Arguments.of("text that is no UTF-8", Map.of("docs/latin.txt", NO_UTF8)),
                Arguments.of("SKILL.md that is no UTF-8", Map.of("SKILL.md", NO_UTF8)),
                Arguments.of(
                        "SKILL.md with a byte order mark", Map.of("SKILL.md", bytes("\uFEFF---\nname: x\n---\nx\n"))),
                Arguments.of("text that hides", Map.of("SKILL.md", bytes("a\u200bb \u202ec\u202c \u00ad\n"))),
                Arguments.of("emoji", Map.of("SKILL.md", bytes("❤️‍🔥 👩‍👩‍👧 🇹🇼 ⚠️\n"))),
                Arguments.of(
                        "class and JAR",
                        Map.of("x/A.class", bytes("no"), "lib/x.jar", bytes("no"), "Y.JAR", bytes("n"))),
                Arguments.of("names that differ by case", Map.of("scripts/TOTAL.sh", bytes("true\n"))),
                Arguments.of("folder that differs by case", Map.of("Scripts/other.sh", bytes("true\n"))),
                Arguments.of(
                        "names of other languages", Map.of("文件/說明.md", bytes("中文\n"), "a b/c d.sh", bytes("true\n"))),
                Arguments.of(
                        "names that not all machines take",
                        Map.of("aa:b", bytes("x"), "c.", bytes("x"), "d /e", bytes("x"))),
                Arguments.of("META-INF", Map.of("META-INF/MANIFEST.MF", bytes("x"), "META-INF/A.SF", bytes("x"))),
                Arguments.of("OSGI-INF", Map.of("OSGI-INF/metatype/x.xml", bytes("<x/>"), "manifest.json", bytes("{"))),
                Arguments.of("very regular file", Map.of("zeros.bin", new byte[5 << 20])),
                Arguments.of("markup in names", Map.of("scripts/a&b<c>\".sh", bytes("true\n"))),
                Arguments.of("empty files", Map.of("empty.txt", new byte[0], "scripts/empty.sh", new byte[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("folders")
    void wrappedFolder_isASkillThatNobodySigned(String what, Map<String, byte[]> more) throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Samples.typical().files());
        files.putAll(more);
        Wrapped wrapped = new Wrapper().wrap(LegacyFolder.of(files), Samples.origin(), temp.resolve("skill.jar"));
        VerifiedStatement statement = verifier.unvouched(wrapped.envelope());
        assertThat(statement.signed()).isFalse();
        assertThat(statement.statement().content())
                .as("what the verifier makes anew")
                .isNotNull();
        assertThat(verifier.artifact(wrapped.jar(), statement).manifest()).isEqualTo(wrapped.manifest());
    }

    @Test
    void eachSignThatIsLeft_passes() throws Exception {
        StringBuilder all = new StringBuilder("# All\n");
        IntStream.range(0, 0x110000)
                .mapToObj(c -> "x" + Character.toString(c) + "x\n")
                .filter(Visible::isClean)
                .forEach(all::append);
        Map<String, byte[]> files = new TreeMap<>(Samples.typical().files());
        files.put("references/all.md", bytes(all.toString()));
        files.put("SKILL.md", bytes(Visible.written(all, 300_000)));
        Wrapped wrapped = new Wrapper().wrap(LegacyFolder.of(files), Samples.origin(), temp.resolve("skill.jar"));
        assertThat(all.length()).isGreaterThan(400_000);
        assertThat(verifier.artifact(wrapped.jar(), verifier.unvouched(wrapped.envelope()))
                        .manifest())
                .isEqualTo(wrapped.manifest());
    }

    @Test
    void hostileWords_stayWords() throws Exception {
        String hostile =
                "---\nname: \"a\\u202eb\\nBundle-Activator: x\"\ndescription: \"<x> & \\\"y\\\" ]]> \\u0007\"\n"
                        + "author: \"\\u115f\"\nlicense: \"MIT\\nX: y\"\nhomepage: javascript:alert(1)\ntags: [\"<b>\", ok]\n"
                        + "metadata: {clawdbot: {requires: {bins: [\"../sh\", \"a b\", git], env: [PATH, LD_PRELOAD, lower, GOOD]}}}\n---\n";
        Map<String, byte[]> files = new TreeMap<>(Samples.typical().files());
        files.put("SKILL.md", bytes(hostile));
        Origin origin = new Origin(
                "clawhub:test",
                "http://127.0.0.1:9",
                "Ac\u202eme",
                "In voice",
                "1.0.0-beta.1",
                null,
                "\u202e",
                "x\ny",
                "a\nb\u0000",
                List.of(new Origin.Setting("A\nB", true), new Origin.Setting("MORE", false)));
        Wrapped wrapped = new Wrapper().wrap(LegacyFolder.of(files), origin, temp.resolve("skill.jar"));
        assertThat(verifier.artifact(wrapped.jar(), verifier.unvouched(wrapped.envelope()))
                        .manifest()
                        .permissions())
                .extracting(Object::toString)
                .noneMatch(name -> name.contains("LD_PRELOAD") || name.contains(".."));
        assertThat(wrapped.manifest().permissions()).extracting(p -> p.name()).contains("env:GOOD", "process:exec:git");
        assertThat(wrapped.remarks())
                .anyMatch(remark -> remark.contains("LD_PRELOAD"))
                .anyMatch(remark -> remark.contains("../sh"))
                .noneMatch(remark -> remark.contains("\n") || remark.contains("\u202e"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
