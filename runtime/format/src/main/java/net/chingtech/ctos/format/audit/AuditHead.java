package net.chingtech.ctos.format.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Digests;

/**
 * The newest entry, kept in a file of its own beside the record, so that entries which are cut off are missed.
 *
 * <p>That file has two lines of one length, and each entry is written into the one that its number is even or odd for: when
 * a crash tears one, the other holds the entry before.
 *
 * @param number of the entry; 0 when there is none
 * @param digest of the entry, or {@link AuditLine#BEGINNING}
 */
public record AuditHead(long number, String digest) {

    /** The file's name, beside the record. */
    public static final String FILE = "head";

    /** What is said of a record that has entries and no such file. */
    public static final String MISSING =
            "no head: the file " + FILE + " beside the record is missing. Either somebody deleted"
                    + " it, or the record is of a version before there was one; nothing tells the two apart";

    /** Before the first entry. */
    public static final AuditHead NONE = new AuditHead(0, AuditLine.BEGINNING);

    /** Bytes of one line. */
    public static final int SLOT = 19 + 1 + 64 + 1 + 16 + 1;

    private static final Pattern LINE = Pattern.compile("(\\d{19}) ([0-9a-f]{64}) ([0-9a-f]{16})\n");

    /** This entry's line, with its end. */
    public byte[] slot() {
        String known = String.format(Locale.ROOT, "%019d %s", number, digest);
        return (known + " " + check(known) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Where this entry's line begins in the file. */
    public long at() {
        return number % 2 * SLOT;
    }

    /** The newest entry that the file names; empty when neither of its lines is whole. */
    public static Optional<AuditHead> read(byte[] file) {
        return Stream.of(slot(file, 0), slot(file, SLOT))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(AuditHead::number));
    }

    /** Where a record cannot be the one whose newest entry is known, and why. */
    public record Difference(long line, String words) {}

    /**
     * Why a record cannot be the one whose newest entry this is; empty when it can.
     *
     * @param entries how many it has
     * @param atNumber the digest of its entry of this number
     * @param more how many entries it may have that are not known here
     */
    public Optional<Difference> difference(long entries, String atNumber, int more) {
        if (entries < number) {
            return Optional.of(new Difference(
                    entries + 1, "entries are missing after line " + entries + ": there were " + number));
        }
        if (entries > number + more) {
            return Optional.of(new Difference(
                    number + more + 1, "lines were put in after line " + number + ", which was the last"));
        }
        return digest.equals(atNumber)
                ? Optional.empty()
                : Optional.of(new Difference(
                        Math.max(1, number), "line " + number + " is not the entry that was written there"));
    }

    private static Optional<AuditHead> slot(byte[] file, int at) {
        if (file.length < at + SLOT) {
            return Optional.empty();
        }
        Matcher line = LINE.matcher(new String(Arrays.copyOfRange(file, at, at + SLOT), StandardCharsets.US_ASCII));
        if (!line.matches() || !check(line.group(1) + " " + line.group(2)).equals(line.group(3))) {
            return Optional.empty();
        }
        return Optional.of(new AuditHead(Long.parseLong(line.group(1)), line.group(2)));
    }

    /** Against torn writes, not against people. */
    private static String check(String known) {
        return Digests.sha256Hex(known.getBytes(StandardCharsets.US_ASCII)).substring(0, 16);
    }
}
