package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static net.chingtech.ctos.verify.Stage.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that somebody else signed, or that say more than their signer may. */
class BadStatementTest {

    private static final byte[] CLAIM =
            new PublisherClaim("Ching Tech", Tier.OFFICIAL, List.of("net.chingtech")).write();

    @TempDir
    Path folder;

    private Stage stage;
    private Envelope good;

    @BeforeEach
    void signOne() {
        stage = new Stage(folder);
        good = stage.release(Stage.skill()).envelope();
    }

    @Test
    void otherPayloadType_isRefused() {
        refused("statement_invalid", new Envelope("application/json", good.payload(), good.signatures()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 200})
    void changedPayload_isRefused(int at) {
        byte[] payload = good.payload().clone();
        payload[at] ^= 1;

        refused("signature_wrong", new Envelope(good.payloadType(), payload, good.signatures()));
    }

    @Test
    void payloadWithASpaceMore_isRefused() {
        byte[] payload = (new String(good.payload(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);

        refused("signature_wrong", new Envelope(good.payloadType(), payload, good.signatures()));
    }

    @Test
    void changedSignature_isRefused() {
        byte[] sig = signature().sig().clone();
        sig[5] ^= 1;

        refused(
                "signature_wrong",
                signedBy(signature().keyid(), sig, signature().certificateChain()));
        refused(
                "signature_wrong",
                signedBy(signature().keyid(), new byte[3], signature().certificateChain()));
    }

    @Test
    void twoSignatures_areRefused() {
        refused(
                "statement_invalid",
                new Envelope(good.payloadType(), good.payload(), List.of(signature(), signature())));
    }

    @Test
    void otherKeyId_isRefused() {
        refused(
                "key_mismatch",
                signedBy("0".repeat(64), signature().sig(), signature().certificateChain()));
    }

    @Test
    void statementThatNamesAnotherKey_isRefused() {
        refused(
                "key_mismatch",
                edited("\"key_id\":\"" + stage.publisher.key().keyId(), "\"key_id\":\"" + "0".repeat(64)));
    }

    @Test
    void noCertificates_areRefused() {
        refused(
                "certificate_malformed",
                signedBy(signature().keyid(), signature().sig(), List.of()));
    }

    @Test
    void bytesAfterACertificate_areRefused() {
        byte[] der = signature().certificateChain().get(0);
        byte[] longer = java.util.Arrays.copyOf(der, der.length + 1);

        refused(
                "certificate_malformed",
                signedBy(signature().keyid(), signature().sig(), List.of(longer)));
        refused(
                "certificate_malformed",
                signedBy(signature().keyid(), signature().sig(), List.of(new byte[] {1})));
    }

    @Test
    void payloadThatIsNoStatement_isRefused() throws Exception {
        OddCertificates root = OddCertificates.root("Odd");

        refused("statement_invalid", root.envelope("{}".getBytes(StandardCharsets.UTF_8), List.of(root.certificate())));
    }

    @Test
    void publisherOfAnUnknownAuthority_isRefused_withItsFingerprintAndTheNextStep() {
        TestPublisher stranger = TestPublisher.of("Stranger", Tier.COMMUNITY, "net.chingtech");

        VerificationFailed failed = refused("publisher_unknown", by(stranger, List.of(stranger.certificate())));
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
                by(
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

        refused("certificate_forged", by(forger, List.of(forger.certificate())));
        refused("certificate_forged", by(forger, List.of(forger.certificate(), real.certificate())));
    }

    @Test
    void publisherWhoPlaysAuthority_isRefused() {
        Authority usurper = new Authority(stage.publisher.key(), stage.publisher.certificate());
        TestPublisher friend = TestPublisher.of(usurper, "Friend", Tier.OFFICIAL, "net.chingtech");

        refused("certificate_unfit", by(friend, List.of(friend.certificate(), stage.publisher.certificate())));
    }

    @Test
    void rootThatSignsReleases_isRefused() throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(stage.authorities());

        refused("certificate_unfit", root.envelope(payload(root), List.of(root.certificate())));
    }

    @Test
    void certificateNotForCode_isRefused() throws Exception {
        leafIsRefused("certificate_unfit", e -> e.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)));
    }

    @Test
    void certificateWithoutPublisher_isRefused() throws Exception {
        leafIsRefused("certificate_unfit", BadStatementTest::forCode);
    }

    @Test
    void certificateWithAnUnreadablePublisher_isRefused() throws Exception {
        leafIsRefused("certificate_unfit", e -> {
            forCode(e);
            e.add(new ASN1ObjectIdentifier(PublisherClaim.OID), false, new DERUTF8String("{\"tier\":\"king\"}"));
        });
    }

    @Test
    void weakKeyOfAnIntermediate_isRefused() throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(stage.authorities());
        OddCertificates middle = root.issue("RSA", 1024, "Ed25519", "Middle", OddCertificates::authority);
        OddCertificates leaf = middle.issue("Ed25519", 0, "SHA256withRSA", "Ching Tech", BadStatementTest::lawful);

        refused("certificate_weak", leaf.envelope(payload(leaf), List.of(leaf.certificate(), middle.certificate())));
    }

    @Test
    void sha1InThePath_isRefused() throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(stage.authorities());
        OddCertificates middle = root.issue("RSA", 2048, "Ed25519", "Middle", OddCertificates::authority);
        OddCertificates leaf = middle.issue("Ed25519", 0, "SHA1withRSA", "Ching Tech", BadStatementTest::lawful);

