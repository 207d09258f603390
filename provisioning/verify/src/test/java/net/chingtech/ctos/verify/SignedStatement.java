package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;

/** A good statement of the scene's publisher, and ways to make it say something else. */
final class SignedStatement {

    private final Scene scene;
    private final Envelope envelope;

    SignedStatement(Scene scene) {
        this.scene = scene;
        this.envelope = scene.release(Scene.skill()).envelope();
    }

    Envelope envelope() {
        return envelope;
    }

    byte[] payloadOf(OddCertificates signer) {
        return new String(envelope.payload(), StandardCharsets.UTF_8)
                .replace(scene.publisher.key().keyId(), signer.keyId())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The good statement with other words in it, signed rightly. */
    Envelope edited(String from, String to) {
        String text = new String(envelope.payload(), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        byte[] payload = text.replace(from, to).getBytes(StandardCharsets.UTF_8);
        byte[] sig = scene.publisher.key().sign(Envelope.preAuthenticationEncoding(Envelope.RELEASE, payload));
        return new Envelope(
                Envelope.RELEASE,
                payload,
                List.of(new Envelope.Signature(
                        signature().keyid(), sig, signature().certificateChain())));
    }

    Envelope at(Instant time) {
        return edited("\"published_at\":\"" + NOW + "\"", "\"published_at\":\"" + time + "\"");
    }

    Envelope by(TestPublisher publisher, List<X509Certificate> chain) {
        try {
            ReleaseStatement statement = publisher
                    .sign(
                            TestSkill.of("net.chingtech.hello", "1.0.0").jar(scene.file("by.jar")),
                            scene.file("by-signed.jar"))
                    .statement();
            return new ReleaseSigner(publisher.key(), chain, TestPublisher.CLOCK).envelope(statement);
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    Envelope.Signature signature() {
        return envelope.signatures().get(0);
    }

    Envelope signedBy(String keyId, byte[] sig, List<byte[]> chain) {
        return new Envelope(
                envelope.payloadType(),
                envelope.payload(),
                List.of(new Envelope.Signature(keyId, sig, new ArrayList<>(chain))));
    }
}
