package net.chingtech.ctos.verify.internal.statement;

import java.security.PublicKey;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * Proves who signed a notice, and that it is theirs to say: a rotation comes with the certificates of the old key, which
 * need not lead to an authority, since that key speaks for itself alone; everything else is signed by the root key of a
 * trusted authority. Whether that authority has a say about this publisher is judged where the publisher is known.
 */
public final class NoticeCheck {

    private final List<Anchor> anchors;

    /** What was proven: the notice, its signer's key, and the authority whose key that is; null for a rotation. */
    public record Proven(Notice notice, String signedBy, Anchor authority) {}

    public NoticeCheck(List<Anchor> anchors) {
        this.anchors = List.copyOf(anchors);
    }

    public Proven check(Envelope envelope) throws Refused {
        Envelope.Signature signature = Sealed.NOTICE.signatureOf(envelope);
        return signature.certificateChain().isEmpty()
                ? byAuthority(envelope, anchorOf(signature.keyid()))
                : byOldKey(envelope, Chain.read(signature.certificateChain(), Sealed.NOTICE));
    }

    private static Proven byOldKey(Envelope envelope, Chain chain) throws Refused {
        if (!envelope.signatures().get(0).keyid().equals(chain.keyId())) {
            throw Refused.because("key_mismatch", "The notice names another key than its certificate has.");
        }
        Notice notice = read(envelope, chain.leaf().getPublicKey());
        if (notice.kind() != Notice.Kind.ROTATION || !notice.keyId().equals(chain.keyId())) {
            throw wrongSigner("Only a rotation is signed by a publisher, with the very key that is given up.");
        }
        return new Proven(notice, chain.keyId(), null);
    }

    private static Proven byAuthority(Envelope envelope, Anchor authority) throws Refused {
        Notice notice = read(envelope, authority.certificate().getPublicKey());
        if (notice.kind() == Notice.Kind.ROTATION) {
            throw wrongSigner("A rotation is signed by the key that is given up, and comes with its certificate.");
        }
        return new Proven(notice, envelope.signatures().get(0).keyid(), authority);
    }

    private static Notice read(Envelope envelope, PublicKey signer) throws Refused {
        Sealed.NOTICE.mustBeSignedBy(signer, envelope);
        try {
            Notice notice = Notice.read(envelope.payload());
            if (PlainText.hides(notice.publisher()) || PlainText.hides(notice.reason())) {
                throw Sealed.NOTICE.invalid("The texts of the notice hold characters that hide or turn what they say.");
            }
            return inOneLine(notice);
        } catch (FormatException e) {
            throw Refused.malformed(Sealed.NOTICE.code(), "The notice is not in its format", e);
        }
    }

    /** A reason stands within sentences; it is none to add lines of its own to them. */
    private static Notice inOneLine(Notice notice) {
        return new Notice(
                notice.kind(),
                notice.publisher(),
                notice.keyId(),
                notice.newKeyId(),
                notice.since(),
                PlainText.line(notice.reason(), Notice.LONGEST_REASON),
                notice.issuedAt());
    }

    private Anchor anchorOf(String keyId) throws Refused {
        for (Anchor anchor : anchors) {
            if (keyId.equals(anchor.keyId())) {
                return anchor;
            }
        }
        throw Refused.because(
                "notice_signer_unknown",
                "The notice is signed with the key sha256:" + Refused.shown(keyId)
                        + ", which belongs to no trusted authority.",
                "If you trust that authority, compare its fingerprint with what it publishes, then put its root into"
                        + " trust/authorities/.");
    }

    private static Refused wrongSigner(String detail) {
        return Refused.because(
                "notice_signer_wrong",
                detail,
                "Sign the notice with the key that it takes: the old key for a rotation, the authority's for the rest.");
    }
}
