package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.HubFolder;
import net.chingtech.ctos.sign.hub.RootCeremony;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "create", description = "Make a hub's root keys, its online keys and its first root.")
final class HubKeysCreateCommand extends HomeCommand {

    @Mixin
    private HubHomeOption hubHome;

    @Option(
            names = "--root-keys",
            required = true,
            paramLabel = "DIR",
            description = "Where the root keys go: a new folder outside the hub's home, best taken off this machine.")
    private Path rootKeys;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--threshold",
            paramLabel = "M",
            defaultValue = "1",
            description = "How many of them must sign a root (default: ${DEFAULT-VALUE}).")
    private int threshold;

    @Mixin
    private NewPassphrase passphrase;

    @Override
    void run() throws Exception {
        RootCount.check(spec(), count, threshold);
        HubFolder hub = hubHome.open(home());
        if (hub.newestVersion().isPresent()) {
            throw new CommandFailed(
                    "root_exists",
                    "this hub has a root already",
                    "See it with ./ctos hub keys show, or rotate its keys");
        }
        hub.mustBeOutside(rootKeys);
        List<SigningKey> keys =
                RootSigners.make(rootKeys, count, passphrase.choose(spec(), "the root keys in " + rootKeys));
        SignedMetadata draft = RootCeremony.first(
                RootSigners.publicOf(keys), threshold, hub.nextKeys(RootCeremony.ONLINE), Instant.now());
        hub.put(RootCeremony.finished(RootSigners.sign(draft, keys), null));
        RootText.printPlaced(this, hub);
    }
}
