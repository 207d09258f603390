package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.launcher.container.FirstStart;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.PublicKeyFile;
import net.chingtech.ctos.sign.ReleaseSigner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotateCommandTest {

    @TempDir
    private Path folder;

    private Typed ctos;

    @BeforeEach
    void home() {
        ctos = new Typed(folder.resolve("home"));
    }

    @Test
    void the_old_key_signs_that_another_follows() throws Exception {
        new FirstStart(new Home(ctos.home), Clock.systemUTC(), new SecureRandom()).complete();
        publisher("ada");
        publisher("next");
        assertThat(ctos.run(
                        "authority",
                        "issue",
                        "--authority",
                        "community",
                        "--key-file",
                        path("ada/public.pem"),
                        "--publisher",
                        "Ada",
                        "--namespace",
                        "org.ada",
                        "--tier",
                        "community",
                        "--out",
                        path("ada.cert.pem")))
                .isZero();

        assertThat(ctos.run(
                        "rotate",
                        "--key",
                        path("ada/key.pem"),
                        "--cert",
                        path("ada.cert.pem"),
                        "--to",
                        path("next/public.pem"),
                        "--out",
                        path("rotation.json")))
                .isZero();

        Notice rotation = Signed.notice(folder, "rotation.json", "ada.cert.pem");
        assertThat(rotation.kind()).isEqualTo(Notice.Kind.ROTATION);
        assertThat(rotation.publisher()).isEqualTo("Ada");
        assertThat(rotation.newKeyId())
                .isEqualTo(PublicKeyFile.keyId(PublicKeyFile.read(folder.resolve("next/public.pem"))));
        assertThat(Envelope.read(Files.readAllBytes(folder.resolve("rotation.json")))
                        .signatures()
                        .get(0)
                        .certificateChain())
                .as("the certificate of the old key")
                .hasSize(1);
    }

    @Test
    void a_publisher_of_the_home_rotates_in_one_step_and_signs_with_the_new_key_from_then_on() throws Exception {
        new FirstStart(new Home(ctos.home), Clock.systemUTC(), new SecureRandom()).complete();
        Path certificate = ctos.home.resolve("keys/publishers/example-org/certificate.pem");
        Files.copy(certificate, folder.resolve("old.pem"));

        assertThat(ctos.run("rotate", "--publisher", "Example Org", "--out", path("rotation.json"), "--no-passphrase"))
                .isZero();

        Notice rotation = Signed.notice(folder, "rotation.json", "old.pem");
        X509Certificate now = Certificates.read(certificate).get(0);
        assertThat(rotation.newKeyId()).isEqualTo(PublicKeyFile.keyId(now.getPublicKey()));
        assertThat(ReleaseSigner.claimOf(now))
                .isEqualTo(new PublisherClaim("Example Org", Tier.COMMUNITY, List.of("org.example")));
    }

    private void publisher(String name) {
        assertThat(ctos.run("keygen", "--out", path(name + "/key.pem"), "--no-passphrase"))
                .isZero();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
