package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code ./ctos} command, on a home of its own. */
final class Ctos {

    static final Path TOP = Path.of("../..").toAbsolutePath().normalize();

    private static final int PATIENCE_SECONDS = 90;

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
            Process process = builder(words)
                    .redirectInput(in.toFile())
                    .redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after " + PATIENCE_SECONDS + " s: " + List.of(words)
                        + "\n" + read(folder.resolve("out")) + read(folder.resolve("err")));
            }
            return new Said(process.exitValue(), read(folder.resolve("out")), read(folder.resolve("err")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    ProcessBuilder builder(String... words) {
        List<String> line = new ArrayList<>(List.of("bash", script.toString()));
        line.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(home.getParent().toFile());
        builder.environment().put("CTOS_HOME", home.toString());
        builder.environment().put("CTOS_NO_BUILD", System.getProperty("ctos.no.build", "1"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** A file of the home, such as a secret, without its line end. */
    String file(String path) {
        return read(home.resolve(path)).strip();
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
