package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.History;
import net.chingtech.ctos.provisioning.agent.store.Remains;

/** Removes what nobody needs any more. The change is true already: what cannot be removed now is removed at a start. */
final class CleanStep implements Step {

    private final World world;
    private final List<Work> works;

    CleanStep(World world, List<Work> works) {
        this.world = world;
        this.works = works;
    }

    @Override
    public Act act() {
        return Act.CLEAN;
    }

    @Override
    public SkillId skill() {
        return null;
    }

    @Override
    public String words() {
        return "Clear away what is not needed any more";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        List<IOException> failures = new ArrayList<>();
        for (Work work : works) {
            Entry after = world.store().state().find(work.id()).orElse(null);
            attempt(() -> states(work, after, context.id()), failures);
            if (work.kind() == ItemKind.UNINSTALL) {
                world.statuses().gone(work.id());
                // Callers that waited are told that the tool is gone.
                work.letGo();
                attempt(() -> gone(work), failures);
            }
        }
        attempt(world.cache()::prune, failures);
        if (!failures.isEmpty()) {
            IOException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw StepFailed.of(first, "clear away what is not needed any more");
        }
    }

    /** What throws an {@link IOException}. */
    private interface Clearing {
        void run() throws IOException;
    }

    /** What cannot be cleared away must not keep anything else. */
    private static void attempt(Clearing clearing, List<IOException> failures) {
        try {
            clearing.run();
        } catch (IOException e) {
            failures.add(e);
        } catch (RuntimeException e) {
            failures.add(new IOException(e));
        }
    }

    /** Releases and copies that no state names. */
    private void states(Work work, Entry after, String stateId) throws IOException {
        SkillId id = work.id();
        boolean kept = after != null && after.past(stateId).isPresent();
        if (kept) {
            world.backups().settle(id, stateId);
        } else {
            world.backups().delete(id, stateId);
        }
        if (after != null) {
            // Those of an uninstalled version, too, whose data this one has taken over.
            world.settings().keepOnly(id, History.releases(after));
        }
        if (work.part().before() == null) {
            return;
        }
        History.Unnamed unnamed = History.unnamed(work.part().before(), after);
        for (String backup : unnamed.backups()) {
            world.backups().delete(id, backup);
        }
        if (work.part().leaves() != null) {
            unnamed.releases().remove(work.from());
        }
        for (SkillVersion version : unnamed.releases()) {
            Folders.delete(world.folders().release(id, version));
        }
    }

    /** What an uninstalled skill leaves goes at once, unless there is data that is kept for a while. */
    private void gone(Work work) throws IOException {
        if (work.purge()) {
            world.backups().deleteAll(work.id());
        }
        boolean kept = work.part().leaves() != null;
        if (!kept && (work.purge() || !world.keepsData(work.id()))) {
            new Remains(world.folders(), world.belongings(), world.settings()).purge(work.id());
        }
    }
}
