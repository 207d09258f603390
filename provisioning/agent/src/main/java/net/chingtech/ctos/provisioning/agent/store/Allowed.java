package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;

/**
 * An administrator's word that a release which was revoked, or which its source doubts, may run all the same: this very
 * release, for this very reason.
 *
 * @param sha256 the artifact
 * @param reason why it was revoked or is doubted
 */
public record Allowed(String sha256, String reason, Instant at) {
    public Allowed {
        reason = reason == null ? "" : reason;
    }
}
