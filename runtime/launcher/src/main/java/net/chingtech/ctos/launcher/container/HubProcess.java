package net.chingtech.ctos.launcher.container;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.guard.SecurityLayer;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.Secrets;

/**
 * SkillHub as a process of its own. It reads from a pipe that this process holds open, and ends when the pipe does: so it
 * never outlives us, however we end.
 */
public final class HubProcess {

    private static final String MAIN = "net.chingtech.ctos.skillhub.server.Main";
    private static final String ARCHIVES = "ctos.archives";
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Process process;
    /** Writes the process's output into its log, and ends with it. */
    private final Thread copying;

    private final Home home;

    HubProcess(Process process, Thread copying, Home home) {
        this.process = process;
        this.copying = copying;
        this.home = home;
    }

    /** What the hub writes once it listens. */
    record Listening(String url, long pid) {}

    /** Starts it; its output goes to {@code logs/hub.log}. */
    public static HubProcess start(Distribution distribution, Home home, int port) throws CommandFailed {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms16m",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(archiveFlags());
        if (!SecurityLayer.isPossible()) {
            // Lucene asks the kernel for memory advice; newer Java wants to be told that it may.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                distribution.hubLibraries() + File.separator + "*",
                MAIN,
                "--home",
                home.hub().toString(),
                "--port",
                Integer.toString(port),
                "--authorities",
                home.hubAuthorities().toString(),
                "--publish-token-file",
                home.secret(Secrets.PUBLISH_TOKEN).toString(),
                "--watch-stdin"));
        try {
            Files.deleteIfExists(record(home));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            RollingLog log = new RollingLog(home.logs().resolve("hub.log"));
            Thread copying = new Thread(() -> log.copy(process.getInputStream()), "ctos-hub-log");
            copying.setDaemon(true);
            copying.start();
            return new HubProcess(process, copying, home);
        } catch (IOException e) {
            throw new CommandFailed("hub_failed", "the hub cannot be started: " + e.getMessage(), "See above", e);
        }
    }

    /**
     * A start loads some thousand classes. In the folder that the ctos command names, the JVM finds them written down
     * (class data sharing), or writes them down at its end when they are not there yet.
     */
    private static List<String> archiveFlags() {
        String folder = System.getProperty(ARCHIVES);
        if (folder == null) {
            return List.of();
        }
        Path archive = Path.of(folder, "hub.jsa");
        return List.of(
                "-Xlog:cds*=off",
                (Files.isRegularFile(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive);
    }

    /**
     * Waits until the hub answers.
     *
     * @return its base address
     * @throws CommandFailed {@code hub_failed}
     */
    public String await(Duration patience) throws CommandFailed {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            String url = listening(home)
                    .filter(hub -> hub.pid() == process.pid())
                    .map(Listening::url)
                    .orElse(null);
            if (url != null && isHealthy(url)) {
                return url;
            }
            try {
                if (process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failed("the hub ended with code " + process.exitValue());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failed("the wait for the hub was interrupted");
            }
        }
        throw failed("the hub did not answer within " + patience.toSeconds() + " s");
    }

    /** Asks it to end; after {@code patience} it is ended. */
    public void stop(Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            copying.join(patience.toMillis());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Its exit code, once it has ended. */
    CompletableFuture<Integer> onEnd() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Returns when the hub has ended. */
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    private static Optional<Listening> listening(Home home) {
        try {
            return Optional.of(Json.read(Files.readAllBytes(record(home)), Listening.class));
        } catch (IOException | FormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isHealthy(String url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path record(Home home) {
        return home.hub().resolve("run/hub.json");
    }

    private CommandFailed failed(String detail) {
        return new CommandFailed("hub_failed", detail, "See " + home.logs().resolve("hub.log"));
    }
}
