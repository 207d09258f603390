package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/**
 * {@code backup.json}: what lies beside it. It is written last; without it the backup does not exist.
 *
 * @param format the version of the file's format
 * @param stateId the transaction that was about to change what was copied
 * @param from the version whose data and settings these are; null when none was installed
 * @param to the version that was about to come, whose settings of before are in it, too; null for newer data that was set
 *     aside
 * @param data whether data folder and own tables are in it; otherwise only settings are
 * @param folder whether there was a data folder
 * @param hasData whether there was anything in data folder or own tables
 * @param whileRunning whether the skill ran meanwhile
 * @param bytes what it takes on disk
 * @param shapes what the transaction does to the data's shape; null where nobody knows
 */
public record Backup(
        int format,
        String stateId,
        SkillId id,
        SkillVersion from,
        SkillVersion to,
        Instant at,
        boolean data,
        boolean folder,
        boolean hasData,
        boolean whileRunning,
        long bytes,
        Shapes shapes) {

    static final int FORMAT = 1;

    /** How much of a skill is copied. */
    public enum Extent {
        SETTINGS,
        /** Settings, data folder and own tables, while the skill does not run. */
        ALL,
        /** The same, while it does. */
        ALL_WHILE_RUNNING
    }
}
