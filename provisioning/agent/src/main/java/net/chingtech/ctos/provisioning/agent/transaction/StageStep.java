package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.store.Folders;

/** Puts the proven release into its place, read-only and all at once. */
final class StageStep extends WorkStep {

    private boolean placed;
    /** What had this version's place, of an earlier state; null when nothing had. */
    private Path before;

    StageStep(World world, Work work) {
        super(Act.STAGE, world, work);
    }

    @Override
    public String words() {
        return "Put " + work.words() + " into its place";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        Path folder = context.staging().resolve(work.id() + "_" + work.to());
        Path place = world.folders().release(work.id(), work.to());
        byte[] statement = work.part().release().envelope().write();
        try {
            if (isThere(place, statement)) {
                context.task().log("it is in its place already, of an earlier state");
                return;
            }
            Files.createDirectories(folder);
            Files.move(work.fetched(), folder.resolve(Folders.ARTIFACT));
            Files.write(
                    folder.resolve(Folders.MANIFEST),
                    Json.writePretty(work.staged().manifest()));
            Files.write(folder.resolve(Folders.STATEMENT), statement);
            for (Path file : Folders.children(folder)) {
                Folders.makeReadOnly(file);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
            if (Files.exists(place)) {
                Path aside = context.staging().resolve(work.id() + "_" + work.to() + ".before");
                Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
                before = aside;
            }
            placed = true;
            Folders.moveIntoPlace(folder, place);
        } catch (IOException e) {
            throw StepFailed.of(e, "store " + work.words());
        }
    }

    private boolean isThere(Path place, byte[] statement) throws IOException {
        Path there = place.resolve(Folders.STATEMENT);
        return Files.exists(there)
                && Files.exists(place.resolve(Folders.ARTIFACT))
                && Arrays.equals(Files.readAllBytes(there), statement)
                && Folders.sha256(place.resolve(Folders.ARTIFACT))
                        .equals(work.item().sha256());
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        try {
            if (placed) {
                Folders.delete(world.folders().release(work.id(), work.to()));
            }
            if (before != null) {
                Folders.moveIntoPlace(before, world.folders().release(work.id(), work.to()));
            }
        } catch (IOException e) {
            throw StepFailed.of(e, "remove " + work.words());
        }
    }
}
