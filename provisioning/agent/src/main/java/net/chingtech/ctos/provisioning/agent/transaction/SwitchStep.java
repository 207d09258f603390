package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;

/** Sends calls to the new version, all at once, also those that wait. From here on nobody can cancel. */
final class SwitchStep extends WorkStep {

    private boolean switched;
    private Problem failureBefore;

    SwitchStep(World world, Work work) {
        super(Act.SWITCH, world, work);
    }

    @Override
    public String words() {
        return "Send calls to " + work.words();
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        for (ToolDescription tool : work.next().tools()) {
            refuseForeign(tool.name());
        }
        context.passCancel();
        try {
            world.router().switchTo(work.next()).ifPresent(work::old);
            switched = true;
            work.wasCalled();
        } catch (ToolRouter.ToolNameTaken e) {
            throw taken(e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new StepFailed(
                    new Problem(
                            422,
                            "tool_unusable",
                            work.words() + " offers a tool that nobody could call: " + e.getMessage() + ".",
                            "Tell its publisher."),
                    e);
        }
        failureBefore = world.statuses().failure(work.id()).orElse(null);
        world.statuses().runs(work.id(), work.health());
        work.letGo();
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        if (!switched) {
            return;
        }
        RunningSkill old = work.old();
        if (old == null) {
            if (work.callersWait() && !work.held()) {
                // Nobody answers until the old version runs again.
                work.hold(world.router().hold(work.id(), world.pace().callersWait()));
            }
            world.router().retire(work.id());
            if (failureBefore == null) {
                world.statuses().gone(work.id());
            } else {
                world.statuses().failed(work.id(), failureBefore);
            }
            return;
        }
        try {
            world.router().switchTo(old);
        } catch (ToolRouter.ToolNameTaken e) {
            throw taken(e.getMessage());
        }
    }

    /** A tool name also belongs to a skill that does not run right now. */
    private void refuseForeign(String tool) throws StepFailed {
        for (Entry entry : world.store().state().registry().skills()) {
            SkillId owner = entry.id();
            // Whose place it takes has stopped, and is gone when this is the truth.
            boolean goes = owner.equals(work.part().replaces());
            if (!goes
                    && !owner.equals(work.id())
                    && Set.copyOf(entry.current().tools()).contains(tool)) {
                throw taken("the tool name " + tool + " belongs to " + owner);
            }
        }
    }

    private StepFailed taken(String why) {
        return new StepFailed(
                new Problem(
                        409,
                        "tool_name_taken",
                        work.words() + " cannot be used here: " + why + ".",
                        "Uninstall the other skill, or ask the publisher for other tool names."),
                null);
    }
}
