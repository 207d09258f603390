package net.chingtech.ctos.format.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Violation;

/**
 * A signed word about a publisher's key: the payload of an {@link net.chingtech.ctos.format.Envelope} of type
 * {@link #PAYLOAD_TYPE}.
 *
 * @param kind what is said
 * @param publisher whose key it is
 * @param keyId the key that it is about: SHA-256 of its SubjectPublicKeyInfo, in hex
 * @param newKeyId the key that follows it; null for a revocation
 * @param since what was signed at or after this time is not believed; null unless {@code kind} is a revocation
 * @param reason for people, at most {@link #LONGEST_REASON} characters
 * @param issuedAt when it was signed
 */
public record Notice(
        Kind kind, String publisher, String keyId, String newKeyId, Instant since, String reason, Instant issuedAt) {

    public static final String PAYLOAD_TYPE = "application/vnd.ctos.key.notice+json";

    public static final int LONGEST_REASON = 500;

    /** What a notice says, and who has to sign it. */
    public enum Kind {
        /** The publisher goes on with another key: signed by the old key. */
        ROTATION,
        /** The old key is lost, the publisher goes on with another: signed by the authority that vouches for both. */
        REPLACEMENT,
        /** The key must not be believed any more: signed by the authority that vouched for it. */
        REVOCATION
    }

    /** @throws FormatException {@code notice_invalid} with everything that is wrong */
    public static Notice read(byte[] json) throws FormatException {
        return Json.read(json, Notice.class).checked();
    }

    /** This notice, when it is lawful. */
    public Notice checked() throws FormatException {
        List<Violation> violations = new ArrayList<>();
        must(violations, kind != null, "$.kind", "rotation, replacement or revocation", kind);
        must(violations, publisher != null && !publisher.isBlank(), "$.publisher", "a name", publisher);
        must(violations, Digests.isSha256Hex(keyId), "$.key_id", "64 hex digits", keyId);
        must(violations, issuedAt != null, "$.issued_at", "a time", null);
        must(
                violations,
                reason != null && reason.length() <= LONGEST_REASON,
                "$.reason",
                "at most " + LONGEST_REASON + " characters",
                reason == null ? null : reason.length() + " characters");
        boolean revocation = kind == Kind.REVOCATION;
        must(violations, revocation == (since != null), "$.since", "a time, for a revocation only", since);
        boolean follows = revocation ? newKeyId == null : Digests.isSha256Hex(newKeyId) && !newKeyId.equals(keyId);
        must(violations, follows, "$.new_key_id", "64 hex digits of another key, not for a revocation", newKeyId);
        if (!violations.isEmpty()) {
            throw new FormatException("notice_invalid", violations);
        }
        return this;
    }

    public byte[] write() {
        return Json.write(this);
    }

    private static void must(List<Violation> violations, boolean good, String path, String expected, Object found) {
        if (!good) {
            violations.add(new Violation(path, expected, String.valueOf(found)));
        }
    }
}
