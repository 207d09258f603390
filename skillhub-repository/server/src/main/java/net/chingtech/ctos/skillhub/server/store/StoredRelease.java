package net.chingtech.ctos.skillhub.server.store;

import java.time.Instant;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.listing.Revoked;

/**
 * All that is kept of one release.
 *
 * @param number given by the store, 0 before that
 * @param publishedAt when its publisher signed it
 * @param description Markdown for people, as the publisher wrote it
 * @param listedAt when the hub took it in, in whole seconds; null before that
 * @param yanked whether it is not offered any more
 * @param revoked why it must not run any more, or null
 */
public record StoredRelease(
        long number,
        SkillManifest manifest,
        Envelope envelope,
        String sha256,
        long size,
        Instant publishedAt,
        String publisher,
        Tier tier,
        String keyId,
        String description,
        Instant listedAt,
        boolean yanked,
        Revoked revoked) {}
