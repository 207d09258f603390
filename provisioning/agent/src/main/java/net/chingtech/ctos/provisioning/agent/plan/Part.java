package net.chingtech.ctos.provisioning.agent.plan;

import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Migrated;
import net.chingtech.ctos.provisioning.agent.store.Past;
import net.chingtech.ctos.verify.VerifiedStatement;

/**
 * One item of a plan, with what is needed to carry it out.
 *
 * @param statement proven; null for a removal
 * @param release where to get it; null for a removal, and for a rollback, which lies on disk
 * @param before what is installed, or null
 * @param hostWish where an administrator wants it from now on, as the registry keeps it, or null
 * @param pins whether source and key are pinned once it is done
 * @param past the state that it goes back to; null unless it is a rollback
 * @param restores whether the data of that state is put back; otherwise the data stays as it is
 * @param moving the migration, there or back, that it is a part of; or null
 */
public record Part(
        Plan.Item item,
        VerifiedStatement statement,
        Release release,
        Entry before,
        String hostWish,
        boolean pins,
        Past past,
        boolean restores,
        Moving moving) {

    /** A part of no migration. */
    public Part(
            Plan.Item item,
            VerifiedStatement statement,
            Release release,
            Entry before,
            String hostWish,
            boolean pins,
            Past past,
            boolean restores) {
        this(item, statement, release, before, hostWish, pins, past, restores, null);
    }

    /** The same as a part of a migration. */
    Part of(Moving migration, Plan.Item worded, String wish) {
        return new Part(worded, statement, release, before, wish, pins, past, restores, migration);
    }

    /** What it is given from the legacy skill whose place it takes; null when it takes none. */
    public Moving.There carries() {
        return item.kind() != Plan.Kind.UNINSTALL && moving instanceof Moving.There there ? there : null;
    }

    /** That it goes and is kept for a way back, since something follows it; null otherwise. */
    public Moving.There leaves() {
        return item.kind() == Plan.Kind.UNINSTALL && moving instanceof Moving.There there ? there : null;
    }

    /** What was kept of it, when it comes back; null otherwise. */
    public Migrated returns() {
        return item.kind() != Plan.Kind.UNINSTALL && moving instanceof Moving.Back back ? back.migrated() : null;
    }

    /** The legacy skill that comes back, when it goes because its migration is undone; null otherwise. */
    public SkillId undone() {
        return item.kind() == Plan.Kind.UNINSTALL && moving instanceof Moving.Back back ? back.legacy() : null;
    }

    /** The skill that goes, or stays beside it, when it takes the place of one; or null. */
    public SkillId replaces() {
        return moving == null ? null : moving.other(item.id());
    }
}
