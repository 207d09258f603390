package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.PastState;

/**
 * An earlier committed state of a skill. Its release lies in {@code skills/installed}, its backup, when there is one, in
 * {@code skills/backups/<id>/<stateId>}.
 *
 * @param stateId the transaction that left it
 * @param until when it was left
 * @param backupBytes what its backup takes
 * @param hasData whether data is in the backup
 * @param migrated whether the change that left it changed its data: by a migration, or because other data was put back
 * @param whileRunning whether the data was copied while the skill ran
 * @param reason why it was left, in words
 * @param dataVersion the version whose shape its data has; null when that is the release's own
 */
public record Past(
        String stateId,
        Deployed release,
        Instant until,
        long backupBytes,
        boolean hasData,
        boolean migrated,
        boolean whileRunning,
        String reason,
        SkillVersion dataVersion) {

    /** How many states are kept for a skill. */
    public static final int MOST = 3;

    /** The version whose shape its data has. */
    public SkillVersion shape() {
        return dataVersion == null ? release.version() : dataVersion;
    }

    /** As others see it. */
    public PastState shown() {
        return new PastState(
                stateId,
                release.version(),
                until,
                release.size() + backupBytes,
                hasData,
                migrated,
                whileRunning,
                reason);
    }
}
