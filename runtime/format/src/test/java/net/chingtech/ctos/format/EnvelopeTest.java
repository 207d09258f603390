package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final String DIGEST = "ab".repeat(32);

    @Test
    void preAuthenticationEncoding_isDsses() {
        // The example of the DSSE protocol document.
        byte[] encoded = Envelope.preAuthenticationEncoding(
                "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(encoded, StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void envelope_isWrittenWithDssesKeysAndReadTheSame() throws FormatException {
        Envelope envelope = new Envelope(
                Envelope.RELEASE,
                new byte[] {1, 2, 3},
                List.of(new Envelope.Signature(DIGEST, new byte[] {4}, List.of(new byte[] {5}))));
        String json = new String(envelope.write(), StandardCharsets.UTF_8);
        assertThat(json).contains("\"payloadType\"", "\"payload\":\"AQID\"", "\"signatures\"", "\"keyid\"", "\"sig\"");
        Envelope read = Envelope.read(envelope.write());
        assertThat(read.payload()).isEqualTo(envelope.payload());
        assertThat(read.signatures().get(0).certificateChain().get(0)).isEqualTo(new byte[] {5});
    }

    @Test
    void envelopeWithoutSignature_isRefused() {
        byte[] json = "{\"payloadType\":\"x\",\"payload\":\"AQID\",\"signatures\":[]}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Envelope.read(json)).hasMessageContaining("envelope_invalid");
    }

    @Test
    void statement_isWrittenAndReadTheSame() throws FormatException {
        ReleaseStatement statement = new ReleaseStatement(
                new SkillId("net.chingtech.crm"),
                SkillVersion.of("2.0.1"),
                Channel.STABLE,
                Instant.parse("2026-01-02T03:04:05Z"),
                new ReleaseStatement.Artifact(DIGEST, 10),
                List.of(SkillPermission.parse("db:read:crm")),
                null,
                null,
                List.of("crm_customer"),
                null,
                null,
                false,
                "Ching Tech",
                DIGEST);
        assertThat(ReleaseStatement.read(statement.write())).isEqualTo(statement);
        assertThat(new String(statement.write(), StandardCharsets.UTF_8))
                .contains("\"published_at\":\"2026-01-02T03:04:05Z\"", "\"optional_permissions\":[]");
    }

    @Test
    void statementWithGaps_namesThemAll() {
        assertThatThrownBy(() -> ReleaseStatement.read("{\"id\":\"a.b\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.violations())
                        .extracting(Violation::path)
                        .contains("$.version", "$.channel", "$.published_at", "$.artifact", "$.key_id"));
    }
}
