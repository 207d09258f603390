package net.chingtech.ctos.launcher.command;

import net.chingtech.ctos.launcher.hubs.HubList;
import net.chingtech.ctos.launcher.hubs.KnownHub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Use a hub no more, from the next start on, and forget its root and lists.")
final class HubRemoveCommand extends HomeCommand {

    @Parameters(paramLabel = "NAME", description = "As ./ctos hub list shows it.")
    private String name;

    @Override
    void run() throws Exception {
        KnownHub gone = new HubList(home()).remove(name);
        if (json()) {
            printJson(gone);
        } else {
            say((gone.signsNothing() ? "the ClawHub " : "") + gone.name()
                    + " is used no more from the next start on; what was installed from it stays");
        }
    }
}
