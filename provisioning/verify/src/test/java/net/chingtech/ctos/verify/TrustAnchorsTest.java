package net.chingtech.ctos.verify;

import static net.chingtech.ctos.verify.Scene.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of trusted authorities. */
class TrustAnchorsTest {

    @TempDir
    Path folder;

    private Scene scene;
    private Envelope good;

    @BeforeEach
    void signOne() {
        scene = new Scene(folder);
        good = new SignedStatement(scene).envelope();
    }

    @Test
    void badAuthorityFile_isNamed_andNobodyIsTrusted() throws Exception {
        Files.writeString(scene.authorities().resolve("official/broken.pem"), "nonsense");

        VerificationFailed failed = assertRefused("authority_invalid", () -> TrustAnchors.load(scene.authorities()));
        assertThat(failed.problem().detail()).contains("broken.pem");
    }

    @Test
    void certificateThatIsNoRoot_isNoAuthority() throws Exception {
        Files.write(
                scene.authorities().resolve("official/leaf.pem"),
                Certificates.pem(List.of(scene.publisher.certificate())));

        assertRefused("authority_invalid", () -> TrustAnchors.load(scene.authorities()));
    }

    @Test
    void missingFolder_trustsNobody() throws Exception {
        assertThat(TrustAnchors.load(folder.resolve("nowhere")).isEmpty()).isTrue();
        assertRefused("publisher_unknown", () -> Verifiers.create(TrustAnchors.none(), TestPublisher.CLOCK)
                .statement(good));
    }
}
