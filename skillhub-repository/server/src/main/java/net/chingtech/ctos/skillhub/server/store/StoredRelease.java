package net.chingtech.ctos.skillhub.server.store;

import java.time.Instant;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;

/**
 * All that is kept of one release.
 *
 * @param number given by the store, 0 before that
 * @param publishedAt when its publisher signed it
 * @param description Markdown for people, as the publisher wrote it
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
        String description) {}
