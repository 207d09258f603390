package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.security.MessageDigest;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.RandomBytes;

/** Are these the bytes that the statement is about? Size first: a file of the wrong size is not even read. */
final class DigestCheck {

    private static final int CHUNK = 64 * 1024;

    private DigestCheck() {}

    static void check(RandomBytes jar, ReleaseStatement.Artifact expected) throws Refused, IOException {
        if (jar.size() != expected.size()) {
            throw Refused.because(
                    "size_mismatch",
                    "The file has " + jar.size() + " bytes where its statement says " + expected.size() + ".");
        }
        MessageDigest digest = Digests.sha256();
        for (long at = 0; at < jar.size(); at += CHUNK) {
            digest.update(jar.read(at, (int) Math.min(CHUNK, jar.size() - at)));
        }
        String actual = Digests.hex(digest.digest());
        if (!actual.equals(expected.sha256())) {
            throw Refused.because(
                    "digest_mismatch",
                    "The file is not the one its statement speaks of: its SHA-256 is " + actual + " where "
                            + expected.sha256() + " belongs.");
        }
    }
}
