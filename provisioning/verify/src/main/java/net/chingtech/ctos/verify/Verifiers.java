package net.chingtech.ctos.verify;

import java.time.Clock;
import java.util.function.Supplier;

/** Makes verifiers. They keep no state and may be used by many threads. */
public final class Verifiers {

    private Verifiers() {}

    /**
     * A verifier that trusts these authorities.
     *
     * @param clock says what is in the future
     */
    public static Verifier create(TrustAnchors anchors, Clock clock) {
        return create(() -> anchors, clock);
    }

    /**
     * A verifier that asks at each verification who is trusted: {@code Verifiers.create(LiveAnchors.of(folder), clock)}.
     *
     * @param clock says what is in the future
     */
    public static Verifier create(Supplier<TrustAnchors> anchors, Clock clock) {
        return new DefaultVerifier(anchors, clock);
    }
}
