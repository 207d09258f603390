package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Greedy processes; small limits, so that the machine does not notice. */
class LimitsTest {

    @TempDir
    static Path all;

    private static Cells sandboxes;

    @TempDir
    Path folder;

    private Cell cell;

    @BeforeAll
    static void open() throws Exception {
        sandboxes = new Cells(all.resolve("scratch"));
    }

    @BeforeEach
    void prepare() throws Exception {
        cell = new Cell(folder);
    }

    @AfterAll
    static void close() throws Exception {
        sandboxes.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void tooMuchMemory_endsIt(String name) throws Exception {
        Launch.Limits limits = new Launch.Limits(100L << 20, 8, 100, 256, 1L << 20, 4, 1L << 20);
        Launch launch = cell.launch(limits, List.of(), "memory");
        // A heap that would let it have much more.
        List<String> arguments = new java.util.ArrayList<>(launch.arguments());
        arguments.add(0, "-XX:MaxDirectMemorySize=400m");
        Launch greedy = new Launch(
                "greedy",
                launch.java(),
                arguments,
                launch.readOnly(),
                launch.writable(),
                List.of(),
                launch.environment(),
                limits);

        assertThat(excess(name, greedy)).contains("memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void tooManyProcesses_endIt(String name) throws Exception {
        Path shell = Programs.find("sh").orElseThrow();
        // Not endless: should nobody end it, the machine lives on.
        String script = "i=0; while [ $i -lt 60 ]; do i=$((i+1)); read x <&3 & done 3<&0; read y";
        Launch launch = cell.launch(Cell.LIMITS, List.of(shell), "run", shell.toString(), "-c", script);

        assertThat(excess(name, launch)).contains("processes at once; 8 are allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void tooManyThreads_endIt(String name) throws Exception {
        assertThat(excess(name, cell.launch(Cell.LIMITS, List.of(), "threads")))
                .contains("threads at once; 100 are allowed");
    }

    @Test
    void tooMuchProcessorTime_endsIt() throws Exception {
        Launch.Limits limits = new Launch.Limits(256L << 20, 8, 100, 256, 1L << 20, 0.05, 1L << 20);

        assertThat(excess("bubblewrap", cell.launch(limits, List.of(), "processor", "2")))
                .contains("processor time", "0.05 processors are allowed");
    }

    @Test
    void aFileThatGrowsTooLarge_isCut() throws Exception {
        Sandbox sandbox = sandboxes.get("bubblewrap");
        Path shell = Programs.find("sh").orElseThrow();
        String script =
                "while echo 0123456789012345678901234567890123456789012345678901234567890123456789; do :; done >/skill/data/big";

        Cell.Outcome outcome = cell.run(sandbox, List.of(shell), "run", shell.toString(), "-c", script);

        assertThat(outcome.code()).isNotZero();
        assertThat(Files.size(cell.data.resolve("big"))).isBetween((1L << 20) - 100, 1L << 20);
    }

    private String excess(String name, Launch launch) throws Exception {
        try (Confined confined = sandboxes.get(name).start(launch)) {
            assertThat(confined.process().waitFor(300, TimeUnit.SECONDS))
                    .as("ended by its limits")
                    .isTrue();
            return confined.exceeded().orElse("no limit");
        }
    }
}
