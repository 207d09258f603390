package net.chingtech.ctos.skillhub.server.store;

import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.listing.Revoked;

/**
 * A release in short: what choosing between versions needs.
 *
 * @param number the release's number in this hub, given at publish
 * @param yanked whether it is not offered any more
 * @param revoked why it must not run any more, or null
 */
public record ReleaseLine(
        long number,
        SkillId id,
        SkillVersion version,
        Channel channel,
        Instant publishedAt,
        boolean securityFix,
        List<SkillPermission> permissions,
        String releaseNotes,
        boolean yanked,
        Revoked revoked) {

    /** Whether it is there for those who look for something to install. */
    public boolean offered() {
        return !yanked && revoked == null;
    }
}
