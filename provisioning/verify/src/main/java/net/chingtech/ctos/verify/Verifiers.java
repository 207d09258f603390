package net.chingtech.ctos.verify;

import java.time.Clock;

/** Makes verifiers. */
public final class Verifiers {

    private Verifiers() {}

    /**
     * A verifier that trusts these authorities. It keeps no state and may be used by many threads.
     *
     * @param clock says what is in the future
     */
    public static Verifier create(TrustAnchors anchors, Clock clock) {
        return new DefaultVerifier(anchors, clock);
    }
}
