package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
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

    /** The body of {@code POST plans}; what has to be there before a plan can be made is sent before. */
    abstract Map<String, Object> change() throws Exception;

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
        carryOut(this, client, change(), consent);
    }

    /** Shows the plan of a change, gets the yes to it, and follows it to its end; returns the plan's task. */
    static JsonNode carryOut(HomeCommand command, ContainerClient client, Map<String, Object> change, Consent consent)
            throws CommandFailed {
        return carryOut(command, client, change, consent, task -> {
            if (command.json()) {
                command.printJson(task);
            }
        });
    }

    /** The same for one change of several. */
    static JsonNode carryOut(
            HomeCommand command,
            ContainerClient client,
            Map<String, Object> change,
            Consent consent,
            Consumer<JsonNode> ended)
            throws CommandFailed {
        JsonNode plan = client.post("plans", change);
        if (!command.json()) {
            PlanText.lines(plan, Instant.now()).forEach(command::say);
            command.out().flush();
        }
        Approval approval = new Approval(
                consent.yes,
                consent.flags(),
                consent.optional,
                command.json() ? null : Terminal.question(command.out()));
        Map<String, Object> agreed = approval.of(plan);
        JsonNode task = Followed.toItsEnd(command, client, () -> client.post("tasks", agreed));
        ended.accept(task);
        TaskWatch.orThrow(task);
        if (!command.json()) {
            command.say("done: " + text(task, "title"));
            Declined.lines(plan, agreed).forEach(command::say);
            MissingValues.lines(client, plan, agreed).forEach(command::say);
        }
        return task;
    }
}
