package net.chingtech.ctos.skillhub.server.store;

import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;

/**
 * A release in short: what choosing between versions needs.
 *
 * @param number the release's number in this hub, given at publish
 */
public record ReleaseLine(
        long number,
        SkillId id,
        SkillVersion version,
        Channel channel,
        Instant publishedAt,
        boolean securityFix,
        List<SkillPermission> permissions,
        String releaseNotes) {}
