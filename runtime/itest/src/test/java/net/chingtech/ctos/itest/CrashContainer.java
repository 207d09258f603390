package net.chingtech.ctos.itest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Json;

/** A container on a home that outlives it: started, asked for changes, killed, started again. */
final class CrashContainer implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private final TestHub hub;
    private final Path home;
    private RunningContainer running;

    CrashContainer(TestHub hub, Path home) {
        this.hub = hub;
        this.home = home;
    }

    Path home() {
        return home;
    }

    void start() {
        running = RunningContainer.start(home, hub.run());
    }

    boolean isRunning() {
        return running != null;
    }

    /** How it ends. */
    enum End {
        KILLED_ALONE("alone"),
        /** What it started is killed after it: nobody can tidy up. */
        KILLED_WITH_CHILDREN("with its children"),
        /** As a service manager ends it: it tidies up, and is waited for. */
        ASKED_TO("by SIGTERM");

        private final String words;

        End(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    void end(End how) {
        if (how == End.ASKED_TO) {
            close();
            return;
        }
        List<ProcessHandle> started = ProcessHandle.of(running.pid())
                .map(container -> container.descendants().toList())
                .orElse(List.of());
        running.kill();
        if (how == End.KILLED_WITH_CHILDREN) {
            started.forEach(ProcessHandle::destroyForcibly);
        }
        running = null;
    }

    /** Starts it, and kills it after so many milliseconds, ready or not. */
    void startAndKill(long milliseconds) {
        try {
            Process process = new Ctos(home)
                    .builder(hub.run())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolveSibling("killed.out").toFile())
                    .start();
            process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor(2, TimeUnit.MINUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Ctos ctos() {
        return running.ctos();
    }

    JsonNode get(String path) {
        return RunningContainer.json(running.rest("GET", path, null).body());
    }

    /** Plans a change until there is a plan: the lists of a hub are asked for anew only after a while. */
    JsonNode plan(Map<String, ?> question) {
        long deadline = System.nanoTime() + PATIENCE;
        while (true) {
            JsonNode plan = post("plans", question);
            if (plan.hasNonNull("plan_id")) {
                return plan;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no plan for " + question + ": " + plan);
            }
            post("updates/check", Map.of());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /** Says yes to a plan with all that it asks for. @return the id of the task */
    String accept(JsonNode plan) {
        Map<String, List<String>> accept = new LinkedHashMap<>();
        List<String> flags = new ArrayList<>();
        for (JsonNode item : plan.path("items")) {
            List<String> permissions = new ArrayList<>();
            item.path("permissions")
                    .forEach(asked -> permissions.add(asked.path("permission").asText()));
            accept.put(
                    item.path("id").asText() + "@" + item.path("to").asText() + "#"
                            + item.path("sha256").asText(),
                    permissions);
            item.path("flags").forEach(flag -> flags.add(flag.asText()));
        }
        return begun(post(
                "tasks",
                Map.of(
                        "plan_id", plan.path("plan_id").asText(),
                        "digest", plan.path("digest").asText(),
                        "accept", accept,
                        "flags", flags.stream().distinct().toList())));
    }

    String configure(String id, Map<String, ?> values) {
        return begun(RunningContainer.json(running.rest(
                        "PUT",
                        "skills/" + id + "/config",
                        new String(Json.write(Map.of("values", values)), StandardCharsets.UTF_8))
                .body()));
    }

    private static String begun(JsonNode answer) {
        if (!answer.hasNonNull("task_id")) {
            throw new IllegalStateException("no task was begun: " + answer);
        }
        return answer.path("task_id").asText();
    }

    private JsonNode post(String path, Map<String, ?> body) {
        return RunningContainer.json(running.rest("POST", path, new String(Json.write(body), StandardCharsets.UTF_8))
                .body());
    }

    /** A task when it is over. */
    JsonNode await(String task) {
        return running.awaitRest("tasks/" + task, state -> !List.of("queued", "waiting", "running", "undoing")
                .contains(state.path("state").asText()));
    }

    /** What a skill has, as it tells itself; one that was just started may take some tries. */
    JsonNode call(String tool, Map<String, ?> input) {
        long deadline = System.nanoTime() + PATIENCE;
        while (true) {
            var answer = running.rest("POST", "tools/" + tool, new String(Json.write(input), StandardCharsets.UTF_8));
            if (answer.statusCode() == 200) {
                return RunningContainer.json(answer.body());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(tool + " does not answer: " + answer.body());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** The lines of all journals that are there, whole ones only. */
    List<String> journal() {
        List<String> lines = new ArrayList<>();
        Path folder = home.resolve("skills/journal");
        for (Path file : files(folder)) {
            if (file.toString().endsWith(".jsonl")) {
                try {
                    String text = Files.readString(file);
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
                } catch (NoSuchFileException e) {
                    // It was over that moment.
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return lines;
    }

    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
