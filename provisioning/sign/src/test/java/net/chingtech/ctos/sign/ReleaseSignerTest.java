package net.chingtech.ctos.sign;

import static net.chingtech.ctos.sign.TestPublisher.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.Tier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseSignerTest {

    @TempDir
    Path folder;

    private final TestPublisher publisher = TestPublisher.of("Ching Tech", Tier.OFFICIAL, "net.chingtech");

    @Test
    void skillJar_isSignedWhole_byOneSigner() throws Exception {
        SignedRelease release = publisher.sign(skill().jar(folder.resolve("in.jar")), folder.resolve("out.jar"));

        try (JarFile jar = new JarFile(release.jar().toFile(), true)) {
            List<JarEntry> entries = Collections.list(jar.entries());
            assertThat(entries.get(0).getName()).isEqualTo("META-INF/MANIFEST.MF");
            assertThat(entries).noneMatch(JarEntry::isDirectory);
            for (JarEntry entry : entries.subList(3, entries.size())) {
                try (InputStream in = jar.getInputStream(entry)) {
                    in.readAllBytes();
                }
                assertThat(entry.getCodeSigners()).as(entry.getName()).hasSize(1);
            }
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.{plain,signed}-*");
    }

    @Test
    void statement_saysWhatTheJarIs_andIsSignedByTheSameKey() throws Exception {
        SignedRelease release = publisher.sign(skill().jar(folder.resolve("in.jar")), folder.resolve("out.jar"));

        byte[] jar = Files.readAllBytes(release.jar());
        Envelope envelope = Envelope.read(release.envelope().write());
        ReleaseStatement statement = ReleaseStatement.read(envelope.payload());
        assertThat(statement).isEqualTo(release.statement());
        assertThat(statement.artifact()).isEqualTo(new ReleaseStatement.Artifact(Digests.sha256Hex(jar), jar.length));
        assertThat(statement.publisher()).isEqualTo("Ching Tech");
        assertThat(statement.keyId()).isEqualTo(publisher.key().keyId());
        assertThat(statement.capabilities())
                .containsExactly("ctos.skill;ctos.skill=\"net.chingtech.hello\";version:Version=\"1.0.0\"");
        assertThat(statement.requirements()).hasSize(2);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(publisher.key().publicKey());
        signature.update(envelope.preAuthenticationEncoding());
        assertThat(signature.verify(envelope.signatures().get(0).sig())).isTrue();
    }

    @Test
    void signedJar_isNotSignedAgain() {
        Path signed = publisher
                .sign(skill().jar(folder.resolve("in.jar")), folder.resolve("out.jar"))
                .jar();

        assertRefused("jar_already_signed", () -> publisher.signer().sign(signed, folder.resolve("twice.jar")));
    }

    @Test
    void foreignNamespace_isRefused_andLeavesNothing() {
        Path jar = TestSkill.of("org.example.notes", "1.0.0").jar(folder.resolve("in.jar"));

        assertRefused("namespace_foreign", () -> publisher.signer().sign(jar, folder.resolve("out.jar")));
        assertThat(folder.resolve("out.jar")).doesNotExist();
    }

    @Test
    void unknownPermission_isRefused_withItsPath() {
        Path jar = skill().json("permissions", List.of("everything")).jar(folder.resolve("in.jar"));

        SigningFailed failed =
                assertRefused("permission_unknown", () -> publisher.signer().sign(jar, folder.resolve("out.jar")));
        assertThat(failed.problem().more()).singleElement().asString().startsWith("$.permissions[0]");
    }

    @Test
    void headersThatDisagreeWithTheManifest_areRefused() {
        Path jar = skill().header("Bundle-Version", "1.0.1").jar(folder.resolve("in.jar"));

        assertRefused("manifest_mismatch", () -> publisher.signer().sign(jar, folder.resolve("out.jar")));
    }

    @Test
    void jarWithoutManifestJson_isNoSkill() {
        Path jar = folder.resolve("in.jar");
        skill().json("id", null)
                .json("version", null)
                .json("name", null)
                .json("summary", null)
                .json("author", null)
                .json("license", null)
                .jar(jar);

        assertRefused("manifest_missing", () -> publisher.signer().sign(jar, folder.resolve("out.jar")));
    }

    @Test
    void fileThatIsNoJar_isRefused() throws Exception {
        Path jar = Files.writeString(folder.resolve("in.jar"), "not a JAR");

        assertRefused("jar_unreadable", () -> publisher.signer().sign(jar, folder.resolve("out.jar")));
    }

    @Test
    void certificateOfAnotherKey_isRefused() {
        assertRefused(
                "key_mismatch",
                () -> new ReleaseSigner(SigningKey.generate(), List.of(publisher.certificate()), CLOCK));
    }

    @Test
    void certificateWithoutPublisher_isRefused() {
        Authority root = publisher.authority();

        assertRefused("certificate_unfit", () -> new ReleaseSigner(root.key(), List.of(root.certificate()), CLOCK));
    }

    @Test
    void expiredCertificate_signsNothing() throws Exception {
        ReleaseSigner late = new ReleaseSigner(
                publisher.key(), List.of(publisher.certificate()), java.time.Clock.offset(CLOCK, Duration.ofDays(800)));

        assertRefused(
                "certificate_expired",
                () -> late.sign(skill().jar(folder.resolve("in.jar")), folder.resolve("out.jar")));
    }

    private static TestSkill skill() {
        return TestSkill.of("net.chingtech.hello", "1.0.0");
    }

    private static SigningFailed assertRefused(String code, ThrowingCallable action) {
        SigningFailed failed = catchThrowableOfType(SigningFailed.class, action);
        assertThat(failed).as("refused with " + code).isNotNull();
        assertThat(failed.problem().code()).isEqualTo(code);
        assertThat(failed.problem().nextStep()).isNotBlank();
        return failed;
    }
}
