package net.chingtech.ctos.skillhub.server.store;

import java.time.Instant;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.catalogue.SkillCard;

/**
 * What is kept of a skill besides its releases.
 *
 * @param publisher who published its latest release
 * @param keyId the key of that publisher; only this key, and one that follows it, may publish further versions
 * @param downloads how often any release was downloaded
 * @param updatedAt when its latest release came in
 * @param rating what users think of it
 */
public record SkillLine(
        SkillId id,
        String publisher,
        String keyId,
        Instant firstPublishedAt,
        Instant updatedAt,
        long downloads,
        SkillCard.Rating rating) {}
