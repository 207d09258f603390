package net.chingtech.ctos.verify.internal.statement;

import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.verify.internal.Refused;

/** Proves that a release statement was signed by the key of its first certificate, and only then reads it. */
final class EnvelopeCheck {

    private EnvelopeCheck() {}

    static ReleaseStatement check(Envelope envelope, Chain chain) throws Refused {
        if (!envelope.signatures().get(0).keyid().equals(chain.keyId())) {
            throw otherKey("The envelope names another key than its certificate has.");
        }
        Sealed.RELEASE.mustBeSignedBy(chain.leaf().getPublicKey(), envelope);
        ReleaseStatement statement = parsed(envelope.payload());
        if (!statement.keyId().equals(chain.keyId())) {
            throw otherKey("The release statement names another key than the one it is signed with.");
        }
        return statement;
    }

    private static ReleaseStatement parsed(byte[] payload) throws Refused {
        try {
            return ReleaseStatement.read(payload);
        } catch (FormatException e) {
            throw Refused.malformed(Sealed.RELEASE.code(), "The release statement is not in its format", e);
        }
    }

    private static Refused otherKey(String detail) {
        return Refused.because("key_mismatch", detail);
    }
}
