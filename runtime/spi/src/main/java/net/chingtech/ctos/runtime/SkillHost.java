package net.chingtech.ctos.runtime;

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
     * Starts a release and waits until its tools are there and its components are satisfied. When this fails, nothing of
     * it is left.
     *
     * @throws StartFailed with the reason, and what the skill said
     */
    RunningSkill start(StagedSkill skill, Grants grants) throws StartFailed;
}
