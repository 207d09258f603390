package net.chingtech.ctos.provisioning;

import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;

/**
 * A skill of this container.
 *
 * @param source where it came from; later versions come only from there
 * @param keyId fingerprint of the pinned publisher key
 * @param host where it runs: {@code in_framework} or {@code process}
 * @param problem why it does not run, or null
 * @param previousVersion what a rollback goes back to, or null
 * @param pinned whether the version is held
 */
public record InstalledSkill(
        SkillId id,
        String name,
        String summary,
        SkillVersion version,
        String sha256,
        Status status,
        Problem problem,
        String host,
        Tier tier,
        String publisher,
        String keyId,
        String source,
        Channel channel,
        List<SkillPermission> grants,
        List<SkillPermission> declined,
        List<String> tools,
        List<SkillId> neededBy,
        Instant installedAt,
        SkillVersion previousVersion,
        boolean pinned) {

    /** How an installed skill is. */
    public enum Status {
        ACTIVE,
        /** Its health check is bad, it still answers. */
        UNHEALTHY,
        /** It does not run; {@code problem} says why. */
        FAILED
    }
}
