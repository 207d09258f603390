package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static net.chingtech.ctos.verify.Scene.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements of publishers whom no trusted authority vouches for. */
class UnvouchedTest {

    @TempDir
    Path folder;

    private Scene scene;
    private SignedStatement signed;
    private final TestPublisher stranger = TestPublisher.of("Stranger", Tier.OFFICIAL, "net.chingtech");

    @BeforeEach
    void signOne() {
        scene = new Scene(folder);
        signed = new SignedStatement(scene);
    }

    @Test
    void stranger_isAKeyAndNothingElse() throws Exception {
        Envelope envelope = signed.by(stranger, List.of(stranger.certificate()));

        assertThat(scene.verifier().unvouched(envelope).publisher())
                .isEqualTo(new Publisher(
                        "Stranger", Tier.COMMUNITY, List.of(), stranger.key().keyId(), null));
    }

    @Test
    void artifactOfAStranger_isCheckedLikeAnyOther() throws Exception {
        SignedRelease release = stranger.sign(Scene.skill().jar(scene.file("plain.jar")), scene.file("signed.jar"));
        Verifier verifier = scene.verifier();
        VerifiedStatement statement = verifier.unvouched(release.envelope());

        assertThat(verifier.artifact(release.jar(), statement).manifest()).isEqualTo(release.manifest());
        assertRefused("size_mismatch", () -> verifier.artifact(scene.file("plain.jar"), statement));
    }

    @Test
    void strangerWithAChainThatEndsNowhere_isAKeyAndNothingElse() throws Exception {
        Envelope envelope = signed.by(
                stranger, List.of(stranger.certificate(), stranger.authority().certificate()));

        assertThat(scene.verifier().unvouched(envelope).publisher().authority()).isNull();
    }

    @Test
    void changedStatementOfAStranger_isRefused() {
        Envelope good = signed.by(stranger, List.of(stranger.certificate()));
        byte[] payload = new String(good.payload(), StandardCharsets.UTF_8)
                .replace("1.0.0", "1.0.1")
                .getBytes(StandardCharsets.UTF_8);

        refused("signature_wrong", new Envelope(good.payloadType(), payload, good.signatures()));
        refused(
                "key_mismatch",
                signed.signedBy(
                        signed.signature().keyid(),
                        good.signatures().get(0).sig(),
                        good.signatures().get(0).certificateChain()));
    }

    @Test
    void forgedCertificate_isNoWayIn() {
        Authority namesake = TestPublisher.authority("Test authority of Ching Tech");
        TestPublisher forger = TestPublisher.of(namesake, "Ching Tech", Tier.OFFICIAL, "net.chingtech");

        refused("certificate_forged", signed.by(forger, List.of(forger.certificate())));
        refused(
                "certificate_forged",
                signed.by(
                        forger,
                        List.of(
                                forger.certificate(),
                                scene.publisher.authority().certificate())));
    }

    @Test
    void publisherWhoIsVouchedFor_doesNotLeaveItsNameSpaceThisWay() throws Exception {
        refused("namespace_foreign", signed.edited("\"id\":\"net.chingtech.hello\"", "\"id\":\"org.example.notes\""));
        refused("publisher_mismatch", signed.edited("\"publisher\":\"Ching Tech\"", "\"publisher\":\"Example\""));
        assertThat(scene.verifier().unvouched(signed.envelope()).publisher().authority())
                .as("and gains nothing by it")
                .isNull();
    }

    @Test
    void datesCount() throws Exception {
        TestPublisher unknown = scene.publisher;
        Path nobody = folder.resolve("nobody");
        Verifier trustsNobody = Verifiers.create(LiveAnchors.of(nobody), TestPublisher.CLOCK);

        assertThat(trustsNobody.unvouched(signed.envelope()).publisher().keyId())
                .isEqualTo(unknown.key().keyId());
        assertRefused("published_in_future", () -> trustsNobody.unvouched(signed.at(NOW.plus(Duration.ofDays(1)))));
        assertRefused("certificate_expired", () -> trustsNobody.unvouched(signed.at(NOW.minus(Duration.ofDays(30)))));
    }

    @Test
    void nameThatIsNone_orTimeThatCannotBe_isRefused() {
        Verifier trustsNobody = Verifiers.create(LiveAnchors.of(folder.resolve("nobody")), TestPublisher.CLOCK);
        String name = "\"publisher\":\"Ching Tech";

        for (String more : List.of("\\n\\nNothing below needs a look", "\\u202e", "x".repeat(100))) {
            assertRefused(
                    "statement_invalid", () -> trustsNobody.unvouched(signed.edited(name + "\"", name + more + "\"")));
        }
        assertRefused("statement_invalid", () -> trustsNobody.unvouched(signed.at(Instant.MIN)));
        assertRefused("statement_invalid", () -> scene.verifier().statement(signed.at(Instant.MIN)));
        assertRefused("statement_invalid", () -> scene.verifier().statement(signed.at(Instant.MAX)));
    }

    @Test
    void certificateThatIsNotForCode_orWeak_isRefused() throws Exception {
        OddCertificates root = OddCertificates.root("Nobody");
        OddCertificates middle = root.issue("RSA", 1024, "Ed25519", "Middle", OddCertificates::authority);
        OddCertificates leaf = middle.issue("Ed25519", 0, "SHA256withRSA", "Stranger", OddCertificates::lawful);

        refused("certificate_unfit", root.envelope(signed.payloadOf(root), List.of(root.certificate())));
        refused(
                "certificate_weak",
                leaf.envelope(signed.payloadOf(leaf), List.of(leaf.certificate(), middle.certificate())));
    }

    private void refused(String code, Envelope envelope) {
        assertRefused(code, () -> scene.verifier().unvouched(envelope));
    }
}
