package net.chingtech.ctos.provisioning.agent.transaction;

import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StartFailed;

/** Starts the new version; nobody calls it yet. */
final class StartStep implements Step {

    private final World world;
    private final Work work;

    StartStep(World world, Work work) {
        this.world = world;
        this.work = work;
    }

    @Override
    public String words() {
        return "Start " + work.words();
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        try {
            work.next(world.hosts().require(work.item().host()).start(work.staged(), new Grants(work.grants())));
        } catch (StartFailed e) {
            throw StepFailed.of(e);
        } catch (ProvisioningException e) {
            throw StepFailed.of(e);
        }
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        if (work.next() != null) {
            Stopping.await(work.next().drainAndStop(world.patience()), world.patience(), work.words());
            work.next(null);
        }
    }
}
