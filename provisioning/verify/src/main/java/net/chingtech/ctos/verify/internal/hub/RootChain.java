package net.chingtech.ctos.verify.internal.hub;

import java.util.Optional;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.verify.internal.Refused;

/** From the root that the container was told to trust to the hub's present one, one version at a time (5.2, 5.3). */
final class RootChain {

    private static final String FIRST = "1.root.json";

    /** A hub changes keys a few times a year; more in one refresh is an attack on our patience. */
    private static final int MOST_ROTATIONS = 64;

    private final HubFolder folder;
    private final Pin pin;
    private final Remote remote;

    RootChain(HubFolder folder, Pin pin, Remote remote) {
        this.folder = folder;
        this.pin = pin;
        this.remote = remote;
    }

    /** The hub's present root; each step is kept before the next is asked for. */
    TrustedRoot present() throws Refused {
        TrustedRoot trusted = trusted();
        for (int i = 0; i < MOST_ROTATIONS; i++) {
            String path = trusted.root().version() + 1 + ".root.json";
            Optional<byte[]> next = remote.find(path, TrustedRoot.LARGEST);
            if (next.isEmpty()) {
                break;
            }
            TrustedRoot following = trusted.followedBy(path, next.get());
            // 5.3.11, before the new root is kept: whoever had the old keys may have set versions that nobody can pass.
            if (trusted.differsIn(Role.TIMESTAMP, following) || trusted.differsIn(Role.SNAPSHOT, following)) {
                folder.delete(Refresh.TIMESTAMP_FILE);
                folder.delete(Refresh.SNAPSHOT_FILE);
            }
            following.store(folder);
            trusted = following;
        }
        return trusted;
    }

    /** When the hub shows another first root than the pinned one, that says more than a wrong signature does. */
    void mustStillBeThePinned() throws Refused {
        boolean pinnedIsFirst = pin.root() == null || pinnedFile().root().version() == 1;
        Optional<byte[]> shown = pinnedIsFirst ? remote.find(FIRST, TrustedRoot.LARGEST) : Optional.empty();
        if (shown.isPresent()) {
            mustBePinned(Digests.sha256Hex(shown.get()));
        }
    }

    private TrustedRoot trusted() throws Refused {
        Optional<TrustedRoot> kept = TrustedRoot.load(folder);
        if (kept.isEmpty()) {
            TrustedRoot first = first();
            first.store(folder);
            return first;
        }
        if (pin.sha256() != null && !pin.sha256().equals(kept.get().first())) {
            throw Refusals.pinChanged(kept.get().first(), pin.sha256());
        }
        return kept.get();
    }

    private TrustedRoot first() throws Refused {
        if (pin.root() != null) {
            return pinnedFile();
        }
        byte[] shown = remote.get(FIRST, TrustedRoot.LARGEST);
        mustBePinned(Digests.sha256Hex(shown));
        return TrustedRoot.signedByItself(FIRST, pin.sha256(), shown);
    }

    private TrustedRoot pinnedFile() throws Refused {
        return TrustedRoot.signedByItself("The root file that was given for this hub", pin.sha256(), pin.root());
    }

    private void mustBePinned(String shown) throws Refused {
        if (pin.sha256() == null) {
            throw Refusals.rootUnknown(shown);
        }
        if (!shown.equals(pin.sha256())) {
            throw Refusals.rootChanged(pin.sha256(), shown);
        }
    }
}
