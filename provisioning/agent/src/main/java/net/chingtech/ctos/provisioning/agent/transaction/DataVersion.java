package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.Optional;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.plan.Part;
import net.chingtech.ctos.provisioning.agent.plan.RollbackData;
import net.chingtech.ctos.provisioning.agent.store.KeptData;
import net.chingtech.ctos.provisioning.agent.store.Shapes;

/** Whose data and settings are there when a version comes. Data that stays when a skill goes back is ahead of its version. */
final class DataVersion {

    private DataVersion() {}

    /** The version whose shape the data has; null when there is none, or nobody knows. */
    static SkillVersion of(World world, Work work) {
        return work.part().before() != null
                ? work.part().before().shape()
                : kept(world, work).map(KeptData::shape).orElse(null);
    }

    /** The version whose data the new one goes on with; null when there is none, also since it is set aside. */
    static SkillVersion goneOnWith(World world, Work work) {
        boolean anew =
                work.part().carries() != null && work.part().carries().carried().anew();
        return anew ? null : of(world, work);
    }

    /** The version before, or the one that was uninstalled; null when there is none, or nobody knows. */
    static SkillVersion ofSettings(World world, Work work) {
        return work.from() != null
                ? work.from()
                : kept(world, work).map(KeptData::version).orElse(null);
    }

    /** The version whose shape the data has when the change is the truth. */
    static SkillVersion after(World world, Work work) {
        if (work.kind() == ItemKind.ROLLBACK) {
            Part part = work.part();
            return RollbackData.shape(part.before(), part.past(), part.restores());
        }
        SkillVersion there = goneOnWith(world, work);
        boolean broughtForward = there == null || work.to().compareTo(there) > 0;
        return broughtForward ? work.to() : there;
    }

    /** What the change does to the data's shape, before it is tried. */
    static Shapes shapes(World world, Work work) {
        boolean changed = work.part().restores() || MigrateStep.isNeeded(world, work);
        return new Shapes(of(world, work), after(world, work), changed);
    }

    private static Optional<KeptData> kept(World world, Work work) {
        return world.store().state().registry().keptData().stream()
                .filter(kept -> kept.id().equals(work.id()))
                .findFirst();
    }
}
