package net.chingtech.ctos.verify.internal.hub;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.tuf.Signers;
import net.chingtech.ctos.verify.internal.Refused;

/** Why a hub's lists are not believed, in words. What is installed keeps running in every case. */
final class Refusals {

    private static final String KEEPS = " Installed skills keep running.";
    private static final String LATER = "Try again later; if it stays, tell the hub's operator." + KEEPS;
    private static final String ATTACK =
            "Nothing was taken over. Check the network between here and the hub, and tell the hub's operator." + KEEPS;

    private static final int UNFIT = 422;
    private static final int BAD_GATEWAY = 502;
    private static final int OWN_FAULT = 500;

    private Refusals() {}

    static Refused unreachable(String path, Exception cause) {
        return refused(
                BAD_GATEWAY,
                "metadata_unreachable",
                "The hub's list " + path + " cannot be fetched: " + Refused.shown(String.valueOf(cause.getMessage()))
                        + ".",
                LATER,
                cause);
    }

    static Refused missing(String path) {
        return refused(
                BAD_GATEWAY,
                "metadata_unreachable",
                "The hub does not have " + path + ", which it must have.",
                LATER,
                null);
    }

    static Refused tooLarge(String path, long maxLength) {
        return refused(
                UNFIT,
                "metadata_too_large",
                path + " is longer than the " + maxLength + " bytes it may have.",
                ATTACK,
                null);
    }

    static Refused invalid(String path, FormatException e) {
        String first = Refused.shown(e.violations().get(0).toString());
        String code = e.code().equals(Json.TOO_MANY_PARTS) ? "metadata_too_large" : "metadata_invalid";
        return refused(UNFIT, code, path + " is not what it should be: " + first + ".", ATTACK, e);
    }

    static Refused invalid(String path, String what) {
        return refused(UNFIT, "metadata_invalid", path + " is not what it should be: " + what + ".", ATTACK, null);
    }

    static Refused signatures(String path, Signers signers) {
        String counted = signers.keyids().size() + " of the " + signers.threshold() + " signatures that it needs";
        return signers.wrong()
                ? refused(
                        UNFIT,
                        "metadata_signature_wrong",
                        path + " has a signature that does not fit it, and only " + counted + " are right.",
                        ATTACK,
                        null)
                : refused(
                        UNFIT,
                        "metadata_threshold",
                        path + " has " + counted + " by keys that this hub's root names.",
                        ATTACK,
                        null);
    }

    static Refused rolledBack(String what, long known, long offered) {
        return refused(
                UNFIT,
                "metadata_rolled_back",
                "The hub offers " + what + " in version " + offered + ", but version " + known + " was known already.",
                ATTACK,
                null);
    }

    static Refused mismatch(String path, String what) {
        return refused(
                UNFIT,
                "metadata_mismatch",
                path + " is not the file that the hub's signed lists name: " + what + ".",
                ATTACK,
                null);
    }

    static Refused expired(String role, Instant expired, Instant now, Optional<Instant> hubClock) {
        boolean root = role.equals("root");
        String hub = hubClock.map(at -> ", the hub's " + seconds(at)).orElse(", the hub's is not known");
        return refused(
                UNFIT,
                root ? "root_expired" : "metadata_expired",
                "The hub's " + role + " list expired at " + expired + "; the clock here says " + seconds(now) + hub
                        + ".",
                "Set the clock if it is wrong here. Otherwise the hub's operator has to "
                        + (root ? "sign a new root" : "renew its lists")
                        + "; nothing is installed from there until then." + KEEPS,
                null);
    }

    /** Refused all the same: who holds back newer lists can send an old date with them. */
    static Refused clockAhead(String role, Instant expires, Instant now, Instant hubClock) {
        return refused(
                UNFIT,
                "clock_wrong",
                "The clock here says " + seconds(now) + ", and by it the hub's " + role + " list expired at " + expires
                        + "; the hub's clock says " + seconds(hubClock)
                        + ", and by that one, which nobody proved, the list"
                        + " still holds.",
                "Set the clock of this computer if it is ahead. If it is right, the hub's is wrong or somebody holds back"
                        + " newer lists: tell the hub's operator; nothing is installed from there until then." + KEEPS,
                null);
    }

    static Refused clockBehind(Instant now, Instant earlier, Optional<Instant> hubClock) {
        return clockWrong(
                "The clock here says " + seconds(now) + ", but this hub was asked at " + seconds(earlier) + " already",
                hubClock);
    }

    static Refused clockFarBehind(Instant now, Instant expires, Optional<Instant> hubClock) {
        return clockWrong(
                "The clock here says " + seconds(now) + ", but a list that lasts days at most expires only at "
                        + expires,
                hubClock);
    }

    private static Refused clockWrong(String what, Optional<Instant> hubClock) {
        String hub = hubClock.map(at -> "; the hub's clock says " + seconds(at)).orElse("");
        return refused(
                UNFIT,
                "clock_wrong",
                what + hub + ". Whether lists are old cannot be told.",
                "Set the clock of this computer. If it is right now and was ahead before, remove the file \""
                        + HubFolder.REFRESHED + "\" of this hub's folder under trust/hubs." + KEEPS,
                null);
    }

    static Refused rootUnknown(String shown) {
        return refused(
                UNFIT,
                "hub_root_unknown",
                "This container was not told which root of this hub to trust. The hub shows " + fingerprint(shown)
                        + ".",
                "Compare that fingerprint with what the hub's operator says elsewhere; when it is the same, add the hub with"
                        + " --hub-root " + fingerprint(shown) + "." + KEEPS,
                null);
    }

    static Refused rootChanged(String trusted, String shown) {
        return refused(
                UNFIT,
                "hub_root_changed",
                "The hub shows the root " + fingerprint(shown) + ", which the trusted root " + fingerprint(trusted)
                        + " does not vouch for.",
                "Ask the hub's operator, by another way. Only if the hub was really set up anew, remove it here and add it"
                        + " again with --hub-root " + fingerprint(shown) + "." + KEEPS,
                null);
    }

    static Refused pinChanged(String first, String told) {
        return refused(
                UNFIT,
                "hub_root_changed",
                "This container trusts the root " + fingerprint(first) + " of this hub, and is told to trust "
                        + fingerprint(told) + " now.",
                "Give the root that was given first. Only if the hub was really set up anew, remove it here and add it again"
                        + " with --hub-root " + fingerprint(told) + "." + KEEPS,
                null);
    }

    static Refused rootDamaged(Exception cause) {
        return refused(
                OWN_FAULT,
                "hub_root_unknown",
                "The file \"" + HubFolder.TRUSTED_ROOT + "\" of this hub, under trust/hubs, is damaged.",
                "Put it back from a backup, or remove it: then the root that was given for this hub is trusted as at first."
                        + KEEPS,
                cause);
    }

    static Refused notKept(String name, Exception cause) {
        return refused(
                OWN_FAULT,
                "metadata_unwritable",
                "The hub's list " + name + " cannot be kept on disk: "
                        + Refused.shown(String.valueOf(cause.getMessage())) + ".",
                "See that the container may write under trust/hubs, and that the disk is not full." + KEEPS,
                cause);
    }

    static String fingerprint(String sha256) {
        return "sha256:" + sha256;
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Refused refused(int status, String code, String detail, String nextStep, Exception cause) {
        return Refused.of(new Problem(status, code, detail, nextStep), cause);
    }
}
