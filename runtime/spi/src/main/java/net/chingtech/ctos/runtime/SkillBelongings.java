package net.chingtech.ctos.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import org.osgi.annotation.versioning.ProviderType;

/** What a skill leaves in the container beside its folders: tables of its own, and values that were set for it. */
@ProviderType
public interface SkillBelongings {

    /**
     * Whether it has tables of its own: data that is kept for a while when the skill is uninstalled.
     *
     * @throws IOException when nobody can say
     */
    boolean hasTables(SkillId skill) throws IOException;

    /** About how many bytes its own tables take, written out; 0 when it has none. */
    long tableBytes(SkillId skill) throws IOException;

    /**
     * Writes its own tables, and which scripts ran on them, into an empty folder, as of one moment, and makes that last.
     *
     * @throws IOException when the disk is full and the like; what lies in the folder then is of no use
     */
    void backUp(SkillId skill, Path folder) throws IOException;

    /**
     * Makes its own tables exactly what {@link #backUp} wrote, with no tables when it wrote none. No version of the skill
     * runs. Doing it again, also after it was cut off, ends in the same.
     */
    void restore(SkillId skill, Path folder) throws IOException;

    /**
     * Removes its own tables, and the memory of which scripts ran on them; nothing to do when there are none. Values stay. No
     * version of the skill runs.
     */
    void dropTables(SkillId skill) throws IOException;

    /**
     * Runs scripts of a release on the skill's own tables, in order, with the rights to those alone; a script that ran here
     * before is left out. A failure leaves the tables as far as they came: the caller has a backup. Makes the tables' schema
     * when the release is granted own tables and has none.
     *
     * @param scripts paths in the release's JAR
     * @return the scripts that ran
     * @throws StartFailed {@code migration_failed}, {@code migration_timeout}, {@code data_unavailable}
     */
    List<String> migrate(StagedSkill skill, List<String> scripts) throws StartFailed;

    /** The names of the values that were set for it. */
    Set<String> valueNames(SkillId skill);

    /** A value that was set for it: a secret, to be handed on to what follows the skill, and shown to nobody. */
    Optional<String> value(SkillId skill, String name);

    /**
     * Sets a value as {@link SkillEnvironment#set} does; null removes it.
     *
     * @throws IllegalArgumentException as there
     */
    void setValue(SkillId skill, String name, String value) throws IOException;

    /**
     * Removes it all; nothing to do when there is none. The skill does not run.
     *
     * @throws IOException when something could not be removed; asking again goes on with the rest
     */
    void purge(SkillId skill) throws IOException;
}
