package net.chingtech.ctos.provisioning.agent.transaction;

import net.chingtech.ctos.provisioning.ProvisioningException;

/** Takes the version that was kept on disk, when it still is what it was. */
final class TakeKeptStep implements Step {

    private final World world;
    private final Work work;

    TakeKeptStep(World world, Work work) {
        this.world = world;
        this.work = work;
    }

    @Override
    public String words() {
        return "Check the kept version " + work.words();
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        try {
            work.staged(world.artifacts().staged(work.id(), work.part().before().previous()));
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        }
    }

    @Override
    public void undo(TransactionContext context) {
        work.staged(null);
    }
}
