package net.chingtech.ctos.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What verification costs, against one SHA-256 pass over the same bytes; not one of the usual tests: {@code ./ctos test
 * benchmark}. It runs in a JVM whose heap is smaller than the JAR, which shows that memory does not grow with it.
 */
class VerifierBenchmark {

    private static final String HEAP = "-Xmx32m";

    @TempDir
    Path folder;

    @Test
    void verificationOf50MiB_inAHeapOf32MiB() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        VerifierFigures.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(said);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
