package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import net.chingtech.ctos.provisioning.agent.journal.Act;

/** Puts the data of the state that is gone back to into its place; what is there was copied before, and is put back by that. */
final class RestoreStep extends WorkStep {

    RestoreStep(World world, Work work) {
        super(Act.RESTORE, world, work);
    }

    @Override
    public String words() {
        return "Put back the data that " + work.words() + " left";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        work.reshapes();
        try {
            world.puttingBack().restoreData(work.id(), work.part().past().stateId(), context::isCancelled);
            context.task().log("the data that was there is set aside with the state " + context.id());
        } catch (IOException e) {
            throw StepFailed.of(e, "put back the data of " + work.words());
        }
    }
}
