package net.chingtech.ctos.itest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;

/** A container and its hub, started as a user starts them: {@code ./ctos run}. */
final class RunningContainer implements AutoCloseable {

    /** Whether the Java of this build still has the security layer, so that skills may run in the container's framework. */
    static final boolean HAS_SECURITY_LAYER = Runtime.version().feature() < 24;

    private static final Pattern READY = Pattern.compile("ready in (\\d+) ms");

    private final Ctos ctos;
    private final Process process;
    private final Path out;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private RunningContainer(Ctos ctos, Process process, Path out) {
        this.ctos = ctos;
        this.process = process;
        this.out = out;
    }

    static RunningContainer start(Path home) {
        return start(home, Map.of());
    }

    /** @param environment what the container's own environment has beside the usual */
    static RunningContainer start(Path home, Map<String, String> environment) {
        Ctos ctos = new Ctos(home);
        try {
            Files.createDirectories(home.getParent());
            Path out = Files.createTempFile(home.getParent(), "run", ".out");
            ProcessBuilder builder = ctos.builder("run", "--port", "0", "--hub-port", "0")
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            RunningContainer container = new RunningContainer(ctos, process, out);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            container.awaitReady();
            return container;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (READY.matcher(said()).find()) {
                return;
            }
            await(50);
        }
        process.destroy();
        throw new IllegalStateException("not ready; it said:\n" + said());
    }

    private void await(long milliseconds) {
        try {
            process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Ctos ctos() {
        return ctos;
    }

    /** The container's own process. */
    long containerPid() {
        return json(ctos.file("run/container.json")).get("pid").asLong();
    }

    /** The hub's process. */
    long hubPid() {
        return json(ctos.file("hub/run/hub.json")).get("pid").asLong();
    }

    /** Whether skills' own processes are kept from the files of this machine. */
    boolean isolatesFiles() {
        for (JsonNode host : json(rest("GET", "status", null).body()).path("hosts")) {
            if (host.path("level").asText().equals("process")) {
                return host.path("isolates_files").asBoolean();
            }
        }
        throw new IllegalStateException("no process host");
    }

    /** Ends every process of the container but its own and its hub's, as the kernel does when memory is short. */
    long killSkills() {
        long hub = hubPid();
        return ProcessHandle.of(containerPid())
                .orElseThrow()
                .children()
                .filter(child -> child.pid() != hub)
                .flatMap(child -> Stream.concat(child.descendants(), Stream.of(child)))
                .filter(ProcessHandle::destroyForcibly)
                .count();
    }

    String said() {
        return Ctos.read(out);
    }

    long readyMillis() {
        Matcher ready = READY.matcher(said());
        if (!ready.find()) {
            throw new IllegalStateException(said());
        }
        return Long.parseLong(ready.group(1));
    }

    String url() {
        return json(ctos.file("run/container.json")).get("url").asText();
    }

    /** A request as a program makes it, with the api-token. */
    HttpResponse<String> rest(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/ctos/api/v1/" + path))
                .header("Authorization", "Bearer " + ctos.file("secrets/api-token"))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return Json.readTree(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (FormatException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** Waits for the end, and says how it ended. */
    int awaitEnd() {
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running; it said:\n" + said());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As Ctrl-C does. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }
}
