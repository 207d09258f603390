package net.chingtech.ctos.clawhub.client;

import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.http.HubAddress;

/** Why a skill is not given out, or should not be taken, by ClawHub's own words. */
public final class Moderated {

    private static final int LONGEST = 300;

    private Moderated() {}

    /** Found to be malicious: there is no yes to that. */
    public static Problem malware(String what, HubAddress hub, String said) {
        return problem(
                403,
                "skill_malware",
                what,
                hub,
                said,
                "Do not install it, by no other way either. If it is in use somewhere, remove it there.");
    }

    /** Something speaks against it; whoever wants it must say so. */
    public static Problem suspicious(String what, HubAddress hub, Said.Moderation moderation) {
        String codes = PlainText.line(String.join(", ", moderation.reasonCodes()), LONGEST);
        String said = moderation.summary() == null || moderation.summary().isBlank() ? codes : moderation.summary();
        return problem(
                409,
                "skill_suspicious",
                what,
                hub,
                said,
                "Look at what it does; install it only if you know why it does that, with an explicit yes (--suspicious).");
    }

    /** The hub says what it found in a word that none of them was known to say. */
    public static Problem unknown(String what, HubAddress hub, String word) {
        return problem(
                409,
                "skill_verdict_unknown",
                what,
                hub,
                word,
                "Ask who runs the hub what that means; install it only if it speaks for the skill, with an explicit yes"
                        + " (--suspicious).");
    }

    static Problem problem(int status, String code, String what, HubAddress hub, String said, String nextStep) {
        String reason = PlainText.line(said, LONGEST);
        return new Problem(
                status,
                code,
                "ClawHub at " + hub + held(code) + PlainText.line(what, LONGEST)
                        + (reason.isEmpty() ? "." : ": " + reason),
                nextStep);
    }

    private static String held(String code) {
        return switch (code) {
            case "skill_malware" -> " holds back as malicious ";
            case "skill_suspicious" -> " holds to be suspicious ";
            case "skill_verdict_unknown" -> " says a word that is not known here of ";
            case "skill_pending_review" -> " has not finished its review of ";
            case "skill_removed" -> " has removed ";
            case "legacy_version_missing" -> " has no version of ";
            case "legacy_source_missing" -> " does not know any more where the files are of ";
            case "legacy_scan_failed" -> " gives nothing out after its scan of ";
            case "version_revoked" -> " does not give out this version of ";
            default -> " does not give out ";
        };
    }
}
