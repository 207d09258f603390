package net.chingtech.ctos.clawhub.source;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.clawhub.folder.LegacyFile;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyMeta;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * Whether a download has just the files that ClawHub lists for its version, each with its SHA-256. That is no signature: it
 * proves that download and list are of one mind, and it is all that ClawHub has.
 */
final class Integrity {

    /** What ClawHub itself puts beside a skill's files. */
    private static final Set<String> ADDED = Set.of(LegacyMeta.PATH, "skill-card.md");

    private Integrity() {}

    /** @throws ProvisioningException {@code digest_mismatch} */
    static void check(String what, LegacyFolder folder, List<Said.File> listed) throws ProvisioningException {
        if (listed.isEmpty()) {
            throw mismatch(what, "ClawHub lists no files of it");
        }
        Map<String, String> digests = new HashMap<>();
        for (Said.File file : listed) {
            digests.put(file.path(), file.sha256().toLowerCase(Locale.ROOT));
        }
        for (LegacyFile file : folder.files().values()) {
            String digest = digests.remove(file.path());
            if (digest == null && !ADDED.contains(file.path())) {
                throw mismatch(what, LegacyProblem.shown(file.path()) + " is not in the list");
            }
            if (digest != null && !digest.equals(file.sha256()) && !file.path().equals(LegacyMeta.PATH)) {
                throw mismatch(
                        what,
                        "the SHA-256 of " + LegacyProblem.shown(file.path()) + " is " + file.sha256() + ", not "
                                + LegacyProblem.shown(digest));
            }
        }
        for (String path : digests.keySet()) {
            if (!isLeftOut(path) && !path.equals(LegacyMeta.PATH)) {
                throw mismatch(what, LegacyProblem.shown(path) + " is missing");
            }
        }
    }

    /** What no legacy folder has, whoever sent it. */
    private static boolean isLeftOut(String path) {
        return ("/" + path).contains("/.") || ("/" + path).contains("/node_modules/");
    }

    private static ProvisioningException mismatch(String what, String why) {
        return new ProvisioningException(new Problem(
                502,
                "digest_mismatch",
                "What came for " + what + " is not what ClawHub lists: " + why + ".",
                "Nothing was installed. Try again; if it stays so, tell who runs the hub, and do not install it."));
    }
}
