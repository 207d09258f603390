package net.chingtech.ctos.settings.internal;

import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.settings.internal.store.Stored;

/**
 * What was set for a release, in a file: the configurations as they lie on the disk, secrets encrypted.
 *
 * @param damaged whether more was set that could not be read, so that this is not all
 */
record Backup(int format, SkillId skill, SkillVersion version, boolean damaged, List<Stored> configurations) {

    static final int FORMAT = 1;

    Backup {
        configurations = configurations == null ? List.of() : List.copyOf(configurations);
    }
}
