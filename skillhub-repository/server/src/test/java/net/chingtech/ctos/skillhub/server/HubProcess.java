package net.chingtech.ctos.skillhub.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Json;

/** A hub as a process of its own; its home is {@code hub} in a folder that has its authorities and its token, too. */
final class HubProcess implements AutoCloseable {

    private final Process process;
    private final Path folder;

    private HubProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** @param heap such as {@code 96m} */
    static HubProcess start(Path folder, String heap) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "--home",
                folder.resolve("hub").toString(),
                "--port",
                "0",
                "--authorities",
                folder.resolve("authorities").toString(),
                "--publish-token-file",
                folder.resolve("token").toString());
        return new HubProcess(new ProcessBuilder(command).inheritIO().start(), folder);
    }

    /** Where it listens, once it does. */
    String url() throws Exception {
        Path announcement = folder.resolve("hub/run/hub.json");
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            try {
                JsonNode running = Json.readTree(Files.readAllBytes(announcement));
                if (running.path("pid").asLong() == process.pid()) {
                    return running.path("url").asText();
                }
            } catch (NoSuchFileException e) {
                // Not yet there, or that of a killed one was just taken away.
            }
        }
        throw new IllegalStateException("the hub did not start");
    }

    /** Memory in use now, and at most so far. */
    String memory() throws Exception {
        return Files.readString(Path.of("/proc/" + process.pid() + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }

    boolean endsWithin(int milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** As a power cut would end it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
