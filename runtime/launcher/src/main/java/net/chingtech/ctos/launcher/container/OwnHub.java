package net.chingtech.ctos.launcher.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.launcher.hubs.HubRoot;
import net.chingtech.ctos.launcher.hubs.KnownHub;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.HubFolder;
import net.chingtech.ctos.sign.hub.RootCeremony;
import net.chingtech.ctos.sign.hub.RootChange;

/**
 * The root of the hub that a home has for itself. Its key lies in the home, outside the hub's own folder and without a
 * passphrase, so that nobody has to sit there when the container starts: it is as safe as the home.
 */
final class OwnHub {

    /** A root that ends sooner is renewed. */
    private static final Duration RENEWED_BEFORE = Duration.ofDays(90);

    private static final String KEY = "root-1.pem";

    private final Home home;
    private final HubFolder hub;
    private final Clock clock;

    OwnHub(Home home, Clock clock) {
        this.home = home;
        this.hub = new HubFolder(home.hub());
        this.clock = clock;
    }

    /** Makes what is missing; what an administrator made or replaced is left as it is. */
    void complete() throws IOException, SigningFailed {
        Path known = home.hubTrust(KnownHub.LOCAL).resolve(HubRoot.FILE);
        if (hub.newestVersion().isEmpty() && Files.exists(known) && hasOnlineKeys()) {
            // Another root than the one that the container knows would look to it like another hub.
            SafeFiles.write(hub.root(1), Files.readAllBytes(known));
            System.err.println("WARN: the hub's root was gone; it is put back from " + known + ".");
        }
        if (hub.newestVersion().isEmpty()) {
            SigningKey key = rootKey();
            hub.put(RootCeremony.finished(
                    RootCeremony.sign(
                            RootCeremony.first(List.of(key.publicKey()), 1, hub.nextKeys(RootCeremony.ONLINE), now()),
                            key),
                    null));
        } else {
            hub.settle();
            renewInTime();
        }
        if (!Files.exists(known) && Files.exists(hub.root(1))) {
            SafeFiles.write(known, Files.readAllBytes(hub.root(1)));
        }
    }

    private boolean hasOnlineKeys() {
        return RootCeremony.ONLINE.stream().map(hub::onlineKey).allMatch(Files::exists);
    }

    private SigningKey rootKey() throws IOException, SigningFailed {
        SafeFiles.ownFolder(home.hubRootKeys());
        Path file = home.hubRootKeys().resolve(KEY);
        if (!Files.exists(file)) {
            SigningKey.generate().write(file);
        }
        return SigningKey.read(file);
    }

    /** With the keys that lie here in the clear; where they do not suffice, it is for the administrator to renew it. */
    private void renewInTime() throws IOException, SigningFailed {
        Root present = hub.newest();
        if (present.expires().isAfter(now().plus(RENEWED_BEFORE))) {
            return;
        }
        SignedMetadata draft = RootCeremony.next(present, RootChange.NONE, now());
        for (Path file : HubFolder.rootKeys(home.hubRootKeys())) {
            if (!SigningKey.isEncrypted(file)) {
                draft = RootCeremony.sign(draft, SigningKey.read(file));
            }
        }
        try {
            hub.put(RootCeremony.finished(draft, present));
        } catch (SigningFailed e) {
            if (!e.problem().code().equals("root_threshold")) {
                throw e;
            }
            System.err.println("WARN: the root of this home's hub holds until " + present.expires()
                    + " only. Renew it with ./ctos hub keys renew.");
        }
    }

    private Instant now() {
        return Instant.now(clock);
    }
}
