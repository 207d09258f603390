package net.chingtech.ctos.access.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.audit.AuditHead;
import net.chingtech.ctos.format.audit.AuditLine;

/** What an audit log is when it is opened, held to what it was when it was last written. */
final class AuditOpening {

    private final AuditHeadFile headFile;
    private final Optional<AuditHead> known;
    private long entries;
    private String last = AuditLine.BEGINNING;
    private String beforeLast = AuditLine.BEGINNING;
    private String difference;

    private AuditOpening(AuditHeadFile headFile, Optional<AuditHead> known) {
        this.headFile = headFile;
        this.known = known;
    }

    /** Before the log itself is opened: a log without a head is new only when there is none at all. */
    static AuditOpening of(Path log, AuditHeadFile headFile) throws IOException {
        Optional<AuditHead> known = headFile.read();
        if (known.isEmpty() && !(Files.exists(log) && Files.size(log) > 0)) {
            headFile.begin(AuditHead.NONE);
            known = Optional.of(AuditHead.NONE);
        }
        return new AuditOpening(headFile, known);
    }

    /** The entry that the next one follows; {@link #difference()} says whether it is the one that was known. */
    AuditHead judge(AuditFile file) throws IOException {
        file.fromTheEnd(line -> {
            if (entries == 0) {
                last = digest(line);
            } else if (entries == 1) {
                beforeLast = digest(line);
            }
            entries++;
            return true;
        });
        difference = known.isEmpty()
                ? (headFile.exists() ? "the file that names its newest entry is damaged" : AuditHead.MISSING)
                        + "; the record has " + entries + " entries"
                : known.get()
                        .difference(entries, known.get().number() == entries ? last : beforeLast, 1)
                        .map(AuditHead.Difference::words)
                        .orElse(null);
        AuditHead now = new AuditHead(entries, last);
        // What was known is kept until the record itself says that it differs.
        if (difference == null && !known.get().equals(now)) {
            headFile.write(now);
        }
        return now;
    }

    /** Why the log cannot be the one that was written, or null. */
    String difference() {
        return difference;
    }

    /** For the entry that says so. */
    Map<String, String> details() {
        Map<String, String> details = new TreeMap<>(Map.of("words", difference));
        known.ifPresent(head -> {
            details.put("known_number", String.valueOf(head.number()));
            details.put("known_digest", head.digest());
        });
        return details;
    }

    /** An unreadable last line is kept: the next entry holds its digest, and a check names it. */
    private static String digest(byte[] line) {
        return AuditLine.read(line).map(AuditLine::digest).orElseGet(() -> Digests.sha256Hex(line));
    }
}
