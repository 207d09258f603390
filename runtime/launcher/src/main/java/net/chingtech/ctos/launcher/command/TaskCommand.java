package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "task", description = "The long actions of the container, or one of them.")
final class TaskCommand extends HomeCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A task.")
    private String id;

    @Option(names = "--cancel", description = "Ask it to stop and undo what it did.")
    private boolean cancel;

    @Override
    void run() throws Exception {
        ContainerClient client = client();
        if (id == null) {
            JsonNode answer = client.get("tasks");
            if (json()) {
                printJson(answer);
            } else {
                answer.path("tasks").forEach(this::line);
            }
            return;
        }
        String path = "tasks/" + ContainerClient.quoted(id);
        if (cancel) {
            client.post(path + "/cancel", java.util.Map.of());
        }
        JsonNode task = client.get(path);
        if (json()) {
            printJson(task);
            return;
        }
        line(task);
        task.path("log").forEach(line -> say("  " + line.asText()));
        if (task.hasNonNull("problem")) {
            say("  ! " + text(task.path("problem"), "detail") + " " + text(task.path("problem"), "next_step"));
            task.path("problem").path("more").forEach(line -> say("    " + line.asText()));
        }
    }

    private void line(JsonNode task) {
        say(
                "%-24s %-10s %3d %%  %s",
                text(task, "task_id"), text(task, "state"), task.path("percent").asInt(), text(task, "title"));
    }
}
