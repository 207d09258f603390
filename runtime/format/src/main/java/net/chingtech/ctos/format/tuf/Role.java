package net.chingtech.ctos.format.tuf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Violation;

/** What every role's file says of itself. */
public sealed interface Role permits Root, Timestamp, Snapshot, Targets {

    String ROOT = "root";
    String TIMESTAMP = "timestamp";
    String SNAPSHOT = "snapshot";
    String TARGETS = "targets";

    /** The specification that a hub's files are written to. */
    String SPEC_VERSION = "1.0.31";

    /** A version that no hub reaches by counting; other clients read 32 bits. */
    int HIGHEST = Integer.MAX_VALUE;

    /** The role's name. */
    String type();

    /** The specification that it was written to; only those that begin with {@code 1.} are read. */
    String specVersion();

    /** From 1 on, one more each time. */
    long version();

    /** When it must not be believed any more; whole seconds. */
    Instant expires();

    /** Adds what is wrong in the part that only this role has. */
    void violations(List<Violation> violations);

    /** @throws FormatException {@code metadata_invalid} with everything that is wrong */
    default void mustBeLawful(String expectedType) throws FormatException {
        List<Violation> violations = new ArrayList<>();
        must(violations, expectedType.equals(type()), "$._type", expectedType, type());
        boolean readable = specVersion() != null && specVersion().startsWith("1.");
        must(violations, readable, "$.spec_version", "1.x", specVersion());
        boolean counted = version() >= 1 && version() <= HIGHEST;
        must(violations, counted, "$.version", "a number from 1 to " + HIGHEST, version());
        boolean seconds = expires() != null && expires().getNano() == 0;
        must(violations, seconds, "$.expires", "a time in whole seconds", expires());
        violations(violations);
        if (!violations.isEmpty()) {
            throw new FormatException("metadata_invalid", violations);
        }
    }

    /** What one role's file says of another file has to be there, and to count from 1. */
    static void mustName(List<Violation> violations, String file, FileMeta meta) {
        boolean lawful = meta != null && meta.version() >= 1 && (meta.length() == null || meta.length() >= 1);
        must(violations, lawful, "$.meta." + file, "a version and a length from 1 on", meta);
    }

    static void must(List<Violation> violations, boolean good, String path, String expected, Object found) {
        if (!good) {
            violations.add(new Violation(path, expected, String.valueOf(found)));
        }
    }
}
