package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.runtime.ContainerHome;

/**
 * {@code skills/journal/lock.json}: written before the lock file and gone after the registry, so that a process that ended
 * between the two can be told from somebody who edited one of them.
 *
 * @param before digest of the lock file that belongs to the registry on disk; null for the first
 * @param after digest of the lock file that is about to be written
 */
record LockJournal(int format, String before, String after) {

    private static final int FORMAT = 1;

    static LockJournal of(String before, String after) {
        return new LockJournal(FORMAT, before, after);
    }

    /** Whether the registry is still of before, and the lock file already of after. */
    boolean explains(String inRegistry, String found) {
        return Objects.equals(before, inRegistry) && after != null && after.equals(found);
    }

    void write(ContainerHome home) throws IOException {
        WholeFile.write(file(home), Json.writePretty(this));
    }

    /** Null when there is none that can be read. */
    static LockJournal read(ContainerHome home) throws IOException {
        Path file = file(home);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return Json.read(Files.readAllBytes(file), LockJournal.class);
        } catch (FormatException e) {
            return null;
        }
    }

    static void clear(ContainerHome home) throws IOException {
        Files.deleteIfExists(file(home));
    }

    private static Path file(ContainerHome home) {
        return home.registry().resolveSibling("journal").resolve("lock.json");
    }
}
