package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.provisioning.agent.store.Folders;

/** Puts the proven release into its place, read-only and all at once, and makes its data folder. */
final class StageStep implements Step {

    private final World world;
    private final Work work;
    private boolean placed;
    private boolean madeData;

    StageStep(World world, Work work) {
        this.world = world;
        this.work = work;
    }

    @Override
    public String words() {
        return "Put " + work.words() + " into its place";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        Path folder = context.staging().resolve(work.id() + "_" + work.to());
        Path place = world.folders().release(work.id(), work.to());
        Path data = world.folders().data(work.id());
        try {
            Files.createDirectories(folder);
            Files.move(work.fetched(), folder.resolve(Folders.ARTIFACT));
            Files.write(
                    folder.resolve(Folders.MANIFEST),
                    Json.writePretty(work.staged().manifest()));
            Files.write(
                    folder.resolve(Folders.STATEMENT),
                    work.part().release().envelope().write());
            for (Path file : Folders.children(folder)) {
                Folders.makeReadOnly(file);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
            // What lies there is not in the registry, or this version would not be installed now.
            Folders.delete(place);
            placed = true;
            Folders.moveIntoPlace(folder, place);
            if (!Files.exists(data)) {
                madeData = true;
                Files.createDirectories(data);
            }
        } catch (IOException e) {
            throw StepFailed.of(e, "store " + work.words());
        }
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        try {
            if (placed) {
                Folders.delete(world.folders().release(work.id(), work.to()));
            }
            if (madeData) {
                Folders.delete(world.folders().data(work.id()));
            }
        } catch (IOException e) {
            throw StepFailed.of(e, "remove " + work.words());
        }
    }
}
