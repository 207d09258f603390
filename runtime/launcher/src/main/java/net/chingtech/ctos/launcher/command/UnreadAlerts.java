package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;

/** The alerts that nobody has read yet. */
record UnreadAlerts(List<JsonNode> alerts) {

    static UnreadAlerts of(ContainerClient client) throws CommandFailed {
        List<JsonNode> unread = new ArrayList<>();
        for (JsonNode alert : client.get("alerts").path("alerts")) {
            if (!alert.hasNonNull("read_at")) {
                unread.add(alert);
            }
        }
        return new UnreadAlerts(unread);
    }

    /** How many, and whether one of them is bad. */
    String words() {
        long dangers = alerts.stream().filter(UnreadAlerts::isDanger).count();
        return alerts.size() + " unread" + (dangers == 0 ? "" : ", " + dangers + " of danger") + ": see ./ctos alerts";
    }

    boolean anyDanger() {
        return alerts.stream().anyMatch(UnreadAlerts::isDanger);
    }

    private static boolean isDanger(JsonNode alert) {
        return alert.path("level").asText().equals("danger");
    }
}
