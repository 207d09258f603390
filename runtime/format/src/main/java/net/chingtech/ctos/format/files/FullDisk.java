package net.chingtech.ctos.format.files;

import java.util.Locale;

/** Tells that the disk is full, or the quota used up, from all else for which a file cannot be written. */
public final class FullDisk {

    private FullDisk() {}

    /** Whether that is what failed, or why it did. Java has no type for it, only the words of the system. */
    public static boolean is(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (words.contains("no space left") || words.contains("quota exceeded")) {
                return true;
            }
        }
        return false;
    }
}
