package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;

/** Sends calls to the new version, all at once. From here on nobody can cancel. */
final class SwitchStep implements Step {

    private final World world;
    private final Work work;
    private boolean switched;
    private Problem failureBefore;

    SwitchStep(World world, Work work) {
        this.world = world;
        this.work = work;
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
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        if (!switched) {
            return;
        }
        RunningSkill old = work.old();
        if (old == null) {
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
            if (!owner.equals(work.id()) && Set.copyOf(entry.current().tools()).contains(tool)) {
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
