package net.chingtech.ctos.itest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.itest.updates.GeneratedSkill;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.SigningKey;

/** A container and its hub, a publisher of official skills, and an administrator who says yes. */
final class UpdateScene implements AutoCloseable {

    private static final long LONGEST_TASK_NANOS = 600_000_000_000L;
    private static final long LONGEST_LISTING_NANOS = 60_000_000_000L;
    private static final long PLAN_AGAIN_NANOS = 500_000_000;
    private static final long LOOK_AGAIN_NANOS = 5_000_000;

    private final Path work;
    private final RunningContainer container;
    private final ReleaseSigner publisher;
    private final String hub;
    private final String publishToken;
    private final URI tools;
    private final String apiToken;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    UpdateScene(Path work) throws Exception {
        this(work, Map.of());
    }

    /** @param environment what the container's own environment has beside the usual */
    UpdateScene(Path work, Map<String, String> environment) throws Exception {
        this.work = Files.createDirectories(work.resolve("releases"));
        container = RunningContainer.start(work.resolve("home"), environment);
        Ctos ctos = container.ctos();
        Path keys = ctos.home().resolve("keys/publishers/ching-tech");
        publisher = new ReleaseSigner(
                SigningKey.read(keys.resolve("key.pem")),
                Certificates.read(keys.resolve("certificate.pem")),
                Clock.systemUTC());
        hub = RunningContainer.json(ctos.file("hub/run/hub.json")).get("url").asText();
        publishToken = ctos.file("secrets/publish-token");
        apiToken = ctos.file("secrets/api-token");
        tools = URI.create(container.url() + "/ctos/api/v1/tools/");
    }

    /** Signs a release and puts it on the hub. */
    void publish(GeneratedSkill skill, String version) throws Exception {
        SignedRelease release =
                publisher.sign(skill.jar(work, version), work.resolve(skill.name() + "-" + version + "-signed.jar"));
        String boundary = "release-of-a-generated-skill";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, boundary, "artifact", "skill.jar", Files.readAllBytes(release.jar()));
        part(body, boundary, "statement", "statement.json", release.envelope().write());
        body.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpResponse<String> answer = container.send(HttpRequest.newBuilder(URI.create(hub + "/api/v1/skills"))
                .header("Authorization", "Bearer " + publishToken)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(skill.id() + " " + version + ": " + answer.body());
        }
    }

    private static void part(ByteArrayOutputStream body, String boundary, String name, String file, byte[] content)
            throws IOException {
        body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.write(content);
        body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    void install(GeneratedSkill skill, String host) {
        carryOut(plan("{\"action\":\"install\",\"id\":\"" + skill.id() + "\",\"host\":\"" + host + "\"}", 1));
    }

    /** @return how long it took once it was agreed to, in milliseconds */
    double update(GeneratedSkill skill, String version, boolean callersWait) {
        JsonNode plan =
                plan("{\"action\":\"update\",\"id\":\"" + skill.id() + "\",\"version\":\"" + version + "\"}", 1);
        if (plan.at("/items/0/callers_wait").asBoolean() != callersWait) {
            throw new IllegalStateException("not the order that is measured: " + plan);
        }
        return carryOut(plan);
    }

    /** Waits until all of them have something newer, then updates all. @return how long that took, with another planning */
    double updateAll(int skills) {
        plan("{\"action\":\"update\"}", skills);
        long begin = System.nanoTime();
        carryOut(plan("{\"action\":\"update\"}", skills));
        return (System.nanoTime() - begin) / 1e6;
    }

    /** @return how long it took to ask what is newer, in milliseconds */
    double check() {
        long begin = System.nanoTime();
        HttpResponse<String> answer = container.rest("POST", "updates/check", null);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    RunningContainer container() {
        return container;
    }

    /** Plans, and does it. @return how long both took, in milliseconds */
    double change(String question, int items) {
        long begin = System.nanoTime();
        JsonNode begun = container.carryOut(plan(question, items));
        // A version that passes its probation meanwhile changes what the plan was made for, and takes a moment.
        while (List.of("plan_changed", "busy").contains(begun.path("code").asText())) {
            begun = container.carryOut(plan(question, items));
        }
        ended(begun);
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Plans until there are so many items: a hub signs its lists a moment after something was published. */
    private JsonNode plan(String question, int items) {
        long deadline = System.nanoTime() + LONGEST_LISTING_NANOS;
        JsonNode plan =
                RunningContainer.json(container.rest("POST", "plans", question).body());
        while (plan.path("items").size() != items) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(question + ": " + plan);
            }
            LockSupport.parkNanos(PLAN_AGAIN_NANOS);
            plan = RunningContainer.json(
                    container.rest("POST", "plans", question).body());
        }
        return plan;
    }

    private double carryOut(JsonNode plan) {
        long begin = System.nanoTime();
        ended(container.carryOut(plan));
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Waits until a task that was begun has succeeded. @return its id */
    String ended(JsonNode begun) {
        long begin = System.nanoTime();
        if (!begun.hasNonNull("task_id")) {
            throw new IllegalStateException(begun.toString());
        }
        String id = begun.path("task_id").asText();
        JsonNode task = begun;
        for (String state = ""; !state.equals("succeeded"); ) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            task = RunningContainer.json(
                    container.rest("GET", "tasks/" + id, null).body());
            state = task.path("state").asText();
            if ((task.hasNonNull("finished_at") && !state.equals("succeeded"))
                    || System.nanoTime() - begin > LONGEST_TASK_NANOS) {
                throw new IllegalStateException(task.toString());
            }
        }
        return id;
    }

    /** Calls a skill's tool as a program does; says why it failed, or null. */
    String call(GeneratedSkill skill) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(tools.resolve(skill.tool()))
                        .header("Authorization", "Bearer " + apiToken)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
        return answer.statusCode() == 200
                ? null
                : RunningContainer.json(answer.body()).path("code").asText("status " + answer.statusCode());
    }

    @Override
    public void close() {
        container.close();
    }
}
