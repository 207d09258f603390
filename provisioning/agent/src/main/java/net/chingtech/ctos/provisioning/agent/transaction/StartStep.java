package net.chingtech.ctos.provisioning.agent.transaction;

import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.store.UndoWords;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StartFailed;

/** Starts the new version; nobody calls it yet. */
final class StartStep extends WorkStep {

    StartStep(World world, Work work) {
        super(Act.START, world, work);
    }

    @Override
    public String words() {
        return "Start " + work.words();
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        try {
            work.next(
                    work.kind() == ItemKind.CONFIGURE
                            ? world.starter().start(work.part().before())
                            : world.hosts()
                                    .require(work.item().host())
                                    .start(work.staged(), new Grants(work.grants())));
        } catch (StartFailed e) {
            throw StepFailed.of(e);
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        }
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        if (work.next() == null) {
            return;
        }
        try {
            Stopping.await(
                    work.next().drainAndStop(world.pace().patience()),
                    world.pace().patience(),
                    work.words());
            work.next(null);
        } catch (StepFailed e) {
            // As long as it may run, nobody can say what its data is.
            work.unsafe(
                    work.backup() == null
                            ? UndoWords.runs(work.item().name(), e)
                            : UndoWords.failed(work.item().name(), work.id(), context.id(), e));
            throw e;
        }
    }
}
