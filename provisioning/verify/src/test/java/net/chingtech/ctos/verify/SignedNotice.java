package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;

import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.TestPublisher;

/** Notices in their envelopes, signed as they have to be and as they must not be. */
final class SignedNotice {

    private SignedNotice() {}

    static Notice rotation(TestPublisher from, TestPublisher to, Instant at) {
        return new Notice(
                Notice.Kind.ROTATION,
                from.signer().publisher().publisher(),
                from.key().keyId(),
                to.key().keyId(),
                null,
                "A new key every year.",
                at);
    }

    static Notice replacement(TestPublisher from, TestPublisher to, Instant at) {
        return new Notice(
                Notice.Kind.REPLACEMENT,
                from.signer().publisher().publisher(),
                from.key().keyId(),
                to.key().keyId(),
                null,
                "The key was lost.",
                at);
    }

    static Notice revocation(TestPublisher of, Instant since) {
        return new Notice(
                Notice.Kind.REVOCATION,
                of.signer().publisher().publisher(),
                of.key().keyId(),
                null,
                since,
                "The key was stolen.",
                NOW);
    }

    static Envelope by(TestPublisher signer, Notice notice) {
        try {
            return signed(
                    signer.key(), notice.write(), List.of(signer.certificate().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Envelope by(Authority signer, Notice notice) {
        return signed(signer.key(), notice.write(), List.of());
    }

    static Envelope signed(SigningKey key, byte[] payload, List<byte[]> chain) {
        byte[] sig = key.sign(Envelope.preAuthenticationEncoding(Notice.PAYLOAD_TYPE, payload));
        return new Envelope(Notice.PAYLOAD_TYPE, payload, List.of(new Envelope.Signature(key.keyId(), sig, chain)));
    }
}
