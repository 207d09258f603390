package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Where one copy of what a skill has lies, and what lies where in it. */
record CopyPlace(Path path) {

    Path data() {
        return path.resolve("data");
    }

    Path tables() {
        return path.resolve("tables");
    }

    /** Settings of the version whose state it is. */
    Path settings() {
        return path.resolve("settings.json");
    }

    /** Settings of the version that was about to come, as they were before. */
    Path settingsOfNext() {
        return path.resolve("settings-next.json");
    }

    /** Space for what putting tables and settings back writes. */
    Path reserve() {
        return path.resolve("reserve");
    }

    BackupNote note() {
        return new BackupNote(path);
    }

    /** Empties it. */
    void renew() throws IOException {
        Folders.delete(path);
        Files.createDirectories(path);
    }

    long bytes() throws IOException {
        return bytes(path);
    }

    /** How many bytes the files in a folder have; 0 when it is not there. */
    static long bytes(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long[] sum = {0};
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.isRegularFile() ? attributes.size() : 0;
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // A skill that runs deletes files, too; what cannot be read is found out by copying.
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }
}
