package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {

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
    void aProcess_seesNoFileOfTheMachine(String name) throws Exception {
        Sandbox sandbox = sandboxes.get(name);

        Cell.Outcome root = cell.run(sandbox, List.of(), "list", "/");
        Cell.Outcome etc = cell.run(sandbox, List.of(), "list", "/etc");

        assertThat(root.output().lines())
                .as(root.errors())
                .contains("/java", "/skill", "/tmp")
                .doesNotContain("/home", "/root", "/usr/bin", "/var", "/bin", "/opt");
        assertThat(etc.output().lines()).contains("/etc/passwd").doesNotContain("/etc/shadow", "/etc/machine-id");
        assertThat(cell.run(sandbox, List.of(), "list", folder.toString()).code())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void aProcess_changesNothingButItsOwnFolder(String name) throws Exception {
        Sandbox sandbox = sandboxes.get(name);

        assertThat(cell.run(sandbox, List.of(), "copy", "/etc/passwd", "/skill/data/kept")
                        .code())
                .isZero();
        assertThat(cell.data.resolve("kept")).content().contains("skill");
        List<String> places =
                List.of("/ctos/inmate/x", "/x", "/dev/shm/x", "/dev/x", "/java/lib/x", "/etc/x", "/skill/x");
        List<String> words = new ArrayList<>(List.of("copies", "/etc/passwd"));
        words.addAll(places);
        Cell.Outcome copies = cell.run(sandbox, List.of(), words.toArray(String[]::new));
        assertThat(copies.output().lines())
                .as(copies.errors())
                .containsExactlyElementsOf(
                        places.stream().map(place -> place + " denied").toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void aProcess_reachesNoServerOfTheMachine(String name) throws Exception {
        Sandbox sandbox = sandboxes.get(name);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(server.getLocalPort());

            assertThat(cell.run(sandbox, List.of(), "connect", "127.0.0.1", port)
                            .output())
                    .startsWith("denied");
            assertThat(cell.run(sandbox, List.of(), "connect", "192.0.2.1", "80")
                            .output())
                    .startsWith("denied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void aProcess_hasTheVariablesOfItsLaunchAlone(String name) throws Exception {
        Cell.Outcome outcome = cell.run(sandboxes.get(name), List.of(), "environment");

        assertThat(outcome.output()).contains("GREETING=it's a \"test\"\n$HOME\n");
        // Podman and the shells set what the others do not; nothing of it tells of the machine.
        assertThat(outcome.output()
                        .lines()
                        .filter(line -> line.contains("="))
                        .map(line -> line.substring(0, line.indexOf('='))))
                .isSubsetOf("GREETING", "PWD", "PATH", "HOME", "HOSTNAME", "container", "TERM");
        assertThat(outcome.output()).doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman", "none"})
    void streamsAndExitCodes_pass(String name) throws Exception {
        Sandbox sandbox = sandboxes.get(name);
        Launch launch = cell.launch(Cell.LIMITS, List.of(), "echo");
        Launch named = new Launch(
                launch.name(),
                launch.java(),
                launch.arguments().stream()
                        .map(word -> word.equals("/ctos/inmate") ? sandbox.inside(launch, word) : word)
                        .toList(),
                launch.readOnly(),
                launch.writable(),
                List.of(),
                launch.environment(),
                launch.limits());
        String text = "line\n".repeat(50_000) + "\u0000\u00e9";

        try (Confined confined = sandbox.start(named)) {
            Thread writer = new Thread(() -> write(confined, text));
            writer.start();
            Cell.Outcome outcome = Cell.outcome(confined);
            writer.join();

            assertThat(outcome.output()).isEqualTo(text);
            assertThat(outcome.code()).isZero();
            assertThat(confined.exceeded()).isEmpty();
        }
        if (sandbox.isolatesFiles()) {
            assertThat(cell.run(sandbox, List.of(), "exit", "42").code()).isEqualTo(42);
        }
    }

    private static void write(Confined confined, String text) {
        try (OutputStream out = confined.process().getOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void programs_areThoseThatWereNamed(String name) throws Exception {
        Sandbox sandbox = sandboxes.get(name);
        Path shell = Programs.find("sh").orElseThrow();

        Cell.Outcome named = cell.run(sandbox, List.of(shell), "run", shell.toString(), "-c", "echo $((6*7))");
        Cell.Outcome other = cell.run(sandbox, List.of(shell), "run", "/usr/bin/mount", "--version");
        Cell.Outcome none = cell.run(sandbox, List.of(), "run", shell.toString(), "-c", "echo no");

        assertThat(named.output()).as(named.errors()).isEqualTo("42\n");
        assertThat(other.code()).isEqualTo(1);
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.output()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare", "podman"})
    void closing_endsTheDescendantsToo_andLeavesNothing(String name) throws Exception {
        Sandbox sandbox = sandboxes.get(name);
        Path shell = Programs.find("sh").orElseThrow();
        String mark = UUID.randomUUID().toString();
        String script = "(while :; do read x </dev/tty || read x <&3; done 3<&0 & ) ; echo $0; read y";
        Confined confined =
                sandbox.start(cell.launch(Cell.LIMITS, List.of(shell), "run", shell.toString(), "-c", script, mark));
        Cell.await("a process with the mark", () -> Cell.processesWith(mark).size() >= 2);

        confined.close();

        Cell.await("no process with the mark: " + Cell.processesWith(mark), () -> Cell.processesWith(mark)
                .isEmpty());
        assertThat(confined.memoryBytes()).isEmpty();
        try (var files = Files.list(all.resolve("scratch"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isSubsetOf("etc", "roots", "alone.bpf", "programs.bpf");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare"})
    void twentyAtOnce_areAllThereAndAllGo(String name) throws Exception {
        Sandbox sandbox = sandboxes.get(name);
        String mark = UUID.randomUUID().toString();
        List<Confined> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(sandbox.start(cell.launch(Cell.LIMITS, List.of(), "wait", mark)));
        }
        for (Confined confined : all) {
            byte[] said = confined.process().getInputStream().readNBytes("waiting\n".length());
            assertThat(new String(said, StandardCharsets.UTF_8)).isEqualTo("waiting\n");
            Cell.await("the memory of a JVM", () -> confined.memoryBytes().orElseThrow() > 5 << 20);
            assertThat(confined.memoryBytes().orElseThrow()).isLessThan(100 << 20);
        }

        all.forEach(Confined::close);

        Cell.await("no process with the mark", () -> Cell.processesWith(mark).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare"})
    void aProcess_livesLongerThanTheThreadThatStartedIt(String name) throws Exception {
        Sandbox sandbox = sandboxes.get(name);
        Confined[] started = new Confined[1];
        Thread thread = new Thread(() -> {
            try {
                started[0] = sandbox.start(cell.launch(Cell.LIMITS, List.of(), "echo"));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        thread.start();
        thread.join();

        try (Confined confined = started[0]) {
            write(confined, "still here");
            assertThat(Cell.outcome(confined)).isEqualTo(new Cell.Outcome(0, "still here", ""));
        }
    }
}
