package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.Objects;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedArtifact;

/** Proves the JAR before anything of it is believed, and that it is what was shown to the administrator. */
final class VerifyStep extends WorkStep {

    VerifyStep(World world, Work work) {
        super(Act.VERIFY, world, work);
    }

    @Override
    public String words() {
        return "Verify " + work.words();
    }

    @Override
    public long weight() {
        return SMALL + work.item().size() / 10;
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        VerifiedArtifact proven;
        try {
            proven = world.verifier().artifact(work.fetched(), work.part().statement());
        } catch (VerificationFailed e) {
            throw StepFailed.of(e);
        }
        SkillManifest real = proven.manifest();
        SkillManifest shown = work.part().release().info().manifest();
        // The plan was written from what the source showed; what decided there must be true.
        boolean same = real.name().equals(shown.name())
                && Objects.equals(real.releaseNotes(), shown.releaseNotes())
                && real.sideBySide() == shown.sideBySide()
                && real.migrations().equals(shown.migrations());
        if (!same) {
            throw new StepFailed(
                    new Problem(
                            422,
                            "manifest_mismatch",
                            "The manifest inside " + work.words() + " is not the one that its source shows.",
                            "Do not install it; tell whoever runs "
                                    + work.item().source() + "."),
                    null);
        }
        world.cache().put(work.fetched(), work.item().sha256());
        work.staged(new StagedSkill(
                real,
                work.item().sha256(),
                world.folders().artifact(work.id(), work.to()),
                work.item().tier()));
    }

    @Override
    public void undo(TransactionContext context) {
        work.staged(null);
    }
}
