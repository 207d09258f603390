package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.time.Instant;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.sign.hub.HubFolder;
import net.chingtech.ctos.sign.hub.RootCeremony;
import net.chingtech.ctos.sign.hub.RootChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "renew", description = "Make the next root, with the same keys, for another year.")
final class HubKeysRenewCommand extends HomeCommand {

    @Mixin
    private HubHomeOption hubHome;

    @Option(names = "--root-keys", required = true, paramLabel = "DIR", description = "The folder of the root keys.")
    private Path rootKeys;

    @Mixin
    private OpenKey opener;

    @Override
    void run() throws Exception {
        HubFolder hub = hubHome.open(home());
        hub.mustBeOutside(rootKeys);
        Root present = hub.newest();
        SignedMetadata draft = RootCeremony.next(present, RootChange.NONE, Instant.now());
        hub.put(RootCeremony.finished(RootSigners.sign(draft, RootSigners.open(rootKeys, opener)), present));
        RootText.printPlaced(this, hub);
    }
}
