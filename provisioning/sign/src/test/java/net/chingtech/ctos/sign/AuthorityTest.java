package net.chingtech.ctos.sign;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityTest {

    private static final PublisherClaim CLAIM = new PublisherClaim("Example", Tier.COMMUNITY, List.of("org.example"));

    @TempDir
    Path folder;

    private final SigningKey key = SigningKey.generate();
    private final Authority authority = Authority.create("Root", key, NOW, Authority.ROOT_VALIDITY);

    @Test
    void root_mayIssueCertificates_andNoFurtherAuthorities() throws Exception {
        X509Certificate root = authority.certificate();

        root.verify(key.publicKey());
        assertThat(root.getBasicConstraints()).isZero();
        assertThat(root.getKeyUsage()[5]).as("keyCertSign").isTrue();
        assertThat(root.getKeyUsage()[0]).as("digitalSignature").isFalse();
    }

    @Test
    void publishersCertificate_isForSigningCode_forTwoYears_andSaysWhoItIs() throws Exception {
        SigningKey publisher = SigningKey.generate();

        X509Certificate certificate = authority.issue(publisher.publicKey(), CLAIM, NOW, Authority.PUBLISHER_VALIDITY);

        certificate.verify(key.publicKey());
        assertThat(certificate.getPublicKey()).isEqualTo(publisher.publicKey());
        assertThat(certificate.getBasicConstraints()).as("not an authority").isEqualTo(-1);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(730));
        assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(128);
        assertThat(CertificateClaim.of(certificate)).isEqualTo(CLAIM);
    }

    @Test
    void criticalExtensions_areOnlyThoseThatTheJdkKnows() throws Exception {
        X509Certificate certificate =
                authority.issue(SigningKey.generate().publicKey(), CLAIM, NOW, Authority.PUBLISHER_VALIDITY);

        // With another critical extension the JDK would take every JAR of this publisher for unsigned.
        assertThat(certificate.hasUnsupportedCriticalExtension()).isFalse();
    }

    @Test
    void claimOnAWholeTopLevelDomain_isRefused() {
        assertCode("publisher_claim_invalid", new PublisherClaim("Example", Tier.COMMUNITY, List.of("org")));
        assertCode("publisher_claim_invalid", new PublisherClaim("Example", Tier.LEGACY, List.of("org.example")));
        assertCode("publisher_claim_invalid", new PublisherClaim(" ", Tier.COMMUNITY, List.of("org.example")));
        assertCode("publisher_claim_invalid", new PublisherClaim("a\u202eb", Tier.COMMUNITY, List.of("org.example")));
        assertCode("publisher_claim_invalid", new PublisherClaim("Example", Tier.COMMUNITY, List.of()));
    }

    @Test
    void certificates_areWrittenAndReadBack() throws Exception {
        Path file = folder.resolve("root.pem");
        Certificates.write(file, List.of(authority.certificate()));

        assertThat(Certificates.read(file)).containsExactly(authority.certificate());
        assertThat(Authority.of(key, Certificates.read(file).get(0))).isEqualTo(authority);
    }

    @Test
    void certificateOfAnotherKey_makesNoAuthority() {
        assertThatExceptionOfType(SigningFailed.class)
                .isThrownBy(() -> Authority.of(SigningKey.generate(), authority.certificate()))
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo("key_mismatch"));
    }

    @Test
    void fileThatIsNoCertificate_isRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("root.pem"), "nonsense");

        assertThatExceptionOfType(SigningFailed.class)
                .isThrownBy(() -> Certificates.read(file))
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo("certificate_unreadable"));
    }

    private void assertCode(String code, PublisherClaim claim) {
        assertThatExceptionOfType(SigningFailed.class)
                .isThrownBy(() -> authority.issue(key.publicKey(), claim, NOW, Authority.PUBLISHER_VALIDITY))
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo(code));
    }
}
