package net.chingtech.ctos.runtime;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** Removes folders that a skill could write to: built to be kept, if the skill is hostile. */
public final class SkillFolder {

    private final Path top;
    /** Of names that nothing in the folder has. */
    private final String prefix = "." + UUID.randomUUID() + "-";

    private long moved;

    private SkillFolder(Path top) {
        this.top = top;
    }

    /**
     * Deletes a folder and all in it, however deep, however much, whatever its modes; a link is deleted, never followed. The
     * skill does not run.
     */
    public static void delete(Path folder) throws IOException {
        if (!isFolder(folder)) {
            Files.deleteIfExists(folder);
            return;
        }
        open(folder);
        SkillFolder doomed = new SkillFolder(folder);
        try {
            while (doomed.goesOn()) {
                // Each round takes away a level.
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Files.delete(folder);
    }

    private boolean goesOn() throws IOException {
        boolean found = false;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(top)) {
            for (Path entry : entries) {
                found = true;
                if (isFolder(entry)) {
                    dissolve(entry);
                } else {
                    Files.delete(entry);
                }
            }
        }
        return found;
    }

    /** What is in it moves to the top, so that no path gets longer than the system lets it, and no folder stays open. */
    private void dissolve(Path folder) throws IOException {
        open(folder);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (isFolder(entry)) {
                    open(entry);
                    Files.move(entry, top.resolve(prefix + moved++));
                } else {
                    Files.delete(entry);
                }
            }
        }
        Files.delete(folder);
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void open(Path folder) throws IOException {
        if (!Files.isReadable(folder) || !Files.isWritable(folder) || !Files.isExecutable(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
