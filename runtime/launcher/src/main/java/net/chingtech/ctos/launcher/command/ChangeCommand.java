package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.Approval;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.PlanText;
import net.chingtech.ctos.launcher.rest.TaskWatch;
import picocli.CommandLine.Mixin;

/** A command that changes something: plan, yes, task. */
abstract class ChangeCommand extends HomeCommand {

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
        JsonNode task = carryOut(client, agreed);
        if (json()) {
            printJson(task);
        }
        TaskWatch.orThrow(task);
        if (!json()) {
            say("done: " + text(task, "title"));
            Declined.lines(plan, agreed).forEach(this::say);
        }
    }

    private JsonNode carryOut(ContainerClient client, Map<String, Object> agreed) throws CommandFailed {
        TaskWatch watch = new TaskWatch(client, line -> {
            if (!json()) {
                say(line);
                out().flush();
            }
        });
        try (CancelOnInterrupt cancel = new CancelOnInterrupt(watch)) {
            String taskId = text(client.post("tasks", agreed), "task_id");
            cancel.started(taskId);
            JsonNode task = watch.follow(taskId);
            cancel.ended(text(task, "title") + ": " + text(task, "state"));
            return task;
        }
    }
}
