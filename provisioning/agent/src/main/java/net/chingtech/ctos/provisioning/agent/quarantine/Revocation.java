package net.chingtech.ctos.provisioning.agent.quarantine;

import java.time.Instant;
import net.chingtech.ctos.format.listing.Revoked;

/**
 * That somebody revoked a release.
 *
 * @param saidBy who: a source's id, or the name of an authority
 */
public record Revocation(String reason, Instant at, String saidBy) {

    public Revocation {
        reason = reason == null ? "" : reason;
    }

    Revoked revoked() {
        return new Revoked(reason, at);
    }
}
