package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.store.Backup.Extent;
import net.chingtech.ctos.provisioning.agent.store.UndoWords;

/**
 * Copies what the skill has, and makes sure that it has a data folder. Undone, it has again what it had: that takes back
 * what all later steps, and the new version itself, did to its settings, files and tables.
 */
final class SnapshotStep extends WorkStep {

    private final boolean left;

    SnapshotStep(World world, Work work) {
        super(Act.SNAPSHOT, world, work);
        this.left = world.store().state().registry().keptData().stream()
                .anyMatch(kept -> kept.id().equals(work.id()));
    }

    @Override
    public String words() {
        if (work.from() != null) {
            return "Copy what " + work.oldWords() + " has";
        }
        // What comes anew has nothing but what it left here when it went.
        return left
                ? "Copy what " + work.item().name() + " left here"
                : "Make a folder for the data of " + work.item().name();
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        boolean data = work.kind() != ItemKind.CONFIGURE;
        if (data) {
            SpaceStep.require(world, List.of(work));
        }
        try {
            work.backup(world.backups()
                    .write(
                            work.id(),
                            context.id(),
                            work.from(),
                            work.to(),
                            extent(data),
                            data ? DataVersion.shapes(world, work) : null,
                            context::isCancelled));
            if (data) {
                Files.createDirectories(world.folders().data(work.id()));
            }
        } catch (IOException e) {
            throw StepFailed.of(e, "copy what " + work.item().name() + " has");
        }
    }

    private Extent extent(boolean data) {
        if (!data) {
            return Extent.SETTINGS;
        }
        boolean runs = !work.callersWait() && world.router().running(work.id()).isPresent();
        return runs ? Extent.ALL_WHILE_RUNNING : Extent.ALL;
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        if (work.backup() == null) {
            return;
        }
        if (work.unsafe() != null) {
            throw new StepFailed(work.unsafe(), null);
        }
        try {
            Optional<String> left =
                    world.puttingBack().putBack(work.id(), context.id(), work.called(), work.reshaped());
            left.ifPresent(
                    state -> context.task().log(UndoWords.left(work.item().name(), work.id(), state)));
        } catch (IOException | RuntimeException e) {
            work.unsafe(UndoWords.failed(work.item().name(), work.id(), context.id(), e));
            throw new StepFailed(work.unsafe(), e);
        }
    }
}
