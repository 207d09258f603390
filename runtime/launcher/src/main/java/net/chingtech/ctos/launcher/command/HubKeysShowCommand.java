package net.chingtech.ctos.launcher.command;

import net.chingtech.ctos.sign.hub.HubFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        description = "The hub's present root: roles, keys, thresholds, and what containers know it by.")
final class HubKeysShowCommand extends HomeCommand {

    @Mixin
    private HubHomeOption hubHome;

    @Override
    void run() throws Exception {
        HubFolder hub = hubHome.open(home());
        RootText.print(this, hub.newest(), Fields.fingerprint(hub.fingerprint()));
    }
}
