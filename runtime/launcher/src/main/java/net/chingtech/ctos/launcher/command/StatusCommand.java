package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.HostText;
import net.chingtech.ctos.launcher.rest.TrustText;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Where the container is and how it does.")
final class StatusCommand extends HomeCommand {

    @Override
    void run() throws Exception {
        ContainerClient client = client();
        JsonNode status = client.get("status");
        if (json()) {
            printJson(status);
            return;
        }
        say(text(status, "state") + ", version " + text(status, "version") + ", Java " + text(status, "java"));
        say("container  " + text(status, "url"));
        if (status.path("offline").asBoolean()) {
            warn("! offline  no hub is asked until ./ctos hub offline off");
        }
        for (JsonNode source : status.path("sources")) {
            say("hub        " + TrustText.source(source));
            if (source.hasNonNull("problem")) {
                say("           ! " + text(source.path("problem"), "detail") + " "
                        + text(source.path("problem"), "next_step"));
            }
        }
        for (JsonNode host : status.path("hosts")) {
            say("host       " + text(host, "level") + ": "
                    + (host.path("available").asBoolean()
                            ? "ready, held by " + HostText.heldBy(text(host, "sandbox"))
                            : text(host, "detail") + " (" + text(host, "code") + ")"));
        }
        say("skills     " + text(status, "skills") + " installed, " + text(status, "updates") + " with an update");
        // What nobody can tell yet while the container starts is not asked for.
        if (text(status, "state").equals("ready")) {
            UnreadAlerts unread = UnreadAlerts.of(client);
            if (!unread.alerts().isEmpty()) {
                warn("! alerts   " + unread.words());
            }
        }
    }
}
