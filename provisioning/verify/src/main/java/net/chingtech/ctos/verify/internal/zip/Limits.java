package net.chingtech.ctos.verify.internal.zip;

import net.chingtech.ctos.verify.internal.Refused;

/**
 * How much a JAR may hold, its libraries included; counts down while it is read.
 */
public final class Limits {

    /** The largest single file, unpacked; it bounds memory when a library is taken out. */
    public static final long LARGEST_ENTRY = 64L << 20;

    private static final int MOST_ENTRIES = 20_000;
    private static final long LARGEST_TOTAL = 256L << 20;
    /** Deflate cannot do better than 1 to 1032; honest files stay far below this. */
    private static final long HIGHEST_RATIO = 200;
    /** Below this size a ratio says nothing. */
    private static final long RATIO_FROM = 1L << 20;

    private int entries;
    private long total;

    /** Counts the files of a JAR by what it says itself, before any of them is looked at. */
    void entries(int count) throws Refused {
        entries += count;
        if (entries > MOST_ENTRIES) {
            throw tooLarge("more than " + MOST_ENTRIES + " files");
        }
    }

    void entry(ZipRecord entry) throws Refused {
        total += entry.size();
        if (entry.size() > LARGEST_ENTRY) {
            throw tooLarge("a file of " + entry.size() + " bytes");
        }
        if (total > LARGEST_TOTAL) {
            throw tooLarge("more than " + LARGEST_TOTAL + " bytes unpacked");
        }
        if (entry.size() > RATIO_FROM && entry.size() / HIGHEST_RATIO > entry.compressedSize()) {
            throw tooLarge("a file that unpacks to more than " + HIGHEST_RATIO + " times its size");
        }
    }

    static Refused tooLarge(String what) {
        return Refused.because(
                "zip_too_large", "The JAR holds " + what + ".", "Ask its publisher for a smaller skill.");
    }
}
