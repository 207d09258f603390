package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolRouter;

/**
 * Lets the version that was installed finish its calls, and stops it: after the switch, or before the new one starts when
 * two must not run at once, or for good. Undone, it runs and answers again.
 */
final class StopOldStep extends WorkStep {

    private boolean stopped;

    private StopOldStep(Act act, World world, Work work) {
        super(act, world, work);
    }

    /** Stops the version that calls went to before the switch. */
    static StopOldStep afterSwitch(World world, Work work) {
        return new StopOldStep(Act.DRAIN, world, work);
    }

    /** Stops the version that calls go to now. */
    static StopOldStep now(World world, Work work) {
        return new StopOldStep(Act.STOP, world, work);
    }

    @Override
    public String words() {
        return "Let " + work.oldWords() + " finish its calls, and stop it";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        RunningSkill old = act() == Act.DRAIN
                ? work.old()
                : world.router().retire(work.id()).orElse(null);
        if (old == null) {
            return;
        }
        stopped = true;
        work.old(null);
        Stopping.await(old.drainAndStop(world.pace().patience()), world.pace().patience(), words());
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        if (!stopped || work.unsafe() != null) {
            return;
        }
        try {
            RunningSkill again = world.starter().start(work.part().before());
            world.router().switchTo(again);
            work.old(again);
            world.statuses().runs(work.id(), new Health(Health.Status.OK, List.of()));
        } catch (ProvisioningException e) {
            world.statuses().failed(work.id(), e.problem());
            throw StepFailed.of(e);
        } catch (ToolRouter.ToolNameTaken e) {
            throw new StepFailed(
                    new Problem(409, "tool_name_taken", e.getMessage() + ".", "Uninstall one of the two."), e);
        }
    }
}
