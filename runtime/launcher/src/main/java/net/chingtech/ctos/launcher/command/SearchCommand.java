package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "search", description = "Find skills in all sources.")
final class SearchCommand extends HomeCommand {

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "Words to look for; none shows all.")
    private String[] words = {};

    @Option(names = "--tier", paramLabel = "TIER", description = "official, verified, community or legacy.")
    private String tier;

    @Option(names = "--page", paramLabel = "N", defaultValue = "1", description = "Page of the result.")
    private int page;

    @Override
    void run() throws Exception {
        String query = "catalogue?q=" + ContainerClient.quoted(String.join(" ", words)) + "&page=" + page
                + (tier == null ? "" : "&tier=" + ContainerClient.quoted(tier));
        JsonNode found = client().get(query);
        if (json()) {
            printJson(found);
        } else {
            sayFound(found);
        }
        Answers.refuseSilence(found.path("total").asLong(), found.path("failed"));
    }

    private void sayFound(JsonNode found) {
        for (JsonNode each : found.path("skills")) {
            JsonNode card = each.path("card");
            say(
                    "%-32s %-10s %-10s %s%s",
                    text(card, "id"),
                    text(card, "latest_version"),
                    tier(card),
                    text(card, "summary"),
                    each.hasNonNull("installed") ? "  (installed: " + text(each, "installed") + ")" : "");
            for (JsonNode also : each.path("also")) {
                boolean legacy = text(also, "id").startsWith("clawhub.");
                say("  %s %s, %s", legacy ? "also as Legacy:" : "followed by", text(also, "id"), text(also, "source"));
            }
        }
        say(found.path("total").asLong() + " found");
        Answers.sayFailures(found.path("failed"), this::say);
    }

    /** One word in the column: what nobody signed stands out. */
    private static String tier(JsonNode card) {
        return text(card, "tier").equals("legacy") ? "Legacy" : text(card, "tier");
    }
}
