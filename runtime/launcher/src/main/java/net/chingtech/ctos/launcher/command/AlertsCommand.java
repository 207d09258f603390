package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.TrustText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "alerts", description = "What you have to know; it is shown until it was read.")
final class AlertsCommand extends HomeCommand {

    @ArgGroup
    private Read read;

    /** What was read. */
    static final class Read {
        @Option(names = "--read", paramLabel = "ID", description = "Mark this one as read.")
        private String id;

        @Option(names = "--all", description = "Mark all as read.")
        private boolean all;
    }

    @Override
    void run() throws Exception {
        ContainerClient client = client();
        if (read != null) {
            markRead(client);
        }
        JsonNode answer = client.get("alerts");
        if (json()) {
            printJson(answer);
        } else {
            show(answer.path("alerts"));
        }
    }

    private void markRead(ContainerClient client) throws CommandFailed {
        if (read.id != null) {
            markRead(client, read.id);
            return;
        }
        for (JsonNode alert : client.get("alerts").path("alerts")) {
            if (!alert.hasNonNull("read_at")) {
                markRead(client, text(alert, "id"));
            }
        }
    }

    private static void markRead(ContainerClient client, String id) throws CommandFailed {
        client.put("alerts/" + ContainerClient.quoted(id) + "/read", Map.of());
    }

    private void show(JsonNode alerts) {
        int unread = 0;
        for (JsonNode alert : alerts) {
            boolean wasRead = alert.hasNonNull("read_at");
            unread += wasRead ? 0 : 1;
            JsonNode problem = alert.path("problem");
            say((wasRead ? "  " : "! ") + text(alert, "level") + "  " + TrustText.time(text(alert, "at"))
                    + (alert.hasNonNull("skill") ? "  " + text(alert, "skill") : "") + "  (" + text(problem, "code")
                    + ")" + (wasRead ? "  read" : "  " + text(alert, "id")));
            say("    " + text(problem, "detail"));
            if (!wasRead && !text(problem, "next_step").isEmpty()) {
                say("    " + text(problem, "next_step"));
            }
        }
        say(
                alerts.isEmpty()
                        ? "no alerts"
                        : unread == 0 ? "all were read" : unread + " unread; mark them with --read ID, or --all");
    }
}
