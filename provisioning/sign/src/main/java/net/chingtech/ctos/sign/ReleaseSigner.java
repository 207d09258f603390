package net.chingtech.ctos.sign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.ReleaseStatement;

/** Signs releases for one publisher: the JAR first, then the statement about the signed JAR, both with the same key. */
public final class ReleaseSigner {

    private final SigningKey key;
    private final List<X509Certificate> chain;
    private final PublisherClaim claim;
    private final Clock clock;

    /**
     * @param chain the publisher's certificates, its own first; the root may be left out
     * @throws SigningFailed {@code key_mismatch}, {@code certificate_unfit}
     */
    public ReleaseSigner(SigningKey key, List<X509Certificate> chain, Clock clock) throws SigningFailed {
        if (chain.isEmpty() || !chain.get(0).getPublicKey().equals(key.publicKey())) {
            throw SigningFailed.because(
                    "key_mismatch",
                    "The publisher's certificate is for another key than the one given.",
                    "Name the certificate that was issued for this key.");
        }
        this.key = key;
        this.chain = List.copyOf(chain);
        this.claim = CertificateClaim.of(chain.get(0));
        this.clock = clock;
    }

    /**
     * What a publisher's certificate says; whether it is true only its chain can tell.
     *
     * @throws SigningFailed {@code certificate_unfit}
     */
    public static PublisherClaim claimOf(X509Certificate certificate) throws SigningFailed {
        return CertificateClaim.of(certificate);
    }

    /** What the certificate says of the publisher. */
    public PublisherClaim publisher() {
        return claim;
    }

    /**
     * Signs a skill JAR and makes its statement.
     *
     * @param jar an unsigned skill JAR; it is not changed
     * @param target where the signed JAR goes; an existing file is replaced once all is well
     * @throws SigningFailed {@code jar_unreadable}, {@code jar_malformed}, {@code jar_already_signed},
     *     {@code manifest_missing}, {@code manifest_invalid}, {@code manifest_mismatch}, {@code namespace_foreign},
     *     {@code certificate_expired}, {@code jar_not_written}, {@code signing_failed}
     */
    public SignedRelease sign(Path jar, Path target) throws SigningFailed {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        mustHoldAt(now);
        SkillJar skill = SkillJar.read(jar);
        if (claim.namespaces().stream().noneMatch(skill.manifest().id()::isIn)) {
            throw SigningFailed.because(
                    "namespace_foreign",
                    skill.manifest().id() + " is in none of the name spaces of " + claim.publisher() + ": "
                            + String.join(", ", claim.namespaces()) + ".",
                    "Give the skill an id in one of them, or ask the authority for a certificate with its name space.");
        }
        ArtifactSigner.sign(skill, key, chain, target);
        ReleaseStatement statement = ReleaseStatement.of(
                skill.manifest(),
                now,
                measured(target),
                skill.requirements(),
                skill.capabilities(),
                claim.publisher(),
                key.keyId());
        return new SignedRelease(target, skill.manifest(), statement, envelope(statement));
    }

    /** The envelope of a statement, signed with this publisher's key. */
    public Envelope envelope(ReleaseStatement statement) {
        return Envelopes.signed(Envelope.RELEASE, statement.write(), key, chain);
    }

    private void mustHoldAt(Instant now) throws SigningFailed {
        try {
            chain.get(0).checkValidity(Date.from(now));
        } catch (CertificateException e) {
            throw SigningFailed.because(
                    "certificate_expired",
                    "The publisher's certificate holds from "
                            + chain.get(0).getNotBefore().toInstant() + " to "
                            + chain.get(0).getNotAfter().toInstant() + ", and it is " + now + ".",
                    "Ask the authority for a new certificate for your key.",
                    e);
        }
    }

    private static ReleaseStatement.Artifact measured(Path jar) throws SigningFailed {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = Files.newInputStream(jar)) {
            byte[] buffer = new byte[64 * 1024];
            long size = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                size += n;
            }
            return new ReleaseStatement.Artifact(Digests.hex(digest.digest()), size);
        } catch (IOException e) {
            throw SigningFailed.because(
                    "jar_unreadable", "The signed JAR " + jar + " cannot be read back.", "Look at the disk.", e);
        }
    }
}
