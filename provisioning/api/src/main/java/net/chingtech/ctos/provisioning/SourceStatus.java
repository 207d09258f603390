package net.chingtech.ctos.provisioning;

import java.time.Instant;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Tier;

/**
 * How a source is, and by what it is known.
 *
 * @param id of the source
 * @param url where it is, or null
 * @param maxTier the best tier that its skills are taken for
 * @param rootFingerprint SHA-256 of the root metadata that this container was told to trust first; null for a source that
 *     signs no lists
 * @param rootVersion of the root metadata that is trusted now, or null
 * @param asOf when its lists were last proven to be fresh, or null
 * @param expiresAt until when they are believed without asking again, or null
 * @param problem why nothing is installed from it now, or null
 */
public record SourceStatus(
        String id,
        String url,
        Tier maxTier,
        String rootFingerprint,
        Integer rootVersion,
        Instant asOf,
        Instant expiresAt,
        Problem problem) {}
