package net.chingtech.ctos.access.internal;

import java.io.IOException;
import java.time.Duration;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.files.FullDisk;

/** Why a password was not changed. */
final class Refusals {

    static final Problem WRONG = new Problem(
            403,
            "password_wrong",
            "The current password is not right.",
            "Type it again. Whoever forgot it sets another on the container's machine: ./ctos password --new.");

    static final Problem SAME =
            new Problem(422, "password_same", "The new password is the current one.", "Choose another one.");

    private Refusals() {}

    static Problem busy(Duration pause) {
        return new Problem(
                429,
                "busy",
                "Too many wrong passwords were tried, so none is looked at for a while.",
                "Try again in " + Math.max(1, pause.toSeconds()) + " seconds.");
    }

    static Problem notWritten(IOException e) {
        return FullDisk.is(e)
                ? new Problem(
                        507,
                        "disk_full",
                        "The disk is full: the new password could not be written, and the old one holds.",
                        "Make room on the disk of the container's home, then try again.")
                : new Problem(
                        500,
                        "disk_failed",
                        "The new password could not be written, and the old one holds.",
                        "Check that the container's home can be written, then try again.");
    }
}
