package net.chingtech.ctos.provisioning.agent.policy;

import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;

/**
 * Whether two versions of a skill may run at once. They may when the skill has nothing that both would write to, or when
 * it says that they may; otherwise the old one stops before the new one starts, and callers wait for a moment.
 */
public final class SwitchOrder {

    private SwitchOrder() {}

    /**
     * Whether the old version stops first.
     *
     * @param next the manifest of the version that comes
     * @param hasData whether the skill's data folder holds anything
     */
    public static boolean oldStopsFirst(SkillManifest next, boolean hasData) {
        return !next.sideBySide()
                && (hasData
                        || !next.migrations().isEmpty()
                        || next.permissions().contains(new SkillPermission.DbOwn()));
    }
}
