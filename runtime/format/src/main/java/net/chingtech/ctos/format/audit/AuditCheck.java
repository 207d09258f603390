package net.chingtech.ctos.format.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Walks a whole record from its beginning and looks for the first line that does not hold. */
public final class AuditCheck {

    /** What is known of the record's end. */
    private enum End {
        /** The very last entry. */
        KNOWN,
        /** The last entry, or the one before: a crash may come between the two. */
        KNOWN_BEFORE_A_CRASH,
        /** Nothing: the record stands for itself. */
        OPEN
    }

    private final AuditHead head;
    private final End end;
    private String previous = AuditLine.BEGINNING;
    private long entries;

    private AuditCheck(AuditHead head, End end) {
        this.head = head;
        this.end = end;
    }

    /** A record that is being written, by who knows its last entry. */
    public static AuditVerdict running(Path log, AuditHead last) throws IOException {
        return new AuditCheck(last, End.KNOWN).walk(log);
    }

    /** A record that lies still, with {@link AuditHead#FILE} beside it. */
    public static AuditVerdict ofHome(Path log) throws IOException {
        Optional<AuditHead> head;
        String why = "the file " + AuditHead.FILE + " beside the record is damaged";
        try {
            head = AuditHead.read(Files.readAllBytes(log.resolveSibling(AuditHead.FILE)));
        } catch (NoSuchFileException e) {
            head = Optional.empty();
            why = AuditHead.MISSING;
        }
        if (head.isPresent()) {
            return new AuditCheck(head.get(), End.KNOWN_BEFORE_A_CRASH).walk(log);
        }
        AuditVerdict alone = exported(log);
        return alone.whole()
                ? new AuditVerdict(
                        false,
                        alone.entries(),
                        alone.entries() + 1,
                        alone.lastDigest(),
                        why + ". All " + alone.entries() + " entries are in their place and unchanged, but nothing"
                                + " says that none is missing after line " + alone.entries())
                : alone;
    }

    /** An exported record; entries that are missing at its end cannot be noticed. */
    public static AuditVerdict exported(Path file) throws IOException {
        return new AuditCheck(AuditHead.NONE, End.OPEN).walk(file);
    }

    private AuditVerdict walk(Path log) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(log))) {
            return walk(new AuditLines(in));
        } catch (NoSuchFileException e) {
            return broken(
                    1,
                    "the record " + log + " is missing"
                            + (head.number() > 0 ? "; it had " + head.number() + " entries" : ""));
        }
    }

    private AuditVerdict walk(AuditLines lines) throws IOException {
        String atHead = head.number() == 0 ? AuditLine.BEGINNING : null;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            Optional<AuditLine> entry = AuditLine.read(line);
            long number = entries + 1;
            if (entry.isEmpty()) {
                return broken(number, "line " + number + " was changed: it is not what its digest says");
            }
            if (entry.get().number() != number || !entry.get().previous().equals(previous)) {
                return broken(
                        number,
                        "line " + number + " does not follow the line before: one was taken out, put in or moved");
            }
            if (entry.get().action().equals(AuditLine.DIFFERS)) {
                return broken(
                        number,
                        "line " + number + " says that the record was not what it had been when the container"
                                + " started: " + entry.get().details().getOrDefault("words", "no more is known"));
            }
            entries = number;
            previous = entry.get().digest();
            if (number == head.number()) {
                atHead = previous;
            }
        }
        return end(lines.torn(), atHead);
    }

    private AuditVerdict end(boolean torn, String atHead) {
        String words = entries + " entries, each in its place and unchanged";
        if (end == End.OPEN) {
            return torn ? broken(entries + 1, "the file ends in the middle of line " + (entries + 1)) : whole(words);
        }
        Optional<AuditHead.Difference> difference = head.difference(entries, atHead, end == End.KNOWN ? 0 : 1);
        if (difference.isPresent()) {
            return broken(difference.get().line(), difference.get().words());
        }
        // What is torn was never finished: the entry is known only once its line is on the disk.
        return whole(torn ? words + "; a last line that a crash tore is set aside at the next start" : words);
    }

    private AuditVerdict whole(String detail) {
        return new AuditVerdict(true, entries, 0, previous, detail);
    }

    private AuditVerdict broken(long line, String detail) {
        return new AuditVerdict(false, line - 1, line, previous, detail);
    }
}
