package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolRouter;

/**
 * Lets the version that was installed finish its calls, and stops it: after the switch, or before the new one starts when
 * two must not run at once, or for good. Undone, it runs and answers again.
 */
final class StopOldStep implements Step {

    private final World world;
    private final Work work;
    private final boolean switched;
    private boolean stopped;

    private StopOldStep(World world, Work work, boolean switched) {
        this.world = world;
        this.work = work;
        this.switched = switched;
    }

    /** Stops the version that calls went to before the switch. */
    static StopOldStep afterSwitch(World world, Work work) {
        return new StopOldStep(world, work, true);
    }

    /** Stops the version that calls go to now. */
    static StopOldStep now(World world, Work work) {
        return new StopOldStep(world, work, false);
    }

    @Override
    public String words() {
        return "Let " + work.item().name() + " " + work.item().from() + " finish its calls, and stop it";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        RunningSkill old =
                switched ? work.old() : world.router().retire(work.id()).orElse(null);
        if (old == null) {
            return;
        }
        stopped = true;
        work.old(null);
        Stopping.await(old.drainAndStop(world.patience()), world.patience(), words());
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        if (!stopped) {
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
