package net.chingtech.ctos.access.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.runtime.AuditLog.Entry;

/** How an entry is written as one line, and what its digest is made of. */
final class AuditChain {

    /** What stands as the digest before the first entry. */
    static final String BEGINNING = "0".repeat(64);

    private AuditChain() {}

    /** A new entry; its digest is over its line without the digest, details in the order of their keys. */
    static Entry entry(
            long number,
            Instant at,
            String actor,
            String action,
            String subject,
            Map<String, String> details,
            String previous) {
        Map<String, String> sorted = new TreeMap<>(details);
        Entry open = new Entry(number, at, actor, action, subject, sorted, previous, null);
        return new Entry(number, at, actor, action, subject, sorted, previous, digest(open));
    }

    /** The entry's line, without a line end. */
    static byte[] line(Entry entry) {
        Map<String, Object> fields = fields(entry);
        fields.put("digest", entry.digest());
        return Json.write(fields);
    }

    /** The entry of a line (without its end), when it is one that this class wrote and nobody changed. */
    static Optional<Entry> read(byte[] line) {
        try {
            Entry entry = Json.read(line, Entry.class);
            boolean ours =
                    entry.details() != null && digest(entry).equals(entry.digest()) && Arrays.equals(line(entry), line);
            return ours ? Optional.of(entry) : Optional.empty();
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    private static String digest(Entry entry) {
        return Digests.sha256Hex(Json.write(fields(entry)));
    }

    private static Map<String, Object> fields(Entry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", entry.number());
        fields.put("at", entry.at());
        fields.put("actor", entry.actor());
        fields.put("action", entry.action());
        fields.put("subject", entry.subject());
        fields.put("details", entry.details());
        fields.put("previous", entry.previous());
        return fields;
    }
}
