package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.PublicKeyFile;

/** Notices that commands wrote. */
final class Signed {

    private Signed() {}

    /** The notice in a file, once its signature is that of a certificate's key. */
    static Notice notice(Path folder, String notice, String certificate) throws Exception {
        Envelope envelope = Envelope.read(Files.readAllBytes(folder.resolve(notice)));
        var key = Certificates.read(folder.resolve(certificate)).get(0).getPublicKey();
        assertThat(envelope.payloadType()).isEqualTo(Notice.PAYLOAD_TYPE);
        assertThat(envelope.signatures().get(0).keyid()).isEqualTo(PublicKeyFile.keyId(key));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(envelope.preAuthenticationEncoding());
        assertThat(verifier.verify(envelope.signatures().get(0).sig())).isTrue();
        return Notice.read(envelope.payload());
    }
}
