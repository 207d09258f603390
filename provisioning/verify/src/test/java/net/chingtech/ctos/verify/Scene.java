package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestLegacy;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A folder with one trusted official publisher, and the ways of a release through the verifier. */
final class Scene {

    final TestPublisher publisher = TestPublisher.of("Ching Tech", Tier.OFFICIAL, "net.chingtech");
    private final Path folder;

    Scene(Path folder) {
        this.folder = folder;
        publisher.trustedIn(authorities(), "official");
    }

    static TestSkill skill() {
        return TestSkill.of("net.chingtech.hello", "1.0.0");
    }

    Path authorities() {
        return folder.resolve("authorities");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Verifier verifier() {
        try {
            return Verifiers.create(TrustAnchors.load(authorities()), CLOCK);
        } catch (VerificationFailed e) {
            throw new IllegalStateException(e);
        }
    }

    SignedRelease release(TestSkill skill) {
        return publisher.sign(skill.jar(file("plain.jar")), file("signed.jar"));
    }

    VerifiedArtifact verify(SignedRelease release) throws VerificationFailed {
        Verifier verifier = verifier();
        return verifier.artifact(release.jar(), verifier.statement(release.envelope()));
    }

    static TestSkill legacySkill() {
        return TestSkill.of("clawhub.acme.hello", "1.0.0");
    }

    /** A release of a ClawHub, that nobody signed. */
    SignedRelease legacy(TestSkill skill) {
        return TestLegacy.release(skill, file("legacy.jar"), "clawhub:main", "@acme/hello");
    }

    VerifiedArtifact verifyUnsigned(SignedRelease release) throws VerificationFailed {
        Verifier verifier = verifier();
        return verifier.artifact(release.jar(), verifier.unvouched(release.envelope()));
    }

    /** Other bytes, as if a ClawHub had given just these. */
    BadCase.Proof aboutUnsigned(byte[] jar) {
        Path file = file("bytes.jar");
        try {
            Files.write(file, jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Envelope envelope =
                Envelope.unsigned(about(legacy(legacySkill()).statement(), jar.length, Digests.sha256Hex(jar))
                        .write());
        Verifier verifier = verifier();
        return () -> verifier.artifact(file, verifier.unvouched(envelope));
    }

    /** A skill on its way through the verifier. */
    BadCase.Proof through(TestSkill skill) {
        SignedRelease release = release(skill);
        return () -> verify(release);
    }

    /** Other bytes, as if the publisher had signed a statement about just these. */
    BadCase.Proof about(byte[] jar) {
        return about(release(skill()).statement(), jar);
    }

    BadCase.Proof about(ReleaseStatement s, byte[] jar) {
        Path file = file("bytes.jar");
        try {
            Files.write(file, jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Envelope envelope = publisher.signer().envelope(about(s, jar.length, Digests.sha256Hex(jar)));
        Verifier verifier = verifier();
        return () -> verifier.artifact(file, verifier.statement(envelope));
    }

    private static ReleaseStatement about(ReleaseStatement s, long size, String sha256) {
        return new ReleaseStatement(
                s.id(),
                s.version(),
                s.channel(),
                s.publishedAt(),
                new ReleaseStatement.Artifact(sha256, size),
                s.permissions(),
                s.optionalPermissions(),
                s.dependencies(),
                s.exports(),
                s.requirements(),
                s.capabilities(),
                s.securityFix(),
                s.publisher(),
                s.keyId());
    }

    static VerificationFailed assertRefused(String code, ThrowingCallable action) {
        VerificationFailed failed = catchThrowableOfType(VerificationFailed.class, action);
        assertThat(failed).as("refused with " + code).isNotNull();
        assertThat(failed.problem().code()).as(failed.problem().toString()).isEqualTo(code);
        assertThat(failed.problem().detail()).isNotBlank();
        assertThat(failed.problem().nextStep()).isNotBlank();
        return failed;
    }
}
