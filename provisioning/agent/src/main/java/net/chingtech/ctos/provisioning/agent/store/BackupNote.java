package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.files.WholeFile;

/** {@code backup.json} in the folder of a copy: only with it the copy is whole. */
final class BackupNote {

    private static final String WHOLE = "backup.json";

    /** What becomes of it once the copy was put back. */
    private static final String PUT_BACK = "put-back.json";

    private final Path place;

    BackupNote(Path place) {
        this.place = place;
    }

    /** @throws IOException also when it is there and cannot be read */
    Optional<Backup> read() throws IOException {
        Path file = place.resolve(WHOLE);
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), Backup.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FormatException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Lasts, with all of the copy, when this returns. */
    void write(Backup backup) throws IOException {
        WholeFile.syncFolder(place);
        WholeFile.write(place.resolve(WHOLE), Json.writePretty(backup));
    }

    boolean exists() {
        return Files.exists(place.resolve(WHOLE));
    }

    boolean isReadable() {
        try {
            return read().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** When the copy was made; of a note that cannot be read, when that was written. Null without one. */
    Instant at() throws IOException {
        if (isReadable()) {
            return read().orElseThrow().at();
        }
        return exists() ? Files.getLastModifiedTime(place.resolve(WHOLE)).toInstant() : null;
    }

    /** From here on what the skill has is its own again: the copy is not put back once more. */
    void putBack() throws IOException {
        Files.move(place.resolve(WHOLE), place.resolve(PUT_BACK), StandardCopyOption.ATOMIC_MOVE);
        WholeFile.syncFolder(place);
    }

    boolean wasPutBack() {
        return Files.exists(place.resolve(PUT_BACK));
    }

    void delete() throws IOException {
        Files.deleteIfExists(place.resolve(WHOLE));
    }
}
