package net.chingtech.ctos.clawhub.fingerprint;

import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyMeta;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** What of an author's folder is published, as with ClawHub's own command. */
public final class Published {

    private Published() {}

    /**
     * Without what its ignore files name, and without {@code _meta.json}, which every registry writes itself. Where ignore files
     * cannot be followed to the end nothing is published: what they name may be secret.
     *
     * @throws ProvisioningException {@code legacy_ignore_unclear}, {@code legacy_no_skill_md}
     */
    public static LegacyFolder of(LegacyFolder folder) throws ProvisioningException {
        IgnoreRules ignored = IgnoreRules.of(folder);
        LegacyFolder published = folder.only(path -> !path.equals(LegacyMeta.PATH) && !ignored.matches(path));
        if (!ignored.isWhole()) {
            throw LegacyProblem.unfit(
                    "legacy_ignore_unclear",
                    "What " + String.join(" and ", IgnoreRules.FILES)
                            + " leave out cannot be said: they are too long, no UTF-8,"
                            + " or take too long to compare.",
                    "Make them shorter; meanwhile nothing is published, since what they name may be secret.");
        }
        return published;
    }
}
