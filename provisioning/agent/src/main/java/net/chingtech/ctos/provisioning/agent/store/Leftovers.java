package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away what a change that was cut off left behind, all that the registry does not name, and what is old enough. */
public final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** How long copies stay that a rebuilt registry does not name. */
    private static final Duration UNNAMED_KEPT = Duration.ofDays(30);

    private final Store store;
    private final Folders folders;
    private final Backups backups;
    private final Remains remains;
    private final Clock clock;

    public Leftovers(Store store, Folders folders, Backups backups, Remains remains, Clock clock) {
        this.store = store;
        this.folders = folders;
        this.backups = backups;
        this.remains = remains;
        this.clock = clock;
    }

    /**
     * Empties staging, removes releases and copies that nobody names, and data whose time is over.
     *
     * @param unfinished transactions whose copies must stay, and the data of the skills that they copied
     * @param clearing told of what cannot be cleared away now
     */
    public void clear(Set<String> unfinished, Attempts clearing) {
        clearing.at("skills/staging", () -> clearStaging(clearing));
        clearing.at("skills/installed", () -> clearReleases(clearing));
        clearSettings(clearing);
        clearing.at("skills/data", () -> clearHalfData(unfinished, clearing));
        expire(unfinished, clearing);
    }

    /**
     * Removes copies that nobody names and data whose time is over; also later than at a start, while nothing is changed.
     *
     * @param unfinished transactions whose copies must stay, and the data of the skills that they copied
     * @param clearing told of what cannot be cleared away now
     */
    public void expire(Set<String> unfinished, Attempts clearing) {
        clearing.at("skills/backups", () -> clearCopies(unfinished, clearing));
        expireKeptData(unfinished, clearing);
    }

    private void clearStaging(Attempts clearing) throws IOException {
        for (Path staged : Folders.children(folders.home().staging())) {
            clearing.at(words(staged), () -> Folders.delete(staged));
        }
    }

    private void clearReleases(Attempts clearing) throws IOException {
        Set<Path> named = named(store.state().registry());
        for (Path release : Folders.children(folders.home().installed())) {
            if (!named.contains(release)) {
                LOG.info("{} is not named by the registry and is removed", release.getFileName());
                clearing.at(words(release), () -> Folders.delete(release));
            }
        }
    }

    /** A place in the home, for people. */
    private String words(Path place) {
        return folders.home().root().relativize(place).toString();
    }

    /** An uninstalled skill keeps the settings of its releases as long as its data. */
    private void clearSettings(Attempts clearing) {
        for (Entry entry :
                isFreshlyRebuilt() ? List.<Entry>of() : store.state().registry().skills()) {
            clearing.at(
                    "the settings of " + entry.id(), () -> remains.settings().keepOnly(entry.id(), versions(entry)));
        }
    }

    private void clearCopies(Set<String> unfinished, Attempts clearing) throws IOException {
        for (Path copies : Folders.children(folders.home().backups())) {
            Set<String> needed = new HashSet<>(unfinished);
            Optional<Entry> entry = Folders.id(copies).flatMap(store.state().registry()::find);
            for (String stateId : entry.map(History::backups).orElse(Set.of())) {
                SkillId id = entry.orElseThrow().id();
                clearing.at(words(backups.place(id, stateId)), () -> backups.settle(id, stateId));
                needed.add(stateId);
            }
            if (!isFreshlyRebuilt()) {
                clearing.at(words(copies), () -> backups.clear(copies, needed));
            }
        }
    }

    private void clearHalfData(Set<String> unfinished, Attempts clearing) throws IOException {
        for (Path data : Folders.children(folders.home().data())) {
            // Half of a folder that was about to be put into its place, or what was there before.
            if (unfinished.isEmpty() && data.getFileName().toString().startsWith(".")) {
                clearing.at(words(data), () -> Folders.delete(data));
            }
        }
    }

    /** A registry that was made anew may not name what the lost one did. */
    private boolean isFreshlyRebuilt() {
        Instant rebuilt = store.state().registry().rebuiltAt();
        return rebuilt != null && rebuilt.plus(UNNAMED_KEPT).isAfter(clock.instant());
    }

    private Set<Path> named(Registry registry) {
        Set<Path> named = new HashSet<>();
        for (Entry entry : registry.skills()) {
            versions(entry).forEach(version -> named.add(folders.release(entry.id(), version)));
        }
        registry.migrations().stream()
                .filter(migrated -> !migrated.gone())
                .forEach(migrated -> named.add(release(migrated)));
        return named;
    }

    /** Of which something is kept: those of its states, and the one that the lock file says. */
    private Set<SkillVersion> versions(Entry entry) {
        Set<SkillVersion> versions = History.releases(entry);
        Dispute dispute = store.disputes().get(entry.id());
        if (dispute != null && dispute.lockedVersion() != null) {
            versions.add(dispute.lockedVersion());
        }
        return versions;
    }

    /** Data that cannot be removed now, or is still to be put right, keeps its note, so that a later start removes it. */
    private void expireKeptData(Set<String> unfinished, Attempts clearing) {
        Registry registry = store.state().registry();
        Instant now = clock.instant();
        List<KeptData> kept = registry.keptData().stream()
                .filter(data -> data.dataKeptUntil().isAfter(now)
                        || backups.hasOf(data.id(), unfinished)
                        || !expire(data, clearing))
                .toList();
        List<Migrated> migrations = expireMigrations(registry, kept, clearing);
        if (kept.size() < registry.keptData().size() || !migrations.equals(registry.migrations())) {
            clearing.at(
                    "skills/registry.json",
                    () -> store.commit(
                            registry.withKeptData(kept).withMigrations(migrations),
                            store.state().pins()));
        }
    }

    /** A legacy skill goes with its data; that it was migrated is remembered a while longer. */
    private List<Migrated> expireMigrations(Registry registry, List<KeptData> kept, Attempts clearing) {
        Instant now = clock.instant();
        List<Migrated> left = new ArrayList<>();
        for (Migrated one : registry.migrations()) {
            boolean over = !one.gone()
                    && !one.until().isAfter(now)
                    && kept.stream().noneMatch(data -> data.id().equals(one.id()));
            boolean forgotten =
                    one.gone() && !one.at().plus(Migrated.REMEMBERED).isAfter(now);
            if (over && clearing.at(words(release(one)), () -> Folders.delete(release(one)))) {
                LOG.info("the migrated {} is removed: it was kept until {}", one.id(), one.until());
                left.add(one.forgotten());
            } else if (!forgotten) {
                left.add(one);
            }
        }
        return left;
    }

    private Path release(Migrated migrated) {
        return folders.release(migrated.id(), migrated.legacy().current().version());
    }

    private boolean expire(KeptData data, Attempts clearing) {
        LOG.info("the kept data of {} is removed: it was kept until {}", data.id(), data.dataKeptUntil());
        return clearing.at("the kept data of " + data.id(), () -> remains.purge(data.id()));
    }
}
