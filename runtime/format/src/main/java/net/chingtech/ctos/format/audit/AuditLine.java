package net.chingtech.ctos.format.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;

/**
 * One entry of the record, as it stands in its line.
 *
 * @param number 1 for the first, in its line of the same number
 * @param previous digest of the entry before, or {@link #BEGINNING}
 * @param digest SHA-256 in hex of the line without this field
 */
public record AuditLine(
        long number,
        Instant at,
        String actor,
        String action,
        String subject,
        Map<String, String> details,
        String previous,
        String digest) {

    /** What stands as the digest before the first entry. */
    public static final String BEGINNING = "0".repeat(64);

    /** The action of an entry that says: at this start the record was not what it had been. It is broken from there on. */
    public static final String DIFFERS = "audit_differs";

    /** A new entry; details in the order of their keys. */
    public static AuditLine of(
            long number,
            Instant at,
            String actor,
            String action,
            String subject,
            Map<String, String> details,
            String previous) {
        AuditLine open = new AuditLine(number, at, actor, action, subject, new TreeMap<>(details), previous, null);
        return new AuditLine(number, at, actor, action, subject, open.details, previous, open.ownDigest());
    }

    /** The entry of a line (without its end), when it is one that was written here and nobody changed. */
    public static Optional<AuditLine> read(byte[] line) {
        try {
            AuditLine read = Json.read(line, AuditLine.class);
            boolean ours = read.details != null
                    && read.previous != null
                    && read.ownDigest().equals(read.digest)
                    && Arrays.equals(read.bytes(), line);
            return ours ? Optional.of(read) : Optional.empty();
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    /** The line, without its end. */
    public byte[] bytes() {
        Map<String, Object> fields = fields();
        fields.put("digest", digest);
        return Json.write(fields);
    }

    private String ownDigest() {
        return Digests.sha256Hex(Json.write(fields()));
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", number);
        fields.put("at", at);
        fields.put("actor", actor);
        fields.put("action", action);
        fields.put("subject", subject);
        fields.put("details", details);
        fields.put("previous", previous);
        return fields;
    }
}
