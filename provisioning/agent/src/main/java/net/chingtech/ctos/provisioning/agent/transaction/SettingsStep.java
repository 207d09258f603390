package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.runtime.SettingsRefused;

/**
 * Gives the new version its settings: those of the version before, those that it had when it was left, or other ones. What
 * it had was copied before, and is put back by that.
 */
final class SettingsStep extends WorkStep {

    SettingsStep(World world, Work work) {
        super(Act.SETTINGS, world, work);
    }

    @Override
    public String words() {
        return "Give " + work.words() + " its settings";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        try {
            switch (work.kind()) {
                case CONFIGURE -> world.settings().set(work.staged(), work.settings());
                case ROLLBACK ->
                    world.puttingBack()
                            .restoreSettings(work.id(), work.part().past().stateId(), work.to());
                default -> {
                    SkillVersion before = DataVersion.ofSettings(world, work);
                    if (before != null && !before.equals(work.to())) {
                        world.settings().copy(before, work.staged());
                    }
                }
            }
        } catch (SettingsRefused e) {
            throw new StepFailed(e.problem(), e);
        } catch (IOException e) {
            throw StepFailed.of(e, "write the settings of " + work.words());
        }
    }
}
