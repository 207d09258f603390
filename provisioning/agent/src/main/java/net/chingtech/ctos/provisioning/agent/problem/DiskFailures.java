package net.chingtech.ctos.provisioning.agent.problem;

import java.io.IOException;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.files.FullDisk;

/** Tells a full disk from other failures of the file system. */
public final class DiskFailures {

    private static final int LONGEST = 500;

    private DiskFailures() {}

    /** The problem behind a failure to write, while doing {@code what}. */
    public static Problem of(IOException failure, String what) {
        if (FullDisk.is(failure)) {
            return new Problem(
                    507,
                    "disk_full",
                    "The disk is full: no space was left to " + what + ".",
                    "Free some space on the disk of the container's home, then try again.");
        }
        return new Problem(
                500,
                "disk_failed",
                "The file system refused to " + what + ": " + failure.getClass().getSimpleName() + ": " + words(failure)
                        + ".",
                "Check that the container's home exists and can be written, then try again.");
    }

    /** It may name a file, and a skill gives its files what names it likes. */
    private static String words(IOException failure) {
        return PlainText.line(String.valueOf(failure.getMessage()), LONGEST);
    }
}
