package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import net.chingtech.ctos.launcher.rest.HostText;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Where the container is and how it does.")
final class StatusCommand extends HomeCommand {

    @Override
    void run() throws Exception {
        JsonNode status = client().get("status");
        if (json()) {
            printJson(status);
            return;
        }
        say(text(status, "state") + ", version " + text(status, "version") + ", Java " + text(status, "java"));
        say("container  " + text(status, "url"));
        say("hub        " + text(status, "hub_url"));
        for (JsonNode host : status.path("hosts")) {
            say("host       " + text(host, "level") + ": "
                    + (host.path("available").asBoolean()
                            ? "ready, held by " + HostText.heldBy(text(host, "sandbox"))
                            : text(host, "detail") + " (" + text(host, "code") + ")"));
        }
        say("skills     " + text(status, "skills") + " installed, " + text(status, "updates") + " with an update");
    }
}
