package net.chingtech.ctos.skillhub.server.clawhub;

import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;

/**
 * What was taken back, in ClawHub's words. A revoked release is given to nobody; a skill of which all are revoked counts as
 * malware, because that is what makes clients refuse it whatever they are told. A yanked release stays for those who ask
 * for its version.
 */
final class Moderation {

    private static final String REASON_CODE = "malicious.revoked_release";

    private Moderation() {}

    /** @return null when there is nothing to say */
    static Map<String, Object> of(Skill skill) {
        if (!skill.isRevoked()) {
            return null;
        }
        Revoked revoked = skill.releases().get(0).revoked();
        return Answer.fields(
                "isSuspicious",
                false,
                "isMalwareBlocked",
                true,
                "verdict",
                "malicious",
                "reasonCodes",
                List.of(REASON_CODE),
                "summary",
                "Revoked: " + revoked.reason(),
                "engineVersion",
                null,
                "updatedAt",
                revoked.at().toEpochMilli());
    }

    static void mustBeGiven(Skill skill, ReleaseLine release) throws Turned {
        if (skill.isRevoked()) {
            throw removed(skill);
        }
        if (release.revoked() != null) {
            throw new Turned(
                    410, "Version not available. Revoked: " + release.revoked().reason());
        }
    }

    static Turned noneToGive(Skill skill) {
        return skill.isRevoked() ? removed(skill) : new Turned(403, "This skill is currently unavailable.");
    }

    private static Turned removed(Skill skill) {
        return new Turned(
                410,
                "This skill has been removed by a moderator. Revoked: "
                        + skill.releases().get(0).revoked().reason());
    }
}
