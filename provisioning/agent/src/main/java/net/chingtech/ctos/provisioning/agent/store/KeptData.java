package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/**
 * The data of an uninstalled skill, kept for a while.
 *
 * @param version that was uninstalled, whose settings are kept; null in a registry of before
 * @param dataVersion the version whose shape the data has; null when that is the same
 * @param undone the legacy skill whose migration brought it and was undone, whether it was uninstalled by that or before; null
 *     when no migration has to do with it
 */
public record KeptData(
        SkillId id, Instant dataKeptUntil, SkillVersion version, SkillVersion dataVersion, SkillId undone) {

    /** What no migration left. */
    KeptData(SkillId id, Instant dataKeptUntil, SkillVersion version, SkillVersion dataVersion) {
        this(id, dataKeptUntil, version, dataVersion, null);
    }

    /** The same, since the migration of a legacy skill was undone that had brought it. */
    KeptData undone(SkillId legacy) {
        return new KeptData(id, dataKeptUntil, version, dataVersion, legacy);
    }

    /** The version whose shape the data has; null when nobody knows. */
    public SkillVersion shape() {
        return dataVersion == null ? version : dataVersion;
    }
}
