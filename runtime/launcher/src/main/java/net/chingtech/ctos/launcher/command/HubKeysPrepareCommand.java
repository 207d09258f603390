package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.sign.PublicKeyFile;
import net.chingtech.ctos.sign.hub.HubFolder;
import net.chingtech.ctos.sign.hub.RootCeremony;
import net.chingtech.ctos.sign.hub.RootChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "prepare",
        description = "Draft a hub's first or next root, for key holders on several machines to sign.",
        footer = {"", "Without --root-key, --threshold and --role the next root only renews the present one."})
final class HubKeysPrepareCommand extends HomeCommand {

    @Mixin
    private HubHomeOption hubHome;

    @Option(
            names = "--root-key",
            paramLabel = "PUBLICKEY",
            description = {
                "The public.pem of a key holder (ctos keygen --out); once for each of them.",
                "They take the place of all present root keys. Needed for a first root."
            })
    private List<Path> rootKeys = List.of();

    @Option(names = "--threshold", paramLabel = "M", description = "How many of them must sign (default: as now).")
    private Integer threshold;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "timestamp, snapshot or targets gets a new key on the hub (may be repeated).")
    private List<String> roles = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the draft goes.")
    private Path out;

    @Override
    void run() throws Exception {
        if (threshold != null && threshold < 1 || !RootCeremony.ONLINE.containsAll(roles)) {
            throw new ParameterException(
                    spec().commandLine(), "--threshold takes 1 or more, --role timestamp, snapshot or targets.");
        }
        HubFolder hub = hubHome.open(home());
        boolean first = hub.newestVersion().isEmpty();
        if (first && (rootKeys.isEmpty() || threshold == null)) {
            throw new ParameterException(
                    spec().commandLine(), "This hub has no root yet: say --root-key and --threshold.");
        }
        Fields.mustBeNew(out);
        List<PublicKey> holders = new ArrayList<>();
        for (Path file : rootKeys) {
            holders.add(PublicKeyFile.read(file));
        }
        Map<String, PublicKey> online = hub.nextKeys(first ? RootCeremony.ONLINE : roles);
        SignedMetadata draft = first
                ? RootCeremony.first(holders, threshold, online, Instant.now())
                : RootCeremony.next(
                        hub.newest(),
                        new RootChange(holders, threshold == null ? 0 : threshold, online),
                        Instant.now());
        Fields.writeNew(out, draft.write());
        RootText.print(this, RootCeremony.read(draft), null);
        if (!json()) {
            say("Have it signed: ./ctos hub keys sign --draft " + out + " --key FILE");
        }
    }
}
