package net.chingtech.ctos.format.catalogue;

import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/** {@code POST /updates/check}: what is installed; at most 1,000 skills. */
public record UpdatesQuestion(List<InstalledVersion> installedSkills, Channel channel) {

    public static final int MOST = 1_000;

    /** One installed skill. */
    public record InstalledVersion(SkillId id, SkillVersion version) {}
}
