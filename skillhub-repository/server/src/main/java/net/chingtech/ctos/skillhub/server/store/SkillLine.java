package net.chingtech.ctos.skillhub.server.store;

import java.time.Instant;
import net.chingtech.ctos.format.SkillId;

/**
 * What is kept of a skill besides its releases.
 *
 * @param publisher who published it first
 * @param keyId the key of that publisher; only this key may publish further versions
 * @param downloads how often any release was downloaded
 * @param updatedAt when its latest release came in
 */
public record SkillLine(
        SkillId id, String publisher, String keyId, Instant firstPublishedAt, Instant updatedAt, long downloads) {}
