package net.chingtech.ctos.launcher.command;

import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.sign.hub.HubFolder;
import net.chingtech.ctos.sign.hub.RootCeremony;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "finish", description = "Put a draft in place that enough key holders have signed.")
final class HubKeysFinishCommand extends HomeCommand {

    @Mixin
    private HubHomeOption hubHome;

    @Option(names = "--draft", required = true, paramLabel = "FILE", description = "The signed draft.")
    private Path draft;

    @Override
    void run() throws Exception {
        HubFolder hub = hubHome.open(home());
        Root present = hub.newestVersion().isEmpty() ? null : hub.newest();
        hub.put(RootCeremony.finished(SignedMetadata.read(Files.readAllBytes(draft)), present));
        RootText.printPlaced(this, hub);
    }
}
