package net.chingtech.ctos.provisioning.agent.update;

import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.InstalledSkill;

/** An installed skill as a source is asked for it that is to say only what is newer than what is known already. */
final class KnownVersion {

    private KnownVersion() {}

    static InstalledSkill of(InstalledSkill skill, SkillVersion version) {
        return new InstalledSkill(
                skill.id(),
                skill.name(),
                skill.summary(),
                version,
                skill.sha256(),
                skill.status(),
                skill.problem(),
                skill.host(),
                skill.tier(),
                skill.publisher(),
                skill.keyId(),
                skill.source(),
                skill.channel(),
                skill.grants(),
                skill.declined(),
                skill.tools(),
                skill.neededBy(),
                skill.installedAt(),
                skill.previousVersion(),
                skill.pinned(),
                skill.permissions(),
                skill.optionalPermissions(),
                skill.hostWish(),
                skill.vitals(),
                skill.probationUntil(),
                skill.failed(),
                skill.policy(),
                skill.hasSettings(),
                skill.updatedAt(),
                skill.calls());
    }
}
