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
 * @param host where it runs, or ran last: {@code in_framework} or {@code process}
 * @param problem why it does not run, or null
 * @param previousVersion what a rollback goes back to, or null
 * @param pinned whether the version is held
 * @param permissions what it needs; granted as long as it is installed
 * @param optionalPermissions what can be granted and taken back
 * @param hostWish where an administrator wants it to run, or null when the policy decides
 * @param vitals how it is doing, seen from outside; null when it does not run
 * @param probationUntil until when it goes back by itself when it fails; null when it is on no probation
 * @param failed versions that failed here, newest first
 * @param policy which of its updates come by themselves; nulls where the container's policy holds
 * @param hasSettings whether anything can be set for it
 * @param updatedAt when it came to this version from {@code previousVersion}; null when it came from none that is known
 * @param calls what was called of it since the container started
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
        boolean pinned,
        List<SkillPermission> permissions,
        List<SkillPermission> optionalPermissions,
        String hostWish,
        Vitals vitals,
        Instant probationUntil,
        List<FailedVersion> failed,
        UpdatePolicy policy,
        boolean hasSettings,
        Instant updatedAt,
        Calls calls)
        implements KnownVersion {

    /** How an installed skill is. */
    public enum Status {
        ACTIVE,
        /** Its health check is bad, it still answers. */
        UNHEALTHY,
        /** It does not run; {@code problem} says why. */
        FAILED,
        /** It was revoked and stopped; its files and data are kept, {@code problem} says why. */
        QUARANTINED
    }

    /**
     * The calls of its tools since the container started, over all its versions.
     *
     * @param total how many came
     * @param errors how many of them ended with an error, whoever's it was
     * @param running how many are not answered yet
     * @param lastErrorCode of the last error, or null; its publisher may have chosen it
     * @param lastErrorAt when that was, or null
     */
    public record Calls(long total, long errors, int running, String lastErrorCode, Instant lastErrorAt) {}

    /**
     * How a running skill is doing.
     *
     * @param sandbox what holds it, such as {@code security_layer}, {@code bubblewrap} or {@code none}
     * @param memoryBytes memory of its own processes, or null when it shares the container's
     * @param restarts how often it was started again after it ended by itself
     * @param problem what went wrong last, or null
     */
    public record Vitals(State state, String sandbox, Long memoryBytes, int restarts, Problem problem) {

        /** What a skill is doing. */
        public enum State {
            RUNNING,
            /** Nobody called it for a while; the next call wakes it. */
            ASLEEP,
            /** It ended by itself, and is started again soon. */
            RESTARTING,
            /** It ended too often, and is started again only when somebody asks. */
            FAILED
        }
    }
}
