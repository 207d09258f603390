package net.chingtech.ctos.itest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;

/** The tools of a running container, as a program calls them; waits longer than the container may. */
final class EscapeTools {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final String url;
    private final String token;
    private final long containerPid;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    EscapeTools(String url, String token, long containerPid) {
        this.url = url;
        this.token = token;
        this.containerPid = containerPid;
    }

    String url() {
        return url;
    }

    long containerPid() {
        return containerPid;
    }

    /** An answer; status 0 when there was none in time. */
    record Answer(int status, String body) {

        /** Null when it is none. */
        JsonNode json() {
            try {
                return Json.readTree(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } catch (FormatException e) {
                return null;
            }
        }
    }

    Answer call(String tool, Map<String, ?> input) {
        return send("POST", "tools/" + tool, input);
    }

    /** Starts a skill again, as an administrator does after it failed too often; it stays in its host. */
    void restart(String skill) {
        JsonNode plan =
                send("POST", "plans", Map.of("action", "restart", "id", skill)).json();
        Map<String, List<String>> accept = new LinkedHashMap<>();
        for (JsonNode item : plan.path("items")) {
            List<String> permissions = new ArrayList<>();
            item.path("permissions")
                    .forEach(asked -> permissions.add(asked.path("permission").asText()));
            accept.put(
                    item.path("id").asText() + "@" + item.path("to").asText() + "#"
                            + item.path("sha256").asText(),
                    permissions);
        }
        Answer task = send(
                "POST",
                "tasks",
                Map.of(
                        "plan_id",
                        plan.path("plan_id").asText(),
                        "digest",
                        plan.path("digest").asText(),
                        "accept",
                        accept));
        String id = task.json() == null ? "" : task.json().path("task_id").asText();
        Answer state = task;
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (!state.body().contains("\"succeeded\"") && System.nanoTime() < deadline) {
            pause();
            state = send("GET", "tasks/" + id, null);
        }
        if (!state.body().contains("\"succeeded\"")) {
            throw new IllegalStateException(skill + " is not started again: " + plan + task + state);
        }
    }

    private Answer send(String method, String path, Map<String, ?> body) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/ctos/api/v1/" + path))
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body == null
                                            ? BodyPublishers.noBody()
                                            : BodyPublishers.ofByteArray(Json.write(body)))
                            .build(),
                    BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Calls a tool that has to answer; one whose process is being started again may take some tries. */
    String must(String tool, Map<String, ?> input) {
        Answer answer = call(tool, input);
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (answer.status() != 200 && System.nanoTime() < deadline) {
            pause();
            answer = call(tool, input);
        }
        if (answer.status() != 200) {
            throw new IllegalStateException(tool + " does not answer: " + answer);
        }
        return answer.body();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
