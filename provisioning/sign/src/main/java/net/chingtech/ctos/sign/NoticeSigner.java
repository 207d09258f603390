package net.chingtech.ctos.sign;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.notice.Notice;

/** Signs notices about publishers' keys; a hub carries them to every container. */
public final class NoticeSigner {

    private NoticeSigner() {}

    /**
     * The publisher goes on with another key, and its present key says so.
     *
     * @param old the present key
     * @param chain the present certificate, its own first
     * @param next the key that follows
     * @throws SigningFailed {@code key_mismatch}, {@code certificate_unfit}, {@code notice_invalid}
     */
    public static Envelope rotation(
            SigningKey old, List<X509Certificate> chain, PublicKey next, String reason, Instant now)
            throws SigningFailed {
        if (!chain.get(0).getPublicKey().equals(old.publicKey())) {
            throw SigningFailed.because(
                    "key_mismatch",
                    "The publisher's certificate is for another key than the one given.",
                    "Name the certificate that was issued for the old key.");
        }
        String publisher = CertificateClaim.of(chain.get(0)).publisher();
        return signed(
                old,
                chain,
                new Notice(
                        Notice.Kind.ROTATION,
                        publisher,
                        old.keyId(),
                        PublicKeyFile.keyId(next),
                        null,
                        reason,
                        seconds(now)));
    }

    /**
     * The publisher lost its key, and the authority vouches for another one.
     *
     * @throws SigningFailed {@code notice_invalid}
     */
    public static Envelope replacement(
            Authority authority, String publisher, String oldKeyId, PublicKey next, String reason, Instant now)
            throws SigningFailed {
        return signed(
                authority.key(),
                List.of(),
                new Notice(
                        Notice.Kind.REPLACEMENT,
                        publisher,
                        oldKeyId,
                        PublicKeyFile.keyId(next),
                        null,
                        reason,
                        seconds(now)));
    }

    /**
     * What a key signed at or after {@code since} must not be believed.
     *
     * @throws SigningFailed {@code notice_invalid}
     */
    public static Envelope revocation(
            Authority authority, String publisher, String keyId, Instant since, String reason, Instant now)
            throws SigningFailed {
        return signed(
                authority.key(),
                List.of(),
                new Notice(Notice.Kind.REVOCATION, publisher, keyId, null, since, reason, seconds(now)));
    }

    private static Envelope signed(SigningKey key, List<X509Certificate> chain, Notice notice) throws SigningFailed {
        try {
            return Envelopes.signed(Notice.PAYLOAD_TYPE, notice.checked().write(), key, chain);
        } catch (FormatException e) {
            throw SigningFailed.because(
                    e.code(), e.getMessage(), "Correct the publisher's name, the key id or the reason.", e);
        }
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
