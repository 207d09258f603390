package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.HubFolder;
import net.chingtech.ctos.sign.hub.RootCeremony;
import net.chingtech.ctos.sign.hub.RootChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "rotate",
        description = "Give roles new keys: the next root is signed by the present root keys, and by the new ones.")
final class HubKeysRotateCommand extends HomeCommand {

    @Mixin
    private HubHomeOption hubHome;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "root, timestamp, snapshot, targets, or all (may be repeated).")
    private List<String> roles;

    @Option(names = "--root-keys", required = true, paramLabel = "DIR", description = "The present root keys.")
    private Path rootKeys;

    @Option(
            names = "--new-root-keys",
            paramLabel = "DIR",
            description = "With root: where the new ones go, a new folder outside the hub's home.")
    private Path newRootKeys;

    @Option(names = "--keys", paramLabel = "N", description = "With root: how many (default: as many as now).")
    private Integer count;

    @Option(names = "--threshold", paramLabel = "M", description = "With root: how many must sign (default: as now).")
    private Integer threshold;

    @Option(
            names = "--new-passphrase-file",
            paramLabel = "FILE",
            description = "With root: encrypt the new keys with what it holds (default: it is asked for).")
    private Path newPassphrase;

    @Option(names = "--no-passphrase", description = "With root: leave the new keys unencrypted.")
    private boolean none;

    @Mixin
    private OpenKey opener;

    @Override
    void run() throws Exception {
        Set<String> wanted = wanted();
        boolean root = wanted.remove(Role.ROOT);
        if (root != (newRootKeys != null) || !root && (count != null || threshold != null)) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--new-root-keys DIR goes with --role root or all, and so do --keys and --threshold.");
        }
        HubFolder hub = hubHome.open(home());
        hub.mustBeOutside(rootKeys);
        Root present = hub.newest();
        List<SigningKey> signers = new ArrayList<>(RootSigners.open(rootKeys, opener));
        // Nothing is made for a change that the present keys here could not sign.
        RootCeremony.finished(
                RootSigners.sign(RootCeremony.next(present, RootChange.NONE, Instant.now()), signers), present);
        List<SigningKey> made = root ? newKeys(hub, present) : List.of();
        signers.addAll(made);
        RootChange change =
                new RootChange(RootSigners.publicOf(made), threshold == null ? 0 : threshold, hub.nextKeys(wanted));
        SignedMetadata draft = RootCeremony.next(present, change, Instant.now());
        hub.put(RootCeremony.finished(RootSigners.sign(draft, signers), present));
        RootText.printPlaced(this, hub);
    }

    private List<SigningKey> newKeys(HubFolder hub, Root present) throws Exception {
        int keys = count == null ? present.roles().get(Role.ROOT).keyids().size() : count;
        RootCount.check(
                spec(), keys, threshold == null ? present.roles().get(Role.ROOT).threshold() : threshold);
        hub.mustBeOutside(newRootKeys);
        char[] passphrase = none
                ? null
                : Passphrase.chosen(Passphrase.terminal(), newPassphrase, "the root keys in " + newRootKeys);
        return RootSigners.make(newRootKeys, keys, passphrase);
    }

    private Set<String> wanted() {
        Set<String> wanted = new LinkedHashSet<>();
        for (String role : roles) {
            if (role.equals("all")) {
                wanted.add(Role.ROOT);
                wanted.addAll(RootCeremony.ONLINE);
            } else if (role.equals(Role.ROOT) || RootCeremony.ONLINE.contains(role)) {
                wanted.add(role);
            } else {
                throw new ParameterException(
                        spec().commandLine(), "--role takes root, timestamp, snapshot, targets or all: " + role);
            }
        }
        return wanted;
    }
}
