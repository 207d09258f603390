package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.PlanText;
import net.chingtech.ctos.launcher.rest.TrustText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "The earlier states of a skill that can be gone back to, newest first.")
final class HistoryCommand extends HomeCommand {

    @Parameters(paramLabel = "ID", description = "The skill.")
    private String id;

    @Override
    void run() throws Exception {
        JsonNode answer = client().get("skills/" + ContainerClient.quoted(id) + "/history");
        if (json()) {
            printJson(answer);
            return;
        }
        if (answer.path("states").isEmpty()) {
            say("there is no earlier state of " + id);
        }
        for (JsonNode state : answer.path("states")) {
            say(
                    "%-12s until %s  %9s  %s",
                    text(state, "version"),
                    TrustText.time(text(state, "until")),
                    PlanText.size(state.path("bytes").asLong()),
                    text(state, "reason"));
            say("    " + data(state));
            say("    ./ctos rollback " + id + " --state " + text(state, "state_id"));
        }
    }

    private static String data(JsonNode state) {
        if (!state.path("has_data").asBoolean()) {
            return "No data was kept with it: going back keeps the data that is there.";
        }
        String copied = state.path("while_running").asBoolean() ? " It was copied while the skill ran." : "";
        return (state.path("migrated").asBoolean()
                        ? "Its data was migrated since: going back puts the data of then back, unless --data keep."
                        : "Going back keeps the data that is there, unless --data restore.")
                + copied;
    }
}
