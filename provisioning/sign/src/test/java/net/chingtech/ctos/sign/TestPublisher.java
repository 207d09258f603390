package net.chingtech.ctos.sign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;

/**
 * A publisher for tests, with a root of its own: {@code TestPublisher.official("net.chingtech").trustedIn(folder)}, then
 * {@code publisher.sign(jar, target)}. All happens at {@link #NOW}.
 */
public record TestPublisher(Authority authority, SigningKey key, X509Certificate certificate) {

    /** The time that the tests take as now. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** A clock that stands at {@link #NOW}. */
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final Instant FROM = NOW.minusSeconds(86_400);

    public static TestPublisher of(String name, Tier tier, String... namespaces) {
        return of(authority("Test authority of " + name), name, tier, namespaces);
    }

    public static TestPublisher of(Authority authority, String name, Tier tier, String... namespaces) {
        SigningKey key = SigningKey.generate();
        try {
            return new TestPublisher(
                    authority,
                    key,
                    authority.issue(
                            key.publicKey(),
                            new PublisherClaim(name, tier, List.of(namespaces)),
                            FROM,
                            Authority.PUBLISHER_VALIDITY));
        } catch (SigningFailed e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Authority authority(String name) {
        return Authority.create(name, SigningKey.generate(), FROM, Authority.ROOT_VALIDITY);
    }

    /** Writes the authority's root into a folder of trusted authorities: {@code kind} is official or community. */
    public TestPublisher trustedIn(Path authorities, String kind) {
        try {
            Path folder = Files.createDirectories(authorities.resolve(kind));
            Files.write(
                    folder.resolve(key.keyId().substring(0, 12) + ".pem"),
                    Certificates.pem(List.of(authority.certificate())));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ReleaseSigner signer() {
        try {
            return new ReleaseSigner(key, List.of(certificate), CLOCK);
        } catch (SigningFailed e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The notice by which this publisher goes on with the next one's key. */
    public Envelope rotation(TestPublisher next, String reason, Instant when) {
        try {
            return NoticeSigner.rotation(key, List.of(certificate), next.key().publicKey(), reason, when);
        } catch (SigningFailed e) {
            throw new IllegalArgumentException(e);
        }
    }

    public SignedRelease sign(Path jar, Path target) {
        try {
            return signer().sign(jar, target);
        } catch (SigningFailed e) {
            throw new IllegalArgumentException(e);
        }
    }
}
