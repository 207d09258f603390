package net.chingtech.ctos.launcher.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.files.FullDisk;

/** Tells that a start failed for want of room: what fails of it first says all kinds of things. */
public final class FullHome {

    /** A container that is started writes more than that. */
    private static final long LEAST_BYTES = 1024 * 1024;

    private FullHome() {}

    /** The failure in words about the disk when that is full, else as it came. */
    public static <E extends Exception> CommandFailed of(Path home, E failure) throws E {
        long left;
        try {
            left = Files.getFileStore(home).getUsableSpace();
        } catch (IOException e) {
            left = Long.MAX_VALUE;
        }
        return of(home, left, failure);
    }

    static <E extends Exception> CommandFailed of(Path home, long left, E failure) throws E {
        if (left >= LEAST_BYTES && !FullDisk.is(failure)) {
            throw failure;
        }
        String detail =
                failure instanceof CommandFailed failed ? failed.problem().detail() : failure.toString();
        return new CommandFailed(
                "disk_full",
                "the disk of the home " + home + " is full, and the container did not start (" + detail + ")",
                "Make room and start it again; what was begun is completed then",
                failure);
    }
}
