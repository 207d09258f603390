package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The {@code ./ctos} command, on a home of its own. */
final class Ctos {

    static final Path TOP = Path.of("../..").toAbsolutePath().normalize();

    private static final int PATIENCE_SECONDS = 300;

    /** A JVM that finds one of these says so on its error stream. */
    private static final List<String> OTHERS_OPTIONS =
            List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private final Path home;
    private final Path script;

    Ctos(Path home) {
        this(home, TOP.resolve("ctos"));
    }

    /** @param script the command of another distribution than the built one */
    Ctos(Path home, Path script) {
        this.home = home;
        this.script = script;
    }

    Path home() {
        return home;
    }

    /** What a command said and how it ended. */
    record Said(int exit, String out, String err) {
        @Override
        public String toString() {
            return "exit " + exit + "\n--- out\n" + out + "--- err\n" + err;
        }
    }

    /** Runs a command to its end, with nothing to read on its standard input. */
    Said say(String... words) {
        return sayWithInput("", words);
    }

    /** Runs a command that must go well. */
    Said succeed(String... words) {
        Said said = say(words);
        assertThat(said.exit()).as(String.join(" ", words) + "\n" + said).isZero();
        return said;
    }

    /** Runs a command that must be refused, and must say why. */
    Said refuse(String why, String... words) {
        Said said = say(words);
        assertThat(said.exit()).as(String.join(" ", words) + "\n" + said).isEqualTo(1);
        assertThat(said.toString()).contains(why);
        return said;
    }

    /** Runs a command to its end, with {@code input} on its standard input. */
    Said sayWithInput(String input, String... words) {
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "said");
            Path in = Files.writeString(folder.resolve("in"), input);
            Process process = builder(words).redirectInput(in.toFile()).start();
            // To their ends: what the command says may go through a filter, which can end after the command.
            CompletableFuture<String> out = all(process.getInputStream());
            CompletableFuture<String> err = all(process.getErrorStream());
            try {
                CompletableFuture.allOf(out, err).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return new Said(process.waitFor(), out.get(), err.get());
            } catch (TimeoutException e) {
                process.destroyForcibly();
                throw new IllegalStateException("no end after " + PATIENCE_SECONDS + " s: " + List.of(words), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static CompletableFuture<String> all(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (stream) {
                        text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        text.completeExceptionally(e);
                    }
                },
                "reads-a-command");
        reader.setDaemon(true);
        reader.start();
        return text;
    }

    ProcessBuilder builder(String... words) {
        List<String> line = new ArrayList<>(List.of("bash", script.toString()));
        line.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(home.getParent().toFile());
        builder.environment().keySet().removeAll(OTHERS_OPTIONS);
        builder.environment().put("CTOS_HOME", home.toString());
        builder.environment().put("CTOS_NO_BUILD", System.getProperty("ctos.no.build", "1"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** A file of the home, such as a secret, without its line end. */
    String file(String path) {
        return read(home.resolve(path)).strip();
    }

    /** What a file has now; of one that is being written the last letter may be cut off. */
    static String read(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
