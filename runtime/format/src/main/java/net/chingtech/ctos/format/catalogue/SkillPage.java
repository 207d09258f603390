package net.chingtech.ctos.format.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;

/**
 * All about one skill: {@code GET /skills/{id}}. The card's fields stand beside the others in JSON.
 *
 * @param description Markdown, from somebody unknown: to be sanitized before it is shown
 * @param screenshots URLs, absolute or relative to the hub
 * @param versions newest first, by SemVer
 */
public record SkillPage(
        @JsonUnwrapped SkillCard card,
        String publisher,
        String description,
        List<String> screenshots,
        String bannerUrl,
        String license,
        String homepage,
        List<VersionLine> versions,
        SortedMap<SkillId, VersionRange> dependencies,
        List<SkillPermission> permissions,
        List<SkillPermission> optionalPermissions) {

    /** One version of a skill. */
    public record VersionLine(
            SkillVersion version, Channel channel, Instant publishedAt, boolean yanked, boolean revoked) {}
}
