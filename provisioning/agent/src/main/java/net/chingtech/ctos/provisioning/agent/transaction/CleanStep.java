package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.provisioning.Plan.Kind;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what nobody needs any more. The change is true already: what cannot be removed now is removed at a start. */
final class CleanStep implements Step {

    private static final Logger LOG = LoggerFactory.getLogger(CleanStep.class);

    private final World world;
    private final List<Work> works;
    private final boolean purge;

    CleanStep(World world, List<Work> works, boolean purge) {
        this.world = world;
        this.works = works;
        this.purge = purge;
    }

    @Override
    public String words() {
        return "Clear away what is not needed any more";
    }

    @Override
    public void execute(TransactionContext context) {
        try {
            for (Work work : works) {
                boolean removed = work.item().kind() == Kind.UNINSTALL;
                if (removed && dataGoes(work)) {
                    world.belongings().purge(work.id());
                }
                for (Path folder : unneeded(work)) {
                    Folders.delete(folder);
                }
                if (removed) {
                    world.statuses().gone(work.id());
                }
            }
            world.cache().prune();
        } catch (IOException e) {
            LOG.warn("not all could be cleared away", e);
            context.task().log("not all could be cleared away: " + e.getMessage());
        }
    }

    @Override
    public void undo(TransactionContext context) {
        // Never asked to: it cannot fail, and it is last.
    }

    private boolean dataGoes(Work work) {
        return purge || !world.keepsData(work.id());
    }

    private List<Path> unneeded(Work work) {
        List<Path> folders = new ArrayList<>();
        Entry before = work.part().before();
        if (before == null) {
            return folders;
        }
        Deployed older = before.previous();
        switch (work.item().kind()) {
            case INSTALL, RESTART:
                break;
            case UPDATE:
                if (older != null && !older.version().equals(work.to())) {
                    folders.add(world.folders().release(work.id(), older.version()));
                }
                break;
            case ROLLBACK:
                folders.add(world.folders().release(work.id(), before.current().version()));
                break;
            case UNINSTALL:
                folders.add(world.folders().release(work.id(), before.current().version()));
                if (older != null) {
                    folders.add(world.folders().release(work.id(), older.version()));
                }
                if (dataGoes(work)) {
                    folders.add(world.folders().data(work.id()));
                }
                break;
            default:
                throw new IllegalStateException(
                        "a kind that nobody knows: " + work.item().kind());
        }
        return folders;
    }
}
