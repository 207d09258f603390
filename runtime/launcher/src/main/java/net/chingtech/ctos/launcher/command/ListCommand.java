package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import picocli.CommandLine.Command;

@Command(name = "list", description = "The installed skills.")
final class ListCommand extends HomeCommand {

    @Override
    void run() throws Exception {
        ContainerClient client = client();
        JsonNode answer = client.get("skills");
        if (json()) {
            printJson(answer);
            return;
        }
        if (answer.path("skills").isEmpty()) {
            say("no skill is installed; find some with ./ctos search");
        }
        for (JsonNode skill : answer.path("skills")) {
            say(
                    "%-32s %-10s %-11s %-10s %-12s %s",
                    text(skill, "id"),
                    text(skill, "version"),
                    text(skill, "status"),
                    text(skill, "tier").equals("legacy") ? "Legacy" : text(skill, "tier"),
                    text(skill, "host"),
                    tools(skill));
            if (skill.hasNonNull("problem")) {
                say("  ! " + text(skill.path("problem"), "detail") + " " + text(skill.path("problem"), "next_step"));
            }
        }
        UnreadAlerts unread = UnreadAlerts.of(client);
        if (unread.anyDanger()) {
            warn("! alerts: " + unread.words());
        }
    }

    private static String tools(JsonNode skill) {
        StringBuilder names = new StringBuilder();
        skill.path("tools")
                .forEach(tool -> names.append(names.isEmpty() ? "" : ", ").append(tool.asText()));
        return names.toString();
    }
}
