package net.chingtech.ctos.provisioning.agent.transaction;

import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.store.Entry;

/** Takes the version that lies on disk, the one before or the installed one, when it still is what it was. */
final class TakeKeptStep implements Step {

    private final World world;
    private final Work work;

    TakeKeptStep(World world, Work work) {
        this.world = world;
        this.work = work;
    }

    @Override
    public String words() {
        return "Check " + work.words() + " on disk";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        try {
            Entry before = work.part().before();
            boolean same = work.item().kind() == Plan.Kind.RESTART;
            work.staged(world.artifacts().staged(work.id(), same ? before.current() : before.previous()));
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        }
    }

    @Override
    public void undo(TransactionContext context) {
        work.staged(null);
    }
}
