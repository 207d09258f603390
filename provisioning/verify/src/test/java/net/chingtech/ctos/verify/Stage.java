package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A folder with one trusted official publisher, and the ways of a release through the verifier. */
final class Stage {

    final TestPublisher publisher = TestPublisher.of("Ching Tech", Tier.OFFICIAL, "net.chingtech");
    private final Path folder;

    Stage(Path folder) {
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

    /** Verifies other bytes as if the publisher had signed a statement about just these. */
    VerifiedArtifact verifyBytes(SignedRelease release, byte[] jar) throws VerificationFailed {
        try {
            Path file = Files.write(file("bytes.jar"), jar);
            ReleaseStatement s = release.statement();
            ReleaseStatement about = new ReleaseStatement(
                    s.id(),
                    s.version(),
                    s.channel(),
                    s.publishedAt(),
                    new ReleaseStatement.Artifact(Digests.sha256Hex(jar), jar.length),
                    s.permissions(),
                    s.optionalPermissions(),
                    s.dependencies(),
                    s.exports(),
                    s.requirements(),
                    s.capabilities(),
                    s.securityFix(),
                    s.publisher(),
                    s.keyId());
            Envelope envelope = publisher.signer().envelope(about);
            Verifier verifier = verifier();
            return verifier.artifact(file, verifier.statement(envelope));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> texts(String header) {
        try {
            return HeaderClause.parse(header).stream().map(HeaderClause::text).toList();
        } catch (FormatException e) {
            throw new IllegalArgumentException(e);
        }
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
