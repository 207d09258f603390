package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.PlanText;
import net.chingtech.ctos.launcher.rest.TrustText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "info", description = "All about one skill of the catalogue.")
final class InfoCommand extends HomeCommand {

    @Parameters(paramLabel = "ID", description = "The skill.")
    private String id;

    @Override
    void run() throws Exception {
        ContainerClient client = client();
        JsonNode details = client.get("catalogue/" + ContainerClient.quoted(id));
        if (json()) {
            printJson(details);
            return;
        }
        JsonNode page = details.path("page");
        say(text(page, "name") + "  " + text(page, "id") + " " + text(page, "latest_version"));
        say(text(page, "summary"));
        say("publisher    " + text(page, "publisher") + " (" + PlanText.tier(text(page, "tier")) + "), by "
                + text(details, "source"));
        for (JsonNode pin : client.get("trust").path("pins")) {
            if (text(pin, "id").equals(id)) {
                say("pinned       to " + text(pin, "publisher") + ", " + text(pin, "source")
                        + (id.startsWith("clawhub.") ? ", place " : ", key ")
                        + TrustText.fingerprint(text(pin, "key_id")));
            }
        }
        say("license      " + text(page, "license"));
        List<String> versions = new ArrayList<>();
        for (JsonNode line : page.path("versions")) {
            versions.add(text(line, "version")
                    + (line.path("revoked").asBoolean() ? " (revoked)" : "")
                    + (line.path("yanked").asBoolean() ? " (yanked)" : ""));
        }
        say("versions     " + String.join(", ", versions));
        List<String> needs = new ArrayList<>();
        page.path("dependencies")
                .fields()
                .forEachRemaining(d -> needs.add(d.getKey() + " " + d.getValue().asText()));
        say("needs        " + (needs.isEmpty() ? "no other skill" : String.join(", ", needs)));
        if (page.path("permissions").isEmpty()
                && page.path("optional_permissions").isEmpty()) {
            say("It asks for nothing but its own data folder and its own log.");
        }
        permissions("It needs to", page.path("permissions"));
        permissions("It would like to, and you may decline:", page.path("optional_permissions"));
    }

    private void permissions(String title, JsonNode names) {
        if (names.isEmpty()) {
            return;
        }
        say(title);
        names.forEach(name -> say("  %-52s %s", Words.of(name.asText()), name.asText()));
    }
}
