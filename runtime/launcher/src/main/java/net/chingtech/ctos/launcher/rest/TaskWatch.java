package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/** Follows a task to its end and says each of its steps once. */
public final class TaskWatch {

    private static final Set<String> FINAL = Set.of("succeeded", "failed", "cancelled");
    private static final int ATTEMPTS = 5;

    private final ContainerClient client;
    private final Consumer<String> out;
    private int said;
    private String lastStep = "";

    public TaskWatch(ContainerClient client, Consumer<String> out) {
        this.client = client;
        this.out = out;
    }

    /**
     * Returns the task in its final state.
     *
     * @throws CommandFailed {@code container_ended} when the container goes away meanwhile
     */
    public JsonNode follow(String taskId) throws CommandFailed {
        try {
            return toItsEnd(taskId);
        } catch (CommandFailed e) {
            // It had started when it took the task: what it lacks now, it has given up to stop.
            throw e.problem().code().equals("starting") ? NoAnswer.ended(e) : e;
        }
    }

    private JsonNode toItsEnd(String taskId) throws CommandFailed {
        String path = "tasks/" + ContainerClient.quoted(taskId);
        AtomicReference<JsonNode> last = new AtomicReference<>();
        for (int attempt = 1; ; attempt++) {
            client.events(path + "/events", task -> {
                last.set(task);
                say(task);
                return !isFinal(task);
            });
            // A stream may end early, when a proxy or a pause cut it.
            JsonNode task = last.get() != null && isFinal(last.get()) ? last.get() : client.get(path);
            if (isFinal(task)) {
                say(task);
                return task;
            }
            if (attempt == ATTEMPTS) {
                throw new CommandFailed(
                        "task_lost",
                        "the container stopped telling about task " + taskId,
                        "Ask again with ./ctos task " + taskId);
            }
        }
    }

    /**
     * The result of a task that ended.
     *
     * @throws CommandFailed with the task's problem, unless it succeeded
     */
    public static void orThrow(JsonNode task) throws CommandFailed {
        String state = task.path("state").asText();
        if ("succeeded".equals(state)) {
            return;
        }
        JsonNode problem = task.path("problem");
        if (problem.hasNonNull("code")) {
            try {
                throw new CommandFailed(Json.read(Json.write(problem), Problem.class));
            } catch (FormatException e) {
                // Told by the state below.
            }
        }
        throw new CommandFailed(
                new Problem(500, "task_" + state, task.path("title").asText() + ": " + state, ""));
    }

    /** Asks for a stop; what was done is then undone. */
    public void cancel(String taskId) throws CommandFailed {
        client.post("tasks/" + ContainerClient.quoted(taskId) + "/cancel", Map.of());
    }

    /** Whether a task has ended. */
    public static boolean isFinal(JsonNode task) {
        return FINAL.contains(task.path("state").asText());
    }

    private synchronized void say(JsonNode task) {
        JsonNode log = task.path("log");
        for (; said < log.size(); said++) {
            out.accept("  " + log.get(said).asText());
        }
        String step = task.path("step").asText("");
        if (!step.isEmpty() && !step.equals(lastStep) && log.isEmpty()) {
            out.accept("  " + step);
        }
        lastStep = step;
    }
}
