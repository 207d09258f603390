package net.chingtech.ctos.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;

/** A release that our own tools would not sign, by a publisher who is vouched for. */
final class OddRelease {

    private OddRelease() {}

    /** Signed by the JDK alone, which does not look into it. */
    static BadCase.Proof of(Scene scene, JarEdit jar) throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(scene.authorities());
        OddCertificates leaf = root.issue("Ed25519", 0, "Ed25519", "Ching Tech", OddCertificates::lawful);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path plain = Files.write(scene.file("odd.jar"), jar.bytes());
        try (ZipFile zip = new ZipFile(plain.toFile())) {
            new JarSigner.Builder(
                            leaf.pair().getPrivate(),
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf.certificate())))
                    .signerName("CTOS")
                    .digestAlgorithm("SHA-256")
                    .build()
                    .sign(zip, out);
        }
        Path file = Files.write(scene.file("odd-signed.jar"), out.toByteArray());
        ReleaseStatement good = scene.release(Scene.skill()).statement();
        String payload = new String(good.write(), StandardCharsets.UTF_8)
                .replace(good.keyId(), leaf.keyId())
                .replace(good.artifact().sha256(), Digests.sha256Hex(out.toByteArray()))
                .replace("\"size\":" + good.artifact().size(), "\"size\":" + out.size());
        Envelope envelope = leaf.envelope(payload.getBytes(StandardCharsets.UTF_8), List.of(leaf.certificate()));
        Verifier verifier = scene.verifier();
        return () -> verifier.artifact(file, verifier.statement(envelope));
    }
}
