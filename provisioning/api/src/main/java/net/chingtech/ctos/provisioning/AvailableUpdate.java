package net.chingtech.ctos.provisioning;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Severity;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;

/**
 * Something newer than what is installed, in the skill's own source.
 *
 * @param notSilent why it is not taken without asking, such as {@code release_too_young}; null when nothing in the release
 *     itself speaks against it
 */
public record AvailableUpdate(
        SkillId id,
        String name,
        SkillVersion currentVersion,
        SkillVersion latestVersion,
        Severity severity,
        boolean security,
        String releaseNotes,
        List<SkillPermission> newPermissions,
        String source,
        Problem notSilent) {}
