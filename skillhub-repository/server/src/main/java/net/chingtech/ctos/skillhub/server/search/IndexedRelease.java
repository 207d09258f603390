package net.chingtech.ctos.skillhub.server.search;

import java.time.Instant;
import java.util.Set;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;

/**
 * A release as the index holds it.
 *
 * @param number the release's number in the store
 * @param channels for whose subscribers it is the skill's newest release
 * @param rating what results are ordered by, not the average
 */
public record IndexedRelease(
        long number,
        Set<Channel> channels,
        SkillManifest manifest,
        String description,
        Tier tier,
        Instant updatedAt,
        long downloads,
        double rating) {}
