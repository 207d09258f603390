package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static net.chingtech.ctos.verify.Stage.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.TestPublisher;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements whose signer nobody vouches for, or somebody who may not. */
class BadCertificateTest {

    @TempDir
    Path folder;

    private Stage stage;
    private SignedStatement signed;
    private Envelope good;

    @BeforeEach
    void signOne() {
        stage = new Stage(folder);
        signed = new SignedStatement(stage);
        good = signed.envelope();
    }

    @Test
    void publisherOfAnUnknownAuthority_isRefused_withItsFingerprintAndTheNextStep() {
        TestPublisher stranger = TestPublisher.of("Stranger", Tier.COMMUNITY, "net.chingtech");

        VerificationFailed failed = refused("publisher_unknown", signed.by(stranger, List.of(stranger.certificate())));
        assertThat(failed.problem().detail())
                .contains("CN=Stranger")
                .contains("sha256:" + stranger.key().keyId());
        assertThat(failed.problem().nextStep()).contains("trust/authorities/community/");
    }

    @Test
    void strangersRoot_doesNotVouchForItself() {
        TestPublisher stranger = TestPublisher.of("Stranger", Tier.COMMUNITY, "net.chingtech");

        refused(
                "publisher_unknown",
                signed.by(
                        stranger,
                        List.of(stranger.certificate(), stranger.authority().certificate())));
    }

    @Test
    void forgedChain_withTheRealRootAttached_isRefused() {
        Authority real = stage.publisher.authority();
        Authority namesake = TestPublisher.authority("Test authority of Ching Tech");
        TestPublisher forger = TestPublisher.of(namesake, "Ching Tech", Tier.OFFICIAL, "net.chingtech");
        assertThat(forger.certificate().getIssuerX500Principal())
                .isEqualTo(real.certificate().getSubjectX500Principal());

        refused("certificate_forged", signed.by(forger, List.of(forger.certificate())));
        refused("certificate_forged", signed.by(forger, List.of(forger.certificate(), real.certificate())));
    }

    @Test
    void publisherWhoPlaysAuthority_isRefused() {
        Authority usurper = new Authority(stage.publisher.key(), stage.publisher.certificate());
        TestPublisher friend = TestPublisher.of(usurper, "Friend", Tier.OFFICIAL, "net.chingtech");

        refused("certificate_unfit", signed.by(friend, List.of(friend.certificate(), stage.publisher.certificate())));
    }

    @Test
    void rootThatSignsReleases_isRefused() throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(stage.authorities());

        refused("certificate_unfit", root.envelope(signed.payloadOf(root), List.of(root.certificate())));
    }

    @Test
    void certificateNotForCode_isRefused() throws Exception {
        leafIsRefused("certificate_unfit", e -> e.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)));
    }

    @Test
    void certificateWithoutPublisher_isRefused() throws Exception {
        leafIsRefused("certificate_unfit", OddCertificates::forCode);
    }

    @Test
    void certificateWithAnUnreadablePublisher_isRefused() throws Exception {
        leafIsRefused("certificate_unfit", e -> {
            OddCertificates.forCode(e);
            e.add(new ASN1ObjectIdentifier(PublisherClaim.OID), false, new DERUTF8String("{\"tier\":\"king\"}"));
        });
    }

    @Test
    void weakKeyOfAnIntermediate_isRefused() throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(stage.authorities());
        OddCertificates middle = root.issue("RSA", 1024, "Ed25519", "Middle", OddCertificates::authority);
        OddCertificates leaf = middle.issue("Ed25519", 0, "SHA256withRSA", "Ching Tech", OddCertificates::lawful);

        refused(
                "certificate_weak",
                leaf.envelope(signed.payloadOf(leaf), List.of(leaf.certificate(), middle.certificate())));
    }

    @Test
    void sha1InThePath_isRefused() throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(stage.authorities());
        OddCertificates middle = root.issue("RSA", 2048, "Ed25519", "Middle", OddCertificates::authority);
        OddCertificates leaf = middle.issue("Ed25519", 0, "SHA1withRSA", "Ching Tech", OddCertificates::lawful);

        refused(
                "certificate_weak",
                leaf.envelope(signed.payloadOf(leaf), List.of(leaf.certificate(), middle.certificate())));
    }

    @Test
    void intermediateOfAnAuthority_isAccepted() throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(stage.authorities());
        OddCertificates middle = root.issue("EC", 256, "Ed25519", "Middle", OddCertificates::authority);
        OddCertificates leaf = middle.issue("Ed25519", 0, "SHA256withECDSA", "Ching Tech", OddCertificates::lawful);
        Envelope envelope = leaf.envelope(signed.payloadOf(leaf), List.of(leaf.certificate(), middle.certificate()));

        assertThat(stage.verifier().statement(envelope).publisher().name()).isEqualTo("Ching Tech");
    }

    @Test
    void signedAfterTheCertificateEnded_isRefused() {
        Instant late = NOW.plus(Duration.ofDays(800));
        Envelope envelope = signed.at(late);

        assertRefused("certificate_expired", () -> Verifiers.create(
                        TrustAnchors.load(stage.authorities()), Clock.fixed(late, ZoneOffset.UTC))
                .statement(envelope));
    }

    @Test
    void signedWhileTheCertificateHeld_isAcceptedLater() throws Exception {
        Clock late = Clock.fixed(NOW.plus(Duration.ofDays(800)), ZoneOffset.UTC);

        assertThat(Verifiers.create(TrustAnchors.load(stage.authorities()), late)
                        .statement(good)
                        .statement()
                        .publishedAt())
                .isEqualTo(NOW);
    }

    @Test
    void signedBeforeTheCertificateBegan_isRefused() {
        refused("certificate_expired", signed.at(NOW.minus(Duration.ofDays(30))));
    }

    @Test
    void communityAuthority_doesNotMakeOfficials() {
        TestPublisher climber =
                TestPublisher.of("Climber", Tier.OFFICIAL, "net.chingtech").trustedIn(stage.authorities(), "community");

        refused("tier_not_allowed", signed.by(climber, List.of(climber.certificate())));
    }

    private void leafIsRefused(String code, OddCertificates.Wish wish) throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(stage.authorities());
        OddCertificates leaf = root.issue("Ed25519", 0, "Ed25519", "Ching Tech", wish);
        refused(code, leaf.envelope(signed.payloadOf(leaf), List.of(leaf.certificate())));
    }

    private VerificationFailed refused(String code, Envelope envelope) {
        return assertRefused(code, () -> stage.verifier().statement(envelope));
    }
}
