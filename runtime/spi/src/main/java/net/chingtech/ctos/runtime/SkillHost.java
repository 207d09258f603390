package net.chingtech.ctos.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillPermission;
import org.osgi.annotation.versioning.ProviderType;

/** Runs skills, and holds each to its grants. */
@ProviderType
public interface SkillHost {

    HostLevel level();

    HostStatus status();

    /** Whether this host can hold a skill to a permission; one that it cannot hold is not granted in it. */
    boolean holds(SkillPermission permission);

    /**
     * The programs that these permissions name and that this machine does not have, each once, sorted; a skill that is
     * granted one of them does not start here.
     */
    default List<String> lacks(Collection<SkillPermission> asked) {
        return List.of();
    }

    /**
     * Starts a release and waits until its tools are there and its components are satisfied. When this fails, nothing of
     * it is left.
     *
     * @throws StartFailed with the reason, and what the skill said
     */
    RunningSkill start(StagedSkill skill, Grants grants) throws StartFailed;

    /**
     * Starts a release, has its migration services do what they are for, in order, and stops it again: no tool of it is
     * called. It runs with these grants, and held as {@link #start} holds it. No other version of the skill runs.
     *
     * @return the settings for the new version, by PID
     * @throws StartFailed {@code migration_failed}, {@code migration_timeout}, {@code migration_missing} when a service is
     *     not there, or as {@link #start}; nothing of it is running, what it did to its data is not taken back
     */
    Map<String, Map<String, Object>> migrate(StagedSkill skill, Grants grants, MigrationOrder order) throws StartFailed;
}