        refused("certificate_weak", leaf.envelope(payload(leaf), List.of(leaf.certificate(), middle.certificate())));
    }

    @Test
    void intermediateOfAnAuthority_isAccepted() throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(stage.authorities());
        OddCertificates middle = root.issue("EC", 256, "Ed25519", "Middle", OddCertificates::authority);
        OddCertificates leaf = middle.issue("Ed25519", 0, "SHA256withECDSA", "Ching Tech", BadStatementTest::lawful);
        Envelope envelope = leaf.envelope(payload(leaf), List.of(leaf.certificate(), middle.certificate()));

        assertThat(stage.verifier().statement(envelope).publisher().name()).isEqualTo("Ching Tech");
    }

    @Test
    void signedAfterTheCertificateEnded_isRefused() {
        Instant late = NOW.plus(Duration.ofDays(800));
        Envelope envelope = at(late);

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
        refused("certificate_expired", at(NOW.minus(Duration.ofDays(30))));
    }

    @Test
    void signedInTheFuture_isRefused_butClocksMayDifferALittle() throws Exception {
        refused("published_in_future", at(NOW.plus(Duration.ofMinutes(10))));
        assertThat(stage.verifier().statement(at(NOW.plus(Duration.ofMinutes(4)))))
                .isNotNull();
    }

    @Test
    void communityAuthority_doesNotMakeOfficials() {
        TestPublisher climber =
                TestPublisher.of("Climber", Tier.OFFICIAL, "net.chingtech").trustedIn(stage.authorities(), "community");

        refused("tier_not_allowed", by(climber, List.of(climber.certificate())));
    }

    @Test
    void otherPublishersName_isRefused() {
        refused("publisher_mismatch", edited("\"publisher\":\"Ching Tech\"", "\"publisher\":\"Example\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.example.notes", "net.chingtechnology.hello", "net.chingtec.h"})
    void foreignNamespace_isRefused(String id) {
        refused("namespace_foreign", edited("\"id\":\"net.chingtech.hello\"", "\"id\":\"" + id + "\""));
    }

    @Test
    void badAuthorityFile_isNamed_andNobodyIsTrusted() throws Exception {
        Files.writeString(stage.authorities().resolve("official/broken.pem"), "nonsense");

        VerificationFailed failed = assertRefused("authority_invalid", () -> TrustAnchors.load(stage.authorities()));
        assertThat(failed.problem().detail()).contains("broken.pem");
    }

    @Test
    void certificateThatIsNoRoot_isNoAuthority() throws Exception {
        Files.write(
                stage.authorities().resolve("official/leaf.pem"),
                net.chingtech.ctos.sign.Certificates.pem(List.of(stage.publisher.certificate())));

        assertRefused("authority_invalid", () -> TrustAnchors.load(stage.authorities()));
    }

    @Test
    void missingFolder_trustsNobody() throws Exception {
        assertThat(TrustAnchors.load(folder.resolve("nowhere")).isEmpty()).isTrue();
        assertRefused("publisher_unknown", () -> Verifiers.create(TrustAnchors.none(), TestPublisher.CLOCK)
                .statement(good));
    }

    private void leafIsRefused(String code, OddCertificates.Wish wish) throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(stage.authorities());
        OddCertificates leaf = root.issue("Ed25519", 0, "Ed25519", "Ching Tech", wish);
        refused(code, leaf.envelope(payload(leaf), List.of(leaf.certificate())));
    }

    private static void forCode(OddCertificates.Extensions e) throws Exception {
        e.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
    }

    private static void lawful(OddCertificates.Extensions e) throws Exception {
        forCode(e);
        e.add(
                new ASN1ObjectIdentifier(PublisherClaim.OID),
                false,
                new DERUTF8String(new String(CLAIM, StandardCharsets.UTF_8)));
    }

    private byte[] payload(OddCertificates signer) {
        return new String(good.payload(), StandardCharsets.UTF_8)
                .replace(stage.publisher.key().keyId(), signer.keyId())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The good statement with other words in it, signed rightly. */
    private Envelope edited(String from, String to) {
        String text = new String(good.payload(), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        byte[] payload = text.replace(from, to).getBytes(StandardCharsets.UTF_8);
        byte[] sig = stage.publisher.key().sign(Envelope.preAuthenticationEncoding(Envelope.RELEASE, payload));
        return new Envelope(
                Envelope.RELEASE,
                payload,
                List.of(new Envelope.Signature(
                        signature().keyid(), sig, signature().certificateChain())));
    }

    private Envelope at(Instant time) {
        return edited("\"published_at\":\"" + NOW + "\"", "\"published_at\":\"" + time + "\"");
    }

    private Envelope by(TestPublisher publisher, List<X509Certificate> chain) {
        try {
            ReleaseStatement statement = publisher
                    .sign(
                            TestSkill.of("net.chingtech.hello", "1.0.0").jar(stage.file("by.jar")),
                            stage.file("by-signed.jar"))
                    .statement();
            return new ReleaseSigner(publisher.key(), chain, TestPublisher.CLOCK).envelope(statement);
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Envelope.Signature signature() {
        return good.signatures().get(0);
    }

    private Envelope signedBy(String keyId, byte[] sig, List<byte[]> chain) {
        return new Envelope(
                good.payloadType(),
                good.payload(),
                List.of(new Envelope.Signature(keyId, sig, new ArrayList<>(chain))));
    }

    private VerificationFailed refused(String code, Envelope envelope) {
        return assertRefused(code, () -> stage.verifier().statement(envelope));
    }
}
