package net.chingtech.ctos.webconsole.internal.rest;

import java.util.Map;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.MigrationOrder;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/** A host that only says how it is. */
record FakeHost(HostLevel level, HostStatus status) implements SkillHost {

    @Override
    public boolean holds(SkillPermission permission) {
        return true;
    }

    @Override
    public RunningSkill start(StagedSkill skill, Grants grants) {
        throw new UnsupportedOperationException("nothing is started here");
    }

    @Override
    public Map<String, Map<String, Object>> migrate(StagedSkill skill, Grants grants, MigrationOrder order)
            throws StartFailed {
        throw new UnsupportedOperationException("not built yet");
    }
}
