package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.function.Predicate;
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
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

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
        return start(home, environment, "run", "--port", "0", "--hub-port", "0");
    }

    /** The container of another distribution. */
    static RunningContainer start(Ctos ctos) {
        return start(ctos, Map.of(), "run", "--port", "0", "--hub-port", "0");
    }

    /** @param words of the command that starts it */
    static RunningContainer start(Path home, String... words) {
        return start(home, Map.of(), words);
    }

    private static RunningContainer start(Path home, Map<String, String> environment, String... words) {
        return start(new Ctos(home), environment, words);
    }

    private static RunningContainer start(Ctos ctos, Map<String, String> environment, String... words) {
        Path home = ctos.home();
        try {
            Files.createDirectories(home.getParent());
            Path out = Files.createTempFile(home.getParent(), "run", ".out");
            ProcessBuilder builder =
                    ctos.builder(words).redirectErrorStream(true).redirectOutput(out.toFile());
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
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
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

    /** The process that was started: the container's own, also before it is ready. */
    long pid() {
        return process.pid();
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

    /** Fails where this machine has no sandbox, unless whoever runs the tests knows: then the test is skipped. */
    void mustIsolateFiles() {
        boolean isolates = isolatesFiles();
        assumeThat(isolates || !Boolean.getBoolean("ctos.test.noSandbox"))
                .as("a sandbox")
                .isTrue();
        assertThat(isolates)
                .as("this machine has a sandbox that holds. Install the Debian package bubblewrap, or leave this test"
                        + " out: -Dctos.test.noSandbox=true")
                .isTrue();
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

    String hubUrl() {
        return json(ctos.file("run/container.json")).get("hub_url").asText();
    }

    /** A request as a program makes it, with the api-token. */
    HttpResponse<String> rest(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/ctos/api/v1/" + path))
                .header("Authorization", "Bearer " + ctos.file("secrets/api-token"))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    /** Agrees to all that a plan asks for. @return the task that carries it out */
    JsonNode carryOut(JsonNode plan) {
        ObjectNode consent = Json.mapper().createObjectNode();
        consent.put("plan_id", plan.get("plan_id").asText());
        consent.put("digest", plan.get("digest").asText());
        ArrayNode flags = consent.putArray("flags");
        for (JsonNode item : plan.get("items")) {
            item.path("flags").forEach(flag -> flags.add(flag.asText()));
            if (!item.hasNonNull("to")) {
                continue;
            }
            ArrayNode accepted = consent.withObjectProperty("accept")
                    .putArray(item.get("id").asText() + "@" + item.get("to").asText() + "#"
                            + item.get("sha256").asText());
            item.get("permissions")
                    .forEach(asked -> accepted.add(asked.get("permission").asText()));
        }
        return json(rest("POST", "tasks", consent.toString()).body());
    }

    /** Plans a change until there is a plan: the lists of a hub are asked for anew only after a while. */
    JsonNode awaitPlan(Map<String, ?> question) {
        String asked = new String(Json.write(question), java.nio.charset.StandardCharsets.UTF_8);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        JsonNode plan = json(rest("POST", "plans", asked).body());
        while (!plan.hasNonNull("plan_id")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no plan for " + question + ": " + plan);
            }
            rest("POST", "updates/check", null);
            await(200);
            plan = json(rest("POST", "plans", asked).body());
        }
        return plan;
    }

    /**
     * Asks again and again until the answer is as it should be, and gives that; with more patience than it takes until an
     * update comes by itself that had to wait: for the probation of the one before, a minute at a time, or for a hub.
     */
    JsonNode awaitRest(String path, Predicate<JsonNode> until) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        JsonNode last = json(rest("GET", path, null).body());
        while (!until.test(last)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(path + " did not become what it should; last: " + last);
            }
            await(50);
            last = json(rest("GET", path, null).body());
        }
        return last;
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString());
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
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
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
