package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.Approval;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.PlanText;
import net.chingtech.ctos.launcher.rest.TaskWatch;
import picocli.CommandLine.Mixin;

/** A command that changes something: plan, yes, task. */
abstract class ChangeCommand extends HomeCommand {

    private static final int UNDO_PATIENCE_IN_SECONDS = 60;

    @Mixin
    private Consent consent;

    /** The body of {@code POST plans}. */
    abstract Map<String, Object> change();

    static Map<String, Object> change(String action, String id, String version) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("action", action);
        if (id != null) {
            change.put("id", id);
        }
        if (version != null && !version.equals("latest")) {
            change.put("version", version);
        }
        return change;
    }

    @Override
    final void run() throws Exception {
        ContainerClient client = client();
        JsonNode plan = client.post("plans", change());
        if (!json()) {
            PlanText.lines(plan).forEach(this::say);
            out().flush();
        }
        Approval approval =
                new Approval(consent.yes, consent.flags(), consent.optional, json() ? null : Terminal.question(out()));
        Map<String, Object> agreed = approval.of(plan);
        String taskId = text(client.post("tasks", agreed), "task_id");
        JsonNode task = follow(client, taskId);
        if (json()) {
            printJson(task);
        }
        TaskWatch.orThrow(task);
        if (!json()) {
            say("done: " + text(task, "title"));
        }
    }

    /** Ctrl-C meanwhile asks the task to stop, and waits for it to have undone what it did. */
    private JsonNode follow(ContainerClient client, String taskId) throws CommandFailed {
        TaskWatch watch = new TaskWatch(client, line -> {
            if (!json()) {
                say(line);
                out().flush();
            }
        });
        CountDownLatch ended = new CountDownLatch(1);
        Thread cancel = new Thread(
                () -> {
                    try {
                        watch.cancel(taskId);
                        ended.await(UNDO_PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
                    } catch (CommandFailed e) {
                        System.err.println(e.forPeople());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "ctos-cancel");
        Runtime.getRuntime().addShutdownHook(cancel);
        try {
            JsonNode task = watch.follow(taskId);
            Runtime.getRuntime().removeShutdownHook(cancel);
            return task;
        } catch (IllegalStateException e) {
            // The process is being ended by Ctrl-C; the task has come to its end all the same.
            throw new CommandFailed("cancelled", "the task was asked to stop", "See ./ctos task " + taskId, e);
        } finally {
            ended.countDown();
        }
    }
}
