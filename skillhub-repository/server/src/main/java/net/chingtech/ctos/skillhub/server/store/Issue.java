package net.chingtech.ctos.skillhub.server.store;

import java.time.Instant;

/**
 * The signed lists as they were last issued.
 *
 * @param listsVersion of snapshot and targets, which always go together; 0 before the first
 * @param complete false when the process was killed between taking these versions and issuing the files
 * @param bits of the buckets' number; -1 before the first
 * @param signers who signed, as text
 */
public record Issue(
        long listsVersion,
        long timestampVersion,
        boolean complete,
        int bits,
        Instant listsSignedAt,
        Instant timestampSignedAt,
        String signers) {}
