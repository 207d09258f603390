package net.chingtech.ctos.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SkillHub in a process of its own with the example skills published, as {@code ./ctos hub} starts it. */
record HubProcess(Path home, String url, Process process) implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("\"url\" *: *\"(http://[^\"]+)\"");

    static HubProcess start(Path home) {
        try {
            Path out =
                    Files.createDirectories(home.toAbsolutePath().getParent()).resolve("hub.out");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Dctos.dist=" + Distribution.folder(),
                            "-cp",
                            Distribution.folder().resolve("lib") + "/*",
                            "net.chingtech.ctos.launcher.Main",
                            "hub",
                            "--json",
                            "--home",
                            home.toString(),
                            "--port",
                            "0")
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new HubProcess(home, await(process, out), process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String await(Process process, Path out) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (System.nanoTime() < deadline && process.isAlive()) {
            Matcher ready = READY.matcher(Ctos.read(out));
            if (ready.find()) {
                return ready.group(1);
            }
            try {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IllegalStateException("the hub did not become ready; it said: " + Ctos.read(out));
    }

    /** The root that whoever runs the hub hands out. */
    Path root() {
        return home.resolve("trust/hubs/local/root.json");
    }

    /** Lets a container's home trust the hub's authorities; a running container reads them anew. */
    void authoritiesAreTrustedBy(Path other) {
        try {
            for (String kind : List.of("official", "community")) {
                Path folder = Files.createDirectories(
                        other.resolve("trust/authorities").resolve(kind));
                Files.copy(
                        home.resolve("keys/authorities").resolve(kind).resolve("certificate.pem"),
                        folder.resolve("hub.pem"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(3, TimeUnit.MINUTES).join();
    }
}
