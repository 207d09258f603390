package net.chingtech.ctos.verify;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.Stage;
import net.chingtech.ctos.verify.internal.jar.JarCheck;
import net.chingtech.ctos.verify.internal.statement.Anchor;
import net.chingtech.ctos.verify.internal.statement.Names;
import net.chingtech.ctos.verify.internal.statement.NoticeCheck;
import net.chingtech.ctos.verify.internal.statement.StatementCheck;

/** Hands on to the series of checks, and turns a refusal into what callers see. */
final class DefaultVerifier implements Verifier {

    private final Supplier<TrustAnchors> anchors;
    private final Clock clock;
    private final JarCheck jars = new JarCheck();

    DefaultVerifier(Supplier<TrustAnchors> anchors, Clock clock) {
        this.anchors = anchors;
        this.clock = clock;
    }

    @Override
    public VerifiedStatement statement(Envelope envelope) throws VerificationFailed {
        StatementCheck check = new StatementCheck(anchors.get().anchors(), clock);
        try {
            StatementCheck.Proven proven = check.check(envelope);
            PublisherClaim claim = proven.publisher();
            return new VerifiedStatement(
                    proven.statement(),
                    new Publisher(
                            claim.publisher(),
                            claim.tier(),
                            claim.namespaces(),
                            proven.statement().keyId(),
                            authority(proven.authority())),
                    true);
        } catch (Refused e) {
            throw failed(e);
        }
    }

    @Override
    public VerifiedStatement unvouched(Envelope envelope) throws VerificationFailed {
        StatementCheck check = new StatementCheck(anchors.get().anchors(), clock);
        try {
            ReleaseStatement statement = check.checkUnvouched(envelope).statement();
            return new VerifiedStatement(
                    statement,
                    new Publisher(
                            statement.publisher(),
                            envelope.isSigned() ? Tier.COMMUNITY : Tier.LEGACY,
                            List.of(),
                            statement.keyId(),
                            null),
                    envelope.isSigned());
        } catch (Refused e) {
            throw failed(e);
        }
    }

    @Override
    public VerifiedNotice notice(Envelope envelope) throws VerificationFailed {
        NoticeCheck check = new NoticeCheck(anchors.get().anchors());
        try {
            NoticeCheck.Proven proven = Stage.NOTICE.of(() -> check.check(envelope));
            Anchor signer = proven.authority();
            return new VerifiedNotice(
                    proven.notice(),
                    proven.signedBy(),
                    signer == null ? null : authority(signer),
                    signer != null && signer.highest() == Tier.OFFICIAL);
        } catch (Refused e) {
            throw failed(e);
        }
    }

    @Override
    public VerifiedArtifact artifact(Path jar, VerifiedStatement statement) throws VerificationFailed {
        try {
            SkillManifest manifest = jars.check(jar, statement.statement(), statement.signed());
            return new VerifiedArtifact(statement, manifest);
        } catch (Refused e) {
            throw failed(e);
        }
    }

    private static VerificationFailed failed(Refused e) {
        return new VerificationFailed(
                e.problem(), e.stage() == null ? null : e.stage().wire(), e);
    }

    private static Publisher.Authority authority(Anchor root) {
        return new Publisher.Authority(Names.of(root.certificate()), root.keyId());
    }
}
