package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.launcher.container.FirstStart;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.PublicKeyFile;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher and an authority, each with nothing but what the other handed over. */
class AuthorityCommandsTest {

    @TempDir
    private Path folder;

    private Typed ctos;
    private String passphrase;

    @BeforeEach
    void passphrase() throws Exception {
        ctos = new Typed(folder.resolve("home"));
        SafeFiles.writeSecret(folder.resolve("passphrase"), "correct horse\n".getBytes());
        passphrase = folder.resolve("passphrase").toString();
    }

    @Test
    void a_key_is_encrypted_unless_that_is_declined_and_its_public_half_lies_beside_it() throws Exception {
        assertThat(ctos.run("keygen", "--out", path("a/key.pem"))).isEqualTo(1);
        assertThat(ctos.err).contains("(passphrase_needed)").contains("--no-passphrase");
        assertThat(folder.resolve("a")).doesNotExist();

        assertThat(ctos.run("keygen", "--out", path("a/key.pem"), "--passphrase-file", passphrase))
                .isZero();
        assertThat(SigningKey.isEncrypted(folder.resolve("a/key.pem"))).isTrue();
        assertThat(rights("a/key.pem")).isEqualTo("rw-------");
        assertThat(ctos.out)
                .contains(PublicKeyFile.keyId(PublicKeyFile.read(folder.resolve("a/public.pem"))))
                .doesNotContain("horse");

        assertThat(ctos.run("keygen", "--out", path("b/key.pem"), "--no-passphrase"))
                .isZero();
        assertThat(SigningKey.isEncrypted(folder.resolve("b/key.pem"))).isFalse();
        assertThat(ctos.run("keygen", "--out", path("b/other.pem"), "--no-passphrase"))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(key_exists)");
    }

