package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.sign.hub.HubFolder;
import picocli.CommandLine.Option;

/** Whose keys. */
final class HubHomeOption {

    @Option(names = "--hub-home", paramLabel = "DIR", description = "The hub's home (default: of this home's own hub).")
    private Path folder;

    Path path(Home home) {
        return folder == null ? home.hub() : folder;
    }

    HubFolder open(Home home) {
        return new HubFolder(path(home));
    }
}
