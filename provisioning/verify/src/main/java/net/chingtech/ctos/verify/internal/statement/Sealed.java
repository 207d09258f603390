package net.chingtech.ctos.verify.internal.statement;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.verify.internal.Refused;

/** What comes in an envelope: how it is called, how large it may be, and whether its one signature holds. */
enum Sealed {
    RELEASE(Envelope.RELEASE, "release statement", "statement_invalid", 128 * 1024),
    NOTICE(Notice.PAYLOAD_TYPE, "notice", "notice_invalid", 16 * 1024);

    private static final int ED25519_LENGTH = 64;

    private final String payloadType;
    private final String words;
    private final String code;
    private final int largest;

    Sealed(String payloadType, String words, String code, int largest) {
        this.payloadType = payloadType;
        this.words = words;
        this.code = code;
        this.largest = largest;
    }

    String words() {
        return words;
    }

    String code() {
        return code;
    }

    /** The outside of an envelope that nobody signed: a sane size, no signature. Nothing inside is read. */
    void mustBeUnsigned(Envelope envelope) throws Refused {
        mustBeSmall(envelope);
        if (!envelope.signatures().isEmpty()) {
            throw invalid("The " + words + " says that nobody signed it, and has a signature.");
        }
    }

    /** The envelope's outside: the right type, a sane size, one signature. Nothing inside is read. */
    Envelope.Signature signatureOf(Envelope envelope) throws Refused {
        if (!payloadType.equals(envelope.payloadType())) {
            throw invalid("The envelope does not hold a " + words + " but "
                    + Refused.shown(String.valueOf(envelope.payloadType())) + ".");
        }
        mustBeSmall(envelope);
        if (envelope.signatures().size() != 1
                || envelope.signatures().get(0).sig() == null
                || envelope.signatures().get(0).keyid() == null) {
            throw invalid("The " + words + " must have exactly one signature with its key id.");
        }
        return envelope.signatures().get(0);
    }

    private void mustBeSmall(Envelope envelope) throws Refused {
        if (envelope.payload() == null || envelope.payload().length > largest) {
            throw invalid("The " + words + " is missing or larger than " + largest + " bytes.");
        }
    }

    /** That this Ed25519 key signed the payload, as what it is called. */
    void mustBeSignedBy(PublicKey key, Envelope envelope) throws Refused {
        // The JDK also takes a longer form of the same signature.
        boolean whole = envelope.signatures().get(0).sig().length == ED25519_LENGTH;
        if (!whole || !KeyRules.isEd25519(key) || !holds(key, envelope)) {
            throw Refused.because("signature_wrong", "The signature of the " + words + " is wrong.");
        }
    }

    Refused invalid(String detail) {
        return Refused.because(code, detail);
    }

    private static boolean holds(PublicKey key, Envelope envelope) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(envelope.preAuthenticationEncoding());
            return check.verify(envelope.signatures().get(0).sig());
        } catch (GeneralSecurityException e) {
            // A signature that cannot even be tried does not hold.
            return false;
        }
    }
}
