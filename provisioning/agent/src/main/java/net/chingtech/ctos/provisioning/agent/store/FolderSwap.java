package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.BooleanSupplier;
import net.chingtech.ctos.format.files.WholeFile;

/**
 * Puts a whole folder into the place of another by renaming, so that a process that ends meanwhile leaves the one or the
 * other; done again, it goes on where it was.
 */
final class FolderSwap {

    private final Path place;
    private final Path fresh;
    private final Path old;

    FolderSwap(Path place) {
        this.place = place;
        // No skill's id begins with a dot.
        this.fresh = place.resolveSibling(".new-" + place.getFileName());
        this.old = place.resolveSibling(".old-" + place.getFileName());
    }

    /** Takes the source itself, so that a full disk does not keep it from being put back. */
    void move(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            Files.createDirectories(place.getParent());
            Folders.delete(fresh);
            take(source, fresh);
        }
        if (Files.isDirectory(fresh)) {
            swap();
        }
        Folders.delete(old);
    }

    /** Takes what is in the place, if anything, to where nothing is. */
    void away(Path target) throws IOException {
        if (Files.isDirectory(place)) {
            take(place, target);
            WholeFile.syncFolder(place.getParent());
        }
    }

    /**
     * Leaves the source where it is.
     *
     * @param cancelled whether to stop while nothing is in the place yet
     */
    void copy(Path source, BooleanSupplier cancelled) throws IOException {
        Files.createDirectories(place.getParent());
        Folders.delete(fresh);
        FolderCopy.copy(source, fresh, false, Long.MAX_VALUE, cancelled);
        swap();
        Folders.delete(old);
    }

    /** Leaves nothing in the place. */
    void clear() throws IOException {
        aside();
        Folders.delete(old);
    }

    private static void take(Path source, Path target) throws IOException {
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another file system, or a folder that its skill closed: a copy is as good.
            FolderCopy.copy(source, target, false);
        }
    }

    private void swap() throws IOException {
        aside();
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        WholeFile.syncFolder(place.getParent());
    }

    private void aside() throws IOException {
        if (Files.exists(place)) {
            Folders.delete(old);
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
            WholeFile.syncFolder(place.getParent());
        }
    }
}
