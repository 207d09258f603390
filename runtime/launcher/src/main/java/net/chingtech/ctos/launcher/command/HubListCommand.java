package net.chingtech.ctos.launcher.command;

import java.util.List;
import java.util.Map;
import net.chingtech.ctos.launcher.hubs.HubList;
import net.chingtech.ctos.launcher.hubs.KnownHub;
import picocli.CommandLine.Command;

@Command(name = "list", description = "The hubs that the container knows besides its own.")
final class HubListCommand extends HomeCommand {

    @Override
    void run() throws Exception {
        List<KnownHub> hubs = new HubList(home()).all();
        if (json()) {
            printJson(Map.of("hubs", hubs));
            return;
        }
        if (hubs.isEmpty()) {
            say("no other hub is known");
        }
        for (KnownHub hub : hubs) {
            if (hub.signsNothing()) {
                say(hub.name() + "  " + hub.url() + "  ClawHub: legacy skills, nothing is signed");
                continue;
            }
            say(hub.name() + "  " + hub.url() + "  up to " + hub.maxTier().wire()
                    + (hub.onlyWhenNamed() ? "  only with ./ctos run --hub" : ""));
            say("  root " + hub.root());
        }
    }
}