    @Test
    void an_authority_issues_a_certificate_for_a_public_key() throws Exception {
        authority("root", "community");
        publisher("ada");

        assertThat(issue("root", "ada", "verified", "--days", "30", "--passphrase-file", passphrase))
                .isZero();

        X509Certificate certificate =
                Certificates.read(folder.resolve("ada.cert.pem")).get(0);
        certificate.verify(
                Certificates.read(folder.resolve("root/certificate.pem")).get(0).getPublicKey());
        assertThat(certificate.getPublicKey()).isEqualTo(PublicKeyFile.read(folder.resolve("ada/public.pem")));
        assertThat(ReleaseSigner.claimOf(certificate))
                .isEqualTo(new PublisherClaim("Ada", Tier.VERIFIED, List.of("org.ada")));
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(30));
        assertThat(rights("root/key.pem")).isEqualTo("rw-------");
        assertThat(rights("root")).isEqualTo("rwx------");
    }

    @Test
    void a_community_authority_issues_nothing_official_and_a_private_key_is_not_taken() throws Exception {
        authority("root", "community");
        publisher("ada");

        assertThat(issue("root", "ada", "official", "--passphrase-file", passphrase))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(tier_not_ours)");
        assertThat(issue("root", "ada", "community")).isEqualTo(1);
        assertThat(ctos.err).contains("(passphrase_needed)");
        Files.copy(folder.resolve("ada/key.pem"), folder.resolve("leaked.pem"));
        assertThat(ctos.run(
                        "authority",
                        "issue",
                        "--authority",
                        path("root"),
                        "--key-file",
                        path("leaked.pem"),
                        "--publisher",
                        "Ada",
                        "--namespace",
                        "org.ada",
                        "--tier",
                        "community",
                        "--out",
                        path("ada.cert.pem")))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(public_key_invalid)");
        assertThat(folder.resolve("ada.cert.pem")).doesNotExist();
    }

    @Test
    void a_lost_key_is_replaced_and_a_stolen_one_revoked_by_the_authority() throws Exception {
        authority("root", "official");
        publisher("ada");
        String lost = "ab".repeat(32);

        assertThat(issue(
                        "root",
                        "ada",
                        "official",
                        "--replaces",
                        "sha256:" + lost,
                        "--reason",
                        "Lost with a laptop.",
                        "--passphrase-file",
                        passphrase))
                .isZero();
        Notice replacement = Signed.notice(folder, "ada.cert.pem.notice.json", "root/certificate.pem");
        assertThat(replacement.kind()).isEqualTo(Notice.Kind.REPLACEMENT);
        assertThat(replacement.keyId()).isEqualTo(lost);
        assertThat(replacement.newKeyId())
                .isEqualTo(PublicKeyFile.keyId(PublicKeyFile.read(folder.resolve("ada/public.pem"))));
        assertThat(ctos.out).contains("./ctos publish --notice");

        assertThat(ctos.run(
                        "authority",
                        "revoke",
                        "--authority",
                        path("root"),
                        "--key-id",
                        lost,
                        "--publisher",
                        "Ada",
                        "--since",
                        "2026-03-01T10:00:00Z",
                        "--reason",
                        "Stolen.",
                        "--out",
                        path("revoked.json"),
                        "--passphrase-file",
                        passphrase))
                .isZero();
        Notice revocation = Signed.notice(folder, "revoked.json", "root/certificate.pem");
        assertThat(revocation.kind()).isEqualTo(Notice.Kind.REVOCATION);
        assertThat(revocation.since()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(revocation.reason()).isEqualTo("Stolen.");
    }

    @Test
    void the_authorities_of_a_home_can_be_named() throws Exception {
        new FirstStart(new Home(ctos.home), Clock.systemUTC(), new SecureRandom()).complete();
        publisher("ada");

        assertThat(issue("community", "ada", "verified")).isZero();
        Certificates.read(folder.resolve("ada.cert.pem"))
                .get(0)
                .verify(Certificates.read(ctos.home.resolve("trust/authorities/community/local.pem"))
                        .get(0)
                        .getPublicKey());
        Files.delete(folder.resolve("ada.cert.pem"));
        assertThat(issue("community", "ada", "official")).isEqualTo(1);
        assertThat(ctos.err).contains("(tier_not_ours)");
        assertThat(issue("official", "ada", "official")).isZero();
    }

    @Test
    void an_authority_is_not_made_where_a_container_or_a_hub_lives() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(new Home(home).file(), "{}");
        Files.createSymbolicLink(folder.resolve("aside"), Files.createDirectories(home.resolve("hub")));

        for (String out : List.of("home/root", "aside/vault/root")) {
            assertThat(ctos.run("keygen", "--authority", "Root", "--out", path(out), "--passphrase-file", passphrase))
                    .isEqualTo(1);
            assertThat(ctos.err).contains("(authority_in_home)");
            assertThat(folder.resolve(out)).doesNotExist();
        }
    }

    @Test
    void wrong_usage_exits_2() {
        assertThat(ctos.run("keygen")).isEqualTo(2);
        assertThat(ctos.run("keygen", "--publisher", "Ada")).isEqualTo(2);
        assertThat(ctos.run("keygen", "--authority", "Root")).isEqualTo(2);
        assertThat(ctos.run(
                        "keygen", "--authority", "Root", "--out", path("r"), "--tier", "verified", "--no-passphrase"))
                .isEqualTo(2);
        assertThat(ctos.run("authority")).isEqualTo(2);
        assertThat(issue("root", "ada", "golden")).isEqualTo(2);
        assertThat(issue("root", "ada", "community", "--replaces", "ab".repeat(32)))
                .isEqualTo(2);
        assertThat(issue("root", "ada", "community", "--replaces", "ab", "--reason", "x"))
                .isEqualTo(2);
        assertThat(ctos.run("rotate", "--key", path("k"), "--out", path("n"))).isEqualTo(2);
    }

    private void authority(String name, String tier) throws Exception {
        assertThat(ctos.run(
                        "keygen",
                        "--authority",
                        "Root of " + name,
                        "--out",
                        path(name),
                        "--tier",
                        tier,
                        "--passphrase-file",
                        passphrase,
                        "--json"))
                .isZero();
        assertThat(Json.readTree(ctos.out.getBytes()).path("fingerprint").asText())
                .isEqualTo("sha256:"
                        + PublicKeyFile.keyId(Certificates.read(folder.resolve(name + "/certificate.pem"))
                                .get(0)
                                .getPublicKey()));
    }

    private void publisher(String name) {
        assertThat(ctos.run("keygen", "--out", path(name + "/key.pem"), "--no-passphrase"))
                .isZero();
    }

    private int issue(String authority, String publisher, String tier, String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "authority",
                "issue",
                "--authority",
                authority.equals("root") ? path(authority) : authority,
                "--key-file",
                path(publisher + "/public.pem"),
                "--publisher",
                "Ada",
                "--namespace",
                "org.ada",
                "--tier",
                tier,
                "--out",
                path(publisher + ".cert.pem")));
        arguments.addAll(List.of(more));
        return ctos.run(arguments.toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String rights(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
