package net.chingtech.ctos.provisioning.agent.transaction;

import net.chingtech.ctos.provisioning.agent.journal.Act;

/** Lets callers wait until the new version answers, or the old one again. */
final class HoldStep extends WorkStep {

    HoldStep(World world, Work work) {
        super(Act.HOLD, world, work);
    }

    @Override
    public String words() {
        return "Let callers of " + work.item().name() + " wait";
    }

    @Override
    public void execute(TransactionContext context) {
        work.hold(world.router().hold(work.id(), world.pace().callersWait()));
    }

    @Override
    public void undo(TransactionContext context) {
        work.letGo();
    }
}
