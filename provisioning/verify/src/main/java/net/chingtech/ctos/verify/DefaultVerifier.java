package net.chingtech.ctos.verify;

import java.nio.file.Path;
import java.time.Clock;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.jar.JarCheck;
import net.chingtech.ctos.verify.internal.statement.StatementCheck;

/** Hands on to the two series of checks, and turns a refusal into what callers see. */
final class DefaultVerifier implements Verifier {

    private final StatementCheck statements;
    private final JarCheck jars = new JarCheck();

    DefaultVerifier(TrustAnchors anchors, Clock clock) {
        this.statements = new StatementCheck(anchors.anchors(), clock);
    }

    @Override
    public VerifiedStatement statement(Envelope envelope) throws VerificationFailed {
        try {
            StatementCheck.Proven proven = statements.check(envelope);
            PublisherClaim claim = proven.publisher();
            return new VerifiedStatement(
                    proven.statement(),
                    new Publisher(
                            claim.publisher(),
                            claim.tier(),
                            claim.namespaces(),
                            proven.statement().keyId()));
        } catch (Refused e) {
            throw new VerificationFailed(e.problem(), e);
        }
    }

    @Override
    public VerifiedArtifact artifact(Path jar, VerifiedStatement statement) throws VerificationFailed {
        try {
            SkillManifest manifest = jars.check(jar, statement.statement());
            return new VerifiedArtifact(statement, manifest);
        } catch (Refused e) {
            throw new VerificationFailed(e.problem(), e);
        }
    }
}
