package net.chingtech.ctos.provisioning.agent.transaction;

import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.store.Entry;

/** Takes the version that lies on disk, the one before or the installed one, when it still is what it was. */
final class TakeKeptStep extends WorkStep {

    TakeKeptStep(World world, Work work) {
        super(Act.TAKE, world, work);
    }

    @Override
    public String words() {
        return "Check " + work.words() + " on disk";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        try {
            Entry before = work.part().before();
            boolean back = work.kind() == ItemKind.ROLLBACK;
            Entry kept = work.part().returns() == null
                    ? before
                    : work.part().returns().legacy();
            work.staged(world.artifacts()
                    .staged(work.id(), back ? work.part().past().release() : kept.current()));
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        }
    }

    @Override
    public void undo(TransactionContext context) {
        work.staged(null);
    }
}
