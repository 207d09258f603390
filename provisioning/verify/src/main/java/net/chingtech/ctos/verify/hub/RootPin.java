package net.chingtech.ctos.verify.hub;

import java.util.Locale;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.verify.internal.hub.Pin;

/** The root metadata of a hub that a container was told to trust first; later roots are believed by the ones before. */
public final class RootPin {

    private static final String PREFIX = "sha256:";

    private final Pin pin;

    private RootPin(Pin pin) {
        this.pin = pin;
    }

    /** Trusts this root file. */
    public static RootPin file(byte[] root) {
        return new RootPin(new Pin(root.clone(), Digests.sha256Hex(root)));
    }

    /**
     * Trusts the hub's first root file, {@code 1.root.json}, when it has this digest.
     *
     * @param fingerprint {@code sha256:} and 64 hex digits, or the digits alone
     * @throws IllegalArgumentException when it is something else
     */
    public static RootPin sha256(String fingerprint) {
        String hex = fingerprint.startsWith(PREFIX) ? fingerprint.substring(PREFIX.length()) : fingerprint;
        String lower = hex.toLowerCase(Locale.ROOT);
        if (!Digests.isSha256Hex(lower)) {
            throw new IllegalArgumentException("not sha256: and 64 hex digits: " + fingerprint);
        }
        return new RootPin(new Pin(null, lower));
    }

    /** Trusts no root yet: everything is refused with {@code hub_root_unknown}, which shows the hub's fingerprint. */
    public static RootPin none() {
        return new RootPin(new Pin(null, null));
    }

    Pin pin() {
        return pin;
    }
}
