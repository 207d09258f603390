package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.example.inmate.Inmate;

/** Launches of {@link Inmate}, each with a data folder whose name is not easy. */
final class Cell {

    static final Launch.Limits LIMITS = new Launch.Limits(256L << 20, 8, 100, 256, 1L << 20, 4, 16L << 20);
    private static final List<String> FLAGS = List.of(
            "-Xmx64m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData");

    final Path folder;
    final Path data;
    private final Path classes;

    /** What a process said and how it ended. */
    record Outcome(int code, String output, String errors) {}

    Cell(Path folder) throws IOException {
        this.folder = folder;
        data = Files.createDirectories(folder.resolve("a 'data' földer \"$HOME\" \\ ;&"));
        classes = folder.resolve("classes");
        String name = Inmate.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(classes.resolve(name).getParent());
        try (InputStream in = Inmate.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(in, classes.resolve(name));
        }
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"));
    }

    Launch launch(Launch.Limits limits, List<Path> programs, String... words) {
        List<String> arguments = new ArrayList<>(FLAGS);
        arguments.addAll(List.of("-cp", "/ctos/inmate", Inmate.class.getName()));
        arguments.addAll(List.of(words));
        return new Launch(
                "test",
                java(),
                arguments,
                Map.of("/ctos/inmate", classes),
                Map.of("/skill/data", data),
                programs,
                Map.of("GREETING", "it's a \"test\"\n$HOME"),
                limits);
    }

    /** Runs it to its end. */
    Outcome run(Sandbox sandbox, List<Path> programs, String... words) throws Exception {
        try (Confined confined = sandbox.start(launch(LIMITS, programs, words))) {
            confined.process().getOutputStream().close();
            return outcome(confined);
        }
    }

    static Outcome outcome(Confined confined) throws Exception {
        // One that does not end is ended, and then fails the test instead of holding it up.
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture.delayedExecutor(300, TimeUnit.SECONDS).execute(() -> {
            if (!ended.get()) {
                confined.close();
            }
        });
        String output = text(confined.process().getInputStream());
        String errors = text(confined.process().getErrorStream());
        assertThat(confined.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        ended.set(true);
        return new Outcome(confined.process().exitValue(), output, errors);
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Processes of the machine that have a text in their command. */
    static List<String> processesWith(String text) {
        try (Stream<Path> folders = Files.list(Path.of("/proc"))) {
            return folders.filter(folder -> folder.getFileName().toString().matches("\\d+"))
                    .map(Cell::command)
                    .filter(command -> command.contains(text))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String command(Path folder) {
        try {
            return folder.getFileName() + " "
                    + Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
