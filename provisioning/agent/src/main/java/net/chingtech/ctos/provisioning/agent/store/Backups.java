package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.agent.store.Backup.Extent;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.SkillSettings;

/**
 * Copies of what skills have: {@code skills/backups/<id>/<stateId>/{data/, tables/, settings.json, settings-next.json,
 * backup.json}}. {@link PuttingBack} puts them back.
 */
public final class Backups {

    /** What the name of a backup of newer data ends with, that was set aside because older data was put back. */
    public static final String LEFT = "-left";

    private static final Duration LEFT_KEPT = Duration.ofDays(30);

    private static final long RESERVED = 128 * 1024;

    private static final long MOST_RESERVE = 16 * 1024 * 1024;

    private final Folders folders;
    private final SkillBelongings belongings;
    private final SkillSettings settings;
    private final long largest;
    private final Clock clock;

    /** @param largest how many bytes of one skill's files are copied at most */
    public Backups(Folders folders, SkillBelongings belongings, SkillSettings settings, long largest, Clock clock) {
        this.folders = folders;
        this.belongings = belongings;
        this.settings = settings;
        this.largest = largest;
        this.clock = clock;
    }

    public Path place(SkillId id, String stateId) {
        return folders.home().backups().resolve(id.value()).resolve(stateId);
    }

    CopyPlace copy(SkillId id, String stateId) {
        return new CopyPlace(place(id, stateId));
    }

    /** About how many bytes a backup of a skill's data would take now. */
    public long bytesNow(SkillId id) throws IOException {
        return CopyPlace.bytes(folders.data(id)) + belongings.tableBytes(id);
    }

    /** The backup, when it is whole. */
    public Optional<Backup> find(SkillId id, String stateId) throws IOException {
        return copy(id, stateId).note().read();
    }

    /** Removes copies that nobody needs any more; newer data that was set aside is kept for a while. */
    void clear(Path copies, Set<String> needed) throws IOException {
        for (Path place : Folders.children(copies)) {
            String stateId = place.getFileName().toString();
            boolean left = stateId.endsWith(LEFT);
            // Setting aside may have been cut off before it was written down, and goes on once the copy can be put
            // back.
            boolean begun = left && needed.contains(stateId.substring(0, stateId.length() - LEFT.length()));
            if (!needed.contains(stateId) && !begun && !(left && isYoung(place))) {
                delete(place);
            }
        }
    }

    private boolean isYoung(Path place) throws IOException {
        Instant at = new BackupNote(place).at();
        return at != null && at.isAfter(clock.instant().minus(LEFT_KEPT));
    }

    /** The skills that one transaction copied, also those of which nobody can read any more what the copy is. */
    public List<SkillId> of(String stateId) throws IOException {
        List<SkillId> found = new ArrayList<>();
        for (Path skill : Folders.children(folders.home().backups())) {
            if (new BackupNote(skill.resolve(stateId)).exists()) {
                Folders.id(skill).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Whether one of these transactions copied what a skill had; the copy may be of no use any more. */
    public boolean hasOf(SkillId id, Set<String> transactions) {
        return transactions.stream().anyMatch(transaction -> Files.exists(place(id, transaction)));
    }

    /**
     * Says anew what a copy is, of which the caller knows that it was whole, when that was lost or damaged.
     *
     * @throws IOException when the copy itself is gone
     */
    public void describe(SkillId id, String stateId, SkillVersion from, SkillVersion to, boolean whileRunning)
            throws IOException {
        CopyPlace place = copy(id, stateId);
        BackupNote note = place.note();
        if (note.wasPutBack() || note.isReadable()) {
            return;
        }
        boolean data = Files.isDirectory(place.tables());
        if (!data && !Files.exists(place.settings()) && !Files.exists(place.settingsOfNext())) {
            throw new IOException("the copy is gone from " + place.path());
        }
        boolean folder = Files.isDirectory(place.data());
        note.write(new Backup(
                Backup.FORMAT,
                stateId,
                id,
                from,
                to,
                clock.instant(),
                data,
                folder,
                data,
                whileRunning,
                place.bytes(),
                null));
    }

    /**
     * Copies what a skill has; it lasts when this returns.
     *
     * @param from the version that is there, or null
     * @param to the version that comes, or null
     * @param shapes what becomes of the shape of the data, or null
     * @param cancelled asked again and again while the data folder is copied
     * @throws InterruptedIOException when it is cancelled; there is no whole copy then
     */
    public Backup write(
            SkillId id,
            String stateId,
            SkillVersion from,
            SkillVersion to,
            Extent extent,
            Shapes shapes,
            BooleanSupplier cancelled)
            throws IOException {
        CopyPlace place = copy(id, stateId);
        place.renew();
        boolean all = extent != Extent.SETTINGS;
        boolean folder = all && Files.isDirectory(folders.data(id));
        if (folder) {
            FolderCopy.copy(folders.data(id), place.data(), extent == Extent.ALL_WHILE_RUNNING, largest, cancelled);
        }
        if (all) {
            belongings.backUp(id, Files.createDirectory(place.tables()));
        }
        if (from != null) {
            settings.backUp(id, from, place.settings());
        }
        if (to != null) {
            settings.backUp(id, to, place.settingsOfNext());
        }
        Backup backup = new Backup(
                Backup.FORMAT,
                stateId,
                id,
                from,
                to,
                clock.instant(),
                all,
                folder,
                all && (folders.hasData(id) || belongings.hasTables(id)),
                extent == Extent.ALL_WHILE_RUNNING,
                place.bytes(),
                shapes);
        Files.write(
                place.reserve(), new byte[(int) Math.min(MOST_RESERVE, RESERVED + CopyPlace.bytes(place.tables()))]);
        place.note().write(backup);
        WholeFile.syncFolder(place.path().getParent());
        WholeFile.syncFolder(folders.home().backups());
        return backup;
    }

    /** Gives up the space that was kept for putting the copy back on a full disk. */
    public void settle(SkillId id, String stateId) throws IOException {
        Files.deleteIfExists(copy(id, stateId).reserve());
    }

    public void delete(SkillId id, String stateId) throws IOException {
        delete(place(id, stateId));
    }

    /** Removes all copies of what a skill had, also newer data that was set aside. */
    public void deleteAll(SkillId id) throws IOException {
        for (Path place : Folders.children(folders.home().backups().resolve(id.value()))) {
            delete(place);
        }
    }

    private static void delete(Path place) throws IOException {
        // What is half gone must not look whole.
        new BackupNote(place).delete();
        Folders.delete(place);
        if (Folders.children(place.getParent()).isEmpty()) {
            Files.deleteIfExists(place.getParent());
        }
    }
}
