package net.chingtech.ctos.format.catalogue;

import java.util.List;
import net.chingtech.ctos.format.Severity;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;

/** The answer of {@code POST /updates/check}: only skills that have an update. */
public record UpdatesAnswer(List<UpdateLine> updates) {

    /** One skill with something newer. */
    public record UpdateLine(
            SkillId id,
            SkillVersion currentVersion,
            SkillVersion latestVersion,
            Severity severity,
            boolean security,
            String releaseNotes,
            List<SkillPermission> newPermissions) {}
}
