package net.chingtech.ctos.verify.hub;

import java.time.Instant;
import net.chingtech.ctos.format.Problem;

/**
 * How far a hub's lists are believed at this moment.
 *
 * @param rootFingerprint {@code sha256:} and 64 hex digits of the root file that was trusted first; null while none is
 * @param rootVersion of the root that is trusted now; null while none is
 * @param asOf when the hub was last asked and everything was right; null when it never was
 * @param expiresAt when the first of the lists expires; null while there are none
 * @param problem why the last refresh failed, or why the lists are not believed any more; null when all is well
 */
public record Freshness(
        String rootFingerprint, Integer rootVersion, Instant asOf, Instant expiresAt, Problem problem) {}
