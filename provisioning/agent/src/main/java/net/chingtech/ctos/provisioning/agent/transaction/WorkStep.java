package net.chingtech.ctos.provisioning.agent.transaction;

import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.journal.Act;

/** A step that is about one skill. */
abstract class WorkStep implements Step {

    final World world;
    final Work work;
    private final Act act;

    WorkStep(Act act, World world, Work work) {
        this.act = act;
        this.world = world;
        this.work = work;
    }

    @Override
    public final Act act() {
        return act;
    }

    @Override
    public final SkillId skill() {
        return work.id();
    }
}
