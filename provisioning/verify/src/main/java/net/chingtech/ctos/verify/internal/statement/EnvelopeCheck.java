package net.chingtech.ctos.verify.internal.statement;

import java.security.GeneralSecurityException;
import java.security.Signature;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.verify.internal.Refused;

/** Proves that the payload of an envelope was signed by the key of its first certificate, and only then reads it. */
final class EnvelopeCheck {

    private static final int LARGEST_PAYLOAD = 128 * 1024;

    private EnvelopeCheck() {}

    static ReleaseStatement check(Envelope envelope, Chain chain) throws Refused {
        Envelope.Signature signature = envelope.signatures().get(0);
        if (!signature.keyid().equals(chain.keyId())) {
            throw otherKey("The envelope names another key than its certificate has.");
        }
        if (!KeyRules.isEd25519(chain.leaf().getPublicKey()) || !holds(envelope, signature, chain)) {
            throw Refused.because("signature_wrong", "The signature of the release statement is wrong.");
        }
        ReleaseStatement statement = parsed(envelope.payload());
        if (!statement.keyId().equals(chain.keyId())) {
            throw otherKey("The release statement names another key than the one it is signed with.");
        }
        return statement;
    }

    /** The envelope's outside: one signature over a release statement of a sane size. */
    static void mustBeRelease(Envelope envelope) throws Refused {
        if (!Envelope.RELEASE.equals(envelope.payloadType())) {
            throw invalid("The envelope does not hold a release statement but "
                    + Refused.shown(String.valueOf(envelope.payloadType())) + ".");
        }
        if (envelope.payload() == null || envelope.payload().length > LARGEST_PAYLOAD) {
            throw invalid("The release statement is missing or larger than " + LARGEST_PAYLOAD + " bytes.");
        }
        if (envelope.signatures().size() != 1
                || envelope.signatures().get(0).sig() == null
                || envelope.signatures().get(0).keyid() == null) {
            throw invalid("The release statement must have exactly one signature with its key id.");
        }
    }

    private static boolean holds(Envelope envelope, Envelope.Signature signature, Chain chain) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(chain.leaf().getPublicKey());
            check.update(envelope.preAuthenticationEncoding());
            return check.verify(signature.sig());
        } catch (GeneralSecurityException e) {
            // A signature that cannot even be tried does not hold.
            return false;
        }
    }

    private static ReleaseStatement parsed(byte[] payload) throws Refused {
        try {
            return ReleaseStatement.read(payload);
        } catch (FormatException e) {
            throw Refused.malformed("statement_invalid", "The release statement is not in its format", e);
        }
    }

    private static Refused invalid(String detail) {
        return Refused.because("statement_invalid", detail);
    }

    private static Refused otherKey(String detail) {
        return Refused.because("key_mismatch", detail);
    }
}
