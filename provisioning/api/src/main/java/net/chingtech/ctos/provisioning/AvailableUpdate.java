package net.chingtech.ctos.provisioning;

import java.util.List;
import net.chingtech.ctos.format.Severity;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;

/** Something newer than what is installed, in the skill's own source. */
public record AvailableUpdate(
        SkillId id,
        String name,
        SkillVersion currentVersion,
        SkillVersion latestVersion,
        Severity severity,
        boolean security,
        String releaseNotes,
        List<SkillPermission> newPermissions,
        String source) {}
