package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * ClawHub's own command, as npm has it: installed once below {@code target/}, run in a folder of the test with a home of its
 * own.
 *
 * @param program its script
 * @param work where it installs skills
 */
record ClawHubCommand(Path program, Path work, String registry) {

    private static final int PATIENCE_IN_SECONDS = 300;

    /** What it said, and how it ended. */
    record Said(int exit, String text) {}

    static ClawHubCommand of(String version, Path work, String registry) {
        try {
            Path folder =
                    Files.createDirectories(Path.of("target/clawhub-" + version).toAbsolutePath());
            Path program = folder.resolve("node_modules/clawhub");
            if (!Files.isRegularFile(program.resolve("package.json"))) {
                Said said = run(
                        folder,
                        List.of("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "clawhub@" + version));
                assertThat(said.exit())
                        .as("npm could not install clawhub@" + version + "; this test needs npm: " + said.text())
                        .isZero();
            }
            Files.createDirectories(work);
            try (var scripts = Files.list(program.resolve("bin"))) {
                return new ClawHubCommand(scripts.findFirst().orElseThrow(), work, registry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it; it must end well. */
    String ok(String... words) {
        Said said = run(words);
        assertThat(said.exit()).as(String.join(" ", words) + ": " + said.text()).isZero();
        return said.text();
    }

    Said run(String... words) {
        List<String> command = new ArrayList<>(List.of("node", program.toString()));
        command.addAll(List.of("--no-input", "--workdir", work.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT)
                .endsWith("_proxy"));
        builder.environment().put("HOME", work.toString());
        builder.environment().put("XDG_CONFIG_HOME", work.resolve("config").toString());
        builder.environment().put("CLAWHUB_REGISTRY", registry);
        builder.environment().put("CLAWDHUB_REGISTRY", registry);
        builder.environment().put("CLAWHUB_DISABLE_TELEMETRY", "1");
        builder.environment().put("NO_COLOR", "1");
        return run(builder.directory(work.toFile()));
    }

    private static Said run(Path folder, List<String> command) {
        return run(new ProcessBuilder(command).directory(folder.toFile()));
    }

    private static Said run(ProcessBuilder builder) {
        try {
            Path out = Files.createTempFile("clawhub", ".out");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(builder.command() + " did not end; it said: " + Files.readString(out));
            }
            String text = Files.readString(out);
            Files.delete(out);
            return new Said(process.exitValue(), text);
        } catch (IOException e) {
            throw new AssertionError(builder.command().get(0) + " cannot be run; this test needs node and npm", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
