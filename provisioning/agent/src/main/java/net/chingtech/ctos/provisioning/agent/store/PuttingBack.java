package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.SkillSettings;

/** Puts copies of what skills had back into their places: any number of times, also after it was cut off. */
public final class PuttingBack {

    /** Ends the name of what was set aside because a skill began anew. */
    private static final String BEFORE = "-before" + Backups.LEFT;

    private final Folders folders;
    private final Backups backups;
    private final SkillBelongings belongings;
    private final SkillSettings settings;
    private final Clock clock;

    public PuttingBack(
            Folders folders, Backups backups, SkillBelongings belongings, SkillSettings settings, Clock clock) {
        this.folders = folders;
        this.backups = backups;
        this.belongings = belongings;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Takes back what a change did to a skill's data and settings, which nobody uses meanwhile. Data of a version that was
     * called already is newer, and stays, unless it has another shape than the old version knows: then it is set aside.
     *
     * @param called whether the new version was called
     * @param reshaped whether data was migrated, or replaced by older data
     * @return the id of the state that newer data was set aside as, if it was
     * @throws IOException also when there is no whole backup
     */
    public Optional<String> putBack(SkillId id, String stateId, boolean called, boolean reshaped) throws IOException {
        CopyPlace place = backups.copy(id, stateId);
        Backup backup =
                backups.find(id, stateId).orElseThrow(() -> new IOException(place.path() + " holds no whole backup"));
        boolean data = backup.data() && !backup.whileRunning() && (!called || reshaped);
        backups.settle(id, stateId);
        Optional<String> left = data && called
                ? Optional.of(setAside(id, backup.stateId() + Backups.LEFT, backup.to()))
                : Optional.empty();
        if (data) {
            FolderSwap swap = new FolderSwap(folders.data(id));
            if (backup.folder()) {
                swap.move(place.data());
            } else {
                swap.clear();
            }
            belongings.restore(id, place.tables());
        }
        settings.restore(id, backup.to(), place.settingsOfNext());
        if (data) {
            // It is in its place again.
            backups.delete(id, stateId + BEFORE);
        }
        place.note().putBack();
        return left;
    }

    /**
     * Puts the data of a kept state into its place; the backup stays.
     *
     * @param cancelled asked again and again while it is copied
     * @throws InterruptedIOException when it is cancelled
     */
    public void restoreData(SkillId id, String stateId, BooleanSupplier cancelled) throws IOException {
        CopyPlace place = backups.copy(id, stateId);
        Backup backup = backups.find(id, stateId)
                .filter(Backup::data)
                .orElseThrow(() -> new IOException(place.path() + " holds no whole backup of data"));
        FolderSwap swap = new FolderSwap(folders.data(id));
        if (backup.folder()) {
            swap.copy(place.data(), cancelled);
        } else {
            swap.clear();
        }
        belongings.restore(id, place.tables());
    }

    /** Gives a version the settings that it had when it was left; nothing changes when they were not kept. */
    public void restoreSettings(SkillId id, String stateId, SkillVersion version) throws IOException {
        if (backups.find(id, stateId).isPresent()) {
            settings.restore(id, version, backups.copy(id, stateId).settings());
        }
    }

    /**
     * Sets the data folder and the tables aside that a skill left when it was uninstalled, since it begins anew; its settings
     * stay, and are only copied. The change has a copy of all, and takes this back when it puts that back.
     *
     * @param version that left them; null when nobody knows
     * @return the id of the state that they are now
     */
    public String beginAnew(SkillId id, String stateId, SkillVersion version) throws IOException {
        String left = setAside(id, stateId + BEFORE, version);
        Files.createDirectories(folders.data(id));
        belongings.dropTables(id);
        return left;
    }

    /**
     * The newer data itself goes aside, since the disk may have no room for one more copy of it; only tables and settings are
     * copied.
     */
    private String setAside(SkillId id, String left, SkillVersion version) throws IOException {
        if (backups.find(id, left).isPresent()) {
            return left;
        }
        CopyPlace place = backups.copy(id, left);
        Path aside = place.data();
        // One that was cut off had copied the rest when the folder went.
        if (Files.isDirectory(folders.data(id)) || !Files.isDirectory(aside)) {
            place.renew();
            belongings.backUp(id, Files.createDirectory(place.tables()));
            if (version != null) {
                settings.backUp(id, version, place.settings());
            }
            new FolderSwap(folders.data(id)).away(aside);
        }
        boolean folder = Files.isDirectory(aside);
        place.note()
                .write(new Backup(
                        Backup.FORMAT,
                        left,
                        id,
                        version,
                        null,
                        clock.instant(),
                        true,
                        folder,
                        folder || belongings.hasTables(id),
                        false,
                        place.bytes(),
                        null));
        return left;
    }
}
