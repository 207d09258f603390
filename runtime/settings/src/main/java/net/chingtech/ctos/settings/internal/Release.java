package net.chingtech.ctos.settings.internal;

import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.runtime.StagedSkill;

/** Whose settings: a release, by the end of its targeted PIDs {@code <pid>|<id>|<bundle version>}. */
record Release(SkillId skill, SkillVersion version) {

    static Release of(StagedSkill skill) {
        return new Release(skill.id(), skill.version());
    }

    /** What the PIDs of all releases of a skill hold after their first part. */
    static boolean isOf(SkillId skill, String pid) {
        int at = pid.indexOf('|');
        return at > 0 && pid.startsWith("|" + skill + "|", at);
    }

    String end() {
        return "|" + skill + "|" + version.bundleVersion();
    }

    boolean owns(String pid) {
        return pid.endsWith(end()) && pid.indexOf('|') == pid.length() - end().length();
    }

    String targeted(String plain) {
        return plain + end();
    }

    String plain(String targeted) {
        return targeted.substring(0, targeted.length() - end().length());
    }

    @Override
    public String toString() {
        return skill + " " + version;
    }
}
