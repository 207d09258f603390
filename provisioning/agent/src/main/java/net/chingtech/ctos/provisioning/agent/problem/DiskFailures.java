package net.chingtech.ctos.provisioning.agent.problem;

import java.io.IOException;
import java.util.Locale;
import net.chingtech.ctos.format.Problem;

/** Tells a full disk from other failures of the file system. */
public final class DiskFailures {

    private DiskFailures() {}

    /** The problem behind a failure to write, while doing {@code what}. */
    public static Problem of(IOException failure, String what) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no space left on device") || message.contains("disk quota exceeded")) {
                return new Problem(
                        507,
                        "disk_full",
                        "The disk is full: no space was left to " + what + ".",
                        "Free some space on the disk of the container's home, then try again.");
            }
        }
        return new Problem(
                500,
                "disk_failed",
                "The file system refused to " + what + ": " + failure.getClass().getSimpleName() + ": "
                        + failure.getMessage() + ".",
                "Check that the container's home exists and can be written, then try again.");
    }
}
