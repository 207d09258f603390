package net.chingtech.ctos.clawhub.folder;

import java.io.IOException;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.files.FullDisk;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** Why a legacy skill is not taken; what is its own fault has a code that begins with {@code legacy_}. */
public final class LegacyProblem {

    static final int TOO_LARGE = 413;
    private static final int UNFIT = 422;
    private static final int LONGEST = 120;
    private static final String ELSEWHERE = "Take another version of it, or ask its author.";

    private LegacyProblem() {}

    /** A skill that is not what a skill must be. */
    public static ProvisioningException unfit(String code, String detail, String nextStep) {
        return new ProvisioningException(new Problem(UNFIT, code, detail, nextStep));
    }

    /** A skill that looks as if it were made to do harm: nothing of it is taken. */
    public static ProvisioningException hostile(String code, String detail) {
        return unfit(code, detail, "Do not install it. " + ELSEWHERE);
    }

    static ProvisioningException tooLarge(String code, String detail) {
        return new ProvisioningException(new Problem(TOO_LARGE, code, detail, ELSEWHERE));
    }

    /** Whoever asked has left. */
    public static ProvisioningException cancelled() {
        return new ProvisioningException(
                new Problem(409, "cancelled", "The question was cancelled.", "Ask again when you want it."));
    }

    /** What it means that a file of ours could not be written. */
    public static ProvisioningException notWritten(IOException e, String what) {
        return new ProvisioningException(
                FullDisk.is(e)
                        ? new Problem(
                                507,
                                "disk_full",
                                "The disk is full: " + what + " could not be written.",
                                "Make room and try again.")
                        : new Problem(
                                500,
                                "staging_failed",
                                what + " could not be written: " + e.getClass().getSimpleName() + ".",
                                "Check that the container's home can be written, then try again."),
                e);
    }

    /** It was made so that it cannot be read, or we made a mistake; either way it is about this one skill. */
    public static ProvisioningException unreadable(Throwable why) {
        return new ProvisioningException(
                new Problem(
                        UNFIT,
                        "legacy_unreadable",
                        "The skill could not be read: " + shown(String.valueOf(why)) + ".",
                        "Take another version of it. Tell who maintains this container; its log says more."),
                why);
    }

    static ProvisioningException because(int status, String code, String detail, String nextStep, Exception cause) {
        return new ProvisioningException(new Problem(status, code, detail, nextStep), cause);
    }

    /** A stranger's text as a piece of a sentence. */
    public static String shown(CharSequence text) {
        return PlainText.line(text, LONGEST);
    }
}
