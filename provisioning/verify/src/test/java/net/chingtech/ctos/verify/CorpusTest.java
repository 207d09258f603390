package net.chingtech.ctos.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus of bad artifacts: each case is refused as its row says. The heap of these tests is small (pom.xml). */
class CorpusTest {

    private static final int FEWEST = 500;

    /** Only guards against hanging. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    static List<BadCase> cases() {
        return Corpus.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void badCase_isRefusedAtItsStage_andNothingIsWritten(BadCase bad) throws Exception {
        // Deep inside, so that a name that climbs would be seen.
        Path place = Files.createDirectories(folder.resolve("a/b/c"));
        Scene scene = new Scene(place);
        BadCase.Proof proof = bad.making().in(scene);
        SortedMap<String, String> before = listing();

        VerificationFailed failed = assertTimeoutPreemptively(
                DEADLINE, () -> Scene.assertRefused(bad.code(), proof::ask), () -> bad + " did not end");

        assertThat(failed.stage().orElse("authorities")).as(failed.toString()).isEqualTo(bad.stage());
        assertThat(failed.problem().more()).allMatch(line -> line.length() <= 400);
        assertThat(listing()).as("files before and after").isEqualTo(before);
    }

    @Test
    void names_areUnique_andThereAreMany() {
        assertThat(cases())
                .extracting(BadCase::name)
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("[a-z]+\\.[a-z0-9_]+"));
        assertThat(cases()).hasSizeGreaterThan(FEWEST);
    }

    @Test
    void table_isTheOneInTheDocument() throws IOException {
        Files.writeString(Path.of("target/CORPUS.md"), Corpus.table());

        assertThat(Files.readString(Path.of("CORPUS.md")))
                .as("provisioning/verify/CORPUS.md; the new one is target/CORPUS.md")
                .isEqualTo(Corpus.table());
    }

    private SortedMap<String, String> listing() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder);
                Stream<Path> here = Files.list(Path.of("."));
                Stream<Path> above = Files.list(Path.of(".."))) {
            for (Path file : Stream.of(all, here, above).flatMap(s -> s).toList()) {
                String size = Files.isRegularFile(file) ? " " + Files.size(file) : "";
                files.put(file.toString(), Files.getLastModifiedTime(file) + size);
            }
        }
        // The build itself writes here.
        files.keySet().removeIf(name -> name.equals("./target"));
        return files;
    }
}
