package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static net.chingtech.ctos.verify.Stage.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that were changed, or that say more than their signer may. */
class BadEnvelopeTest {

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
        byte[] sig = signed.signature().sig().clone();
        sig[5] ^= 1;

        refused(
                "signature_wrong",
                signed.signedBy(
                        signed.signature().keyid(), sig, signed.signature().certificateChain()));
        refused(
                "signature_wrong",
                signed.signedBy(
                        signed.signature().keyid(),
                        new byte[3],
                        signed.signature().certificateChain()));
    }

    @Test
    void twoSignatures_areRefused() {
        refused(
                "statement_invalid",
                new Envelope(good.payloadType(), good.payload(), List.of(signed.signature(), signed.signature())));
    }

    @Test
    void otherKeyId_isRefused() {
        refused(
                "key_mismatch",
                signed.signedBy(
                        "0".repeat(64),
                        signed.signature().sig(),
                        signed.signature().certificateChain()));
    }

    @Test
    void statementThatNamesAnotherKey_isRefused() {
        refused(
                "key_mismatch",
                signed.edited("\"key_id\":\"" + stage.publisher.key().keyId(), "\"key_id\":\"" + "0".repeat(64)));
    }

    @Test
    void unknownPermission_isRefusedWithItsPlaceAndTheNearestKnown() throws Exception {
        VerificationFailed failed = Stage.assertRefused("permission_unknown", () -> stage.verifier()
                .statement(signed.edited("\"permissions\":[]", "\"permissions\":[\"db:raed:sales\"]")));

        assertThat(failed.problem().more())
                .singleElement()
                .asString()
                .contains("$.permissions[0]", "\"db:raed:sales\"", "did you mean db:read:sales?");
    }

    @Test
    void noCertificates_areRefused() {
        refused(
                "certificate_malformed",
                signed.signedBy(signed.signature().keyid(), signed.signature().sig(), List.of()));
    }

    @Test
    void bytesAfterACertificate_areRefused() {
        byte[] der = signed.signature().certificateChain().get(0);
        byte[] longer = java.util.Arrays.copyOf(der, der.length + 1);

        refused(
                "certificate_malformed",
                signed.signedBy(signed.signature().keyid(), signed.signature().sig(), List.of(longer)));
        refused(
                "certificate_malformed",
                signed.signedBy(signed.signature().keyid(), signed.signature().sig(), List.of(new byte[] {1})));
    }

    @Test
    void payloadThatIsNoStatement_isRefused() throws Exception {
        OddCertificates root = OddCertificates.root("Odd");

        refused("statement_invalid", root.envelope("{}".getBytes(StandardCharsets.UTF_8), List.of(root.certificate())));
    }

    @Test
    void signedInTheFuture_isRefused_butClocksMayDifferALittle() throws Exception {
        refused("published_in_future", signed.at(NOW.plus(Duration.ofMinutes(10))));
        assertThat(stage.verifier().statement(signed.at(NOW.plus(Duration.ofMinutes(4)))))
                .isNotNull();
    }

    @Test
    void otherPublishersName_isRefused() {
        refused("publisher_mismatch", signed.edited("\"publisher\":\"Ching Tech\"", "\"publisher\":\"Example\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.example.notes", "net.chingtechnology.hello", "net.chingtec.h"})
    void foreignNamespace_isRefused(String id) {
        refused("namespace_foreign", signed.edited("\"id\":\"net.chingtech.hello\"", "\"id\":\"" + id + "\""));
    }

    private VerificationFailed refused(String code, Envelope envelope) {
        return assertRefused(code, () -> stage.verifier().statement(envelope));
    }
}
