package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registry, lock file and pins as one unit. Readers see whole states; one writer at a time. */
public final class Store {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private static final String PINS_LOST = "What is installed was pinned again to the keys that it is installed with;"
            + " pins of skills that were removed are lost.";

    private static final String LOCK_LOST = "It was made again from the registry.";

    private final ContainerHome home;
    private volatile State state;
    private volatile Map<SkillId, Dispute> disputes = Map.of();
    private volatile List<String> strange = List.of();
    /** Whether something in memory was made anew and is not on disk yet. */
    private boolean damaged;

    private boolean pinsLost;

    private Store(ContainerHome home, State state) {
        this.home = home;
        this.state = state;
    }

    /**
     * Reads what a home remembers; a home without a registry is empty. What is damaged is made anew from what is installed;
     * it is written by {@link #settle} only, so that administrators can be told first.
     *
     * @param journals says what was cut off
     * @throws ProvisioningException {@code registry_newer}, {@code registry_unreadable}; nothing was written
     */
    public static Store open(ContainerHome home, HomeFiles files, Begun.Reader journals, Verifier verifier, Clock clock)
            throws ProvisioningException {
        Pins pins = files.read(pinsFile(home), Pins.class, Pins.FORMAT, Pins.EMPTY, PINS_LOST);
        LockFile lock =
                files.read(home.lockFile(), LockFile.FORMAT, null, LOCK_LOST, (tree, format) -> LockFile.parse(tree));
        Registry registry = files.read(home.registry(), Registry.FORMAT, null, "", RegistryFile::parse);
        Store store = new Store(home, new State(registry == null ? Registry.EMPTY : registry, pins));
        store.pinsLost = files.damaged(pinsFile(home));
        store.damaged = store.pinsLost || files.damaged(home.lockFile());
        long revision = registry != null ? registry.revision() : store.revision(clock);
        Begun begun = store.begun(journals, revision);
        if (registry != null || store.isNew(files, lock, begun)) {
            store.checkLockFile(files.damaged(home.lockFile()));
            if (!store.disputes.isEmpty()) {
                files.done(
                        home.lockFile(),
                        "The registry is not as it was written either, so that nobody knows what is right.");
            }
        } else {
            Rebuild rebuild = new Rebuild(new Folders(home), pins, verifier, begun, clock.instant());
            boolean locked = lock != null && !lock.skills().isEmpty();
            Rebuild.Rebuilt rebuilt = rebuild.from(locked ? lock : null, revision);
            store.state = new State(rebuilt.registry(), pins);
            store.disputes = rebuilt.disputes();
            store.damaged = true;
            files.done(home.registry(), words(rebuilt, locked));
            if (lock == null && files.damaged(home.lockFile())) {
                files.done(home.lockFile(), "It was made again from what lies on disk.");
            }
        }
        return store;
    }

    /** Whether there is no registry because nothing was ever installed. */
    private boolean isNew(HomeFiles files, LockFile lock, Begun begun) throws ProvisioningException {
        if (files.damaged(home.registry())) {
            return false;
        }
        if (lock == null || lock.skills().isEmpty()) {
            boolean lost = !files.damaged(home.lockFile()) && areLost(begun);
            if (lost) {
                files.add(new Damage(home.registry(), null, "", ""));
            }
            return !lost && !files.damaged(home.lockFile());
        }
        try {
            LockJournal journal = LockJournal.read(home);
            String found = Digests.sha256Hex(Files.readAllBytes(home.lockFile()));
            boolean cutOff = journal != null && journal.explains(null, found);
            if (!cutOff) {
                files.add(new Damage(home.registry(), null, "", ""));
            }
            return cutOff;
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read " + home.lockFile()), e);
        }
    }

    /**
     * The revision of a registry that is made anew. When the lock file is of a change that was being written, the change is
     * true, and an open journal must find a revision of after it; otherwise one of before.
     */
    private long revision(Clock clock) throws ProvisioningException {
        try {
            LockJournal journal = LockJournal.read(home);
            boolean ahead = journal != null
                    && Files.exists(home.lockFile())
                    && Digests.sha256Hex(Files.readAllBytes(home.lockFile())).equals(journal.after());
            return ahead ? clock.instant().getEpochSecond() : 0;
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read " + home.lockFile()), e);
        }
    }

    /** Whether there is more than what a first change, cut off, left: then somebody took away what names it. */
    private boolean areLost(Begun begun) throws ProvisioningException {
        try {
            return !begun.explains(home);
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read " + home.installed()), e);
        }
    }

    private Begun begun(Begun.Reader journals, long revision) throws ProvisioningException {
        try {
            return journals.at(revision);
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read the journals of " + home.registry()), e);
        }
    }

    private static String words(Rebuild.Rebuilt rebuilt, boolean locked) {
        List<SkillId> off = List.copyOf(rebuilt.disputes().keySet());
        return (locked
                        ? "What is installed was made again from the lock file and the releases on disk, each proven again."
                        : "The lock file does not help: what is installed was made again from the releases on disk, each proven again, with no permission.")
                + " Earlier states are known again by their releases and by the copies of their data; copies that tell nobody what they are stay in skills/backups for 30 days."
                + " Lost are held versions, policies, wished hosts, and what was agreed to of revoked releases; updates come when somebody asks for them."
                + migrations(rebuilt)
                + (off.isEmpty() ? "" : " These stay off until ./ctos restart ID: " + off + ".");
    }

    /** What was migrated lies on disk still, as long as that can be undone, and in no lock file. */
    private static String migrations(Rebuild.Rebuilt rebuilt) {
        List<SkillId> legacies = rebuilt.disputes().entrySet().stream()
                .filter(one -> one.getKey().isLegacy() && one.getValue().lockedVersion() == null)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return legacies.isEmpty()
                ? ""
                : " Lost is which legacy skills were migrated, too: ./ctos migrate --undo does not know them any more."
                        + " These may have been, since they lie on disk and the lock file does not name them; what"
                        + " follows them runs beside them when they are started: " + legacies + ".";
    }

    /**
     * Writes what was made anew, so that the next start finds it. A file that was damaged is replaced here, and not before.
     *
     * @throws ProvisioningException {@code disk_full} and the like
     */
    public synchronized void settle() throws ProvisioningException {
        if (!damaged) {
            return;
        }
        try {
            commit(state.registry(), state.pins());
            damaged = false;
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "write " + home.registry()), e);
        }
    }

    /** Completes pins of an older version, and those that are gone, with what is installed; the next commit writes them. */
    public synchronized void completePins(Verifier verifier) {
        List<SkillId> missing = OldPins.missing(state);
        if (!missing.isEmpty() && !pinsLost) {
            List<String> more = new ArrayList<>(strange);
            more.add(
                    "The pins in trust/pins.json lacked " + missing
                            + ", which are pinned again to the keys that they are installed with; pins of removed skills may be lost.");
            strange = List.copyOf(more);
        }
        state = new State(state.registry(), new OldPins(new Folders(home), verifier).completed(state));
    }

    public State state() {
        return state;
    }

    /** The skills of which registry and lock file say different things; they must not run. */
    public Map<SkillId, Dispute> disputes() {
        return disputes;
    }

    /** What else was strange about registry, lock file and pins at the start, in sentences. */
    public List<String> strange() {
        return strange;
    }

    /** As {@link #commit(Registry, Pins, Set)}, settling nothing. */
    public void commit(Registry registry, Pins pins) throws IOException {
        commit(registry, pins, Set.of());
    }

    /**
     * Makes a new state lasting: pins, then the lock file, then the registry, which is the truth. When this fails the
     * old state holds, on disk too.
     *
     * @param settled skills of which the registry is right from now on, whatever the lock file says
     */
    public void commit(Registry registry, Pins pins, Set<SkillId> settled) throws IOException {
        commit(registry, pins, settled, registry.revision() + 1);
    }

    /** Writes down something of one skill that no plan speaks of, so that plans which were shown stay true. */
    public synchronized void note(Entry entry) throws IOException {
        Registry registry = state.registry();
        commit(registry.with(entry), state.pins(), Set.of(), registry.revision());
    }

    private synchronized void commit(Registry registry, Pins pins, Set<SkillId> settled, long revision)
            throws IOException {
        State before = state;
        Map<SkillId, Dispute> left = new LinkedHashMap<>(disputes);
        left.keySet().removeAll(settled);
        byte[] lock = LockFile.of(registry, left);
        String lockDigest = Digests.sha256Hex(lock);
        Registry committed = registry.committedWith(lockDigest, revision);
        try {
            WholeFile.write(pinsFile(home), Json.writePretty(pins));
            LockJournal.of(before.registry().lockSha256(), lockDigest).write(home);
            WholeFile.write(home.lockFile(), lock);
            WholeFile.write(home.registry(), Json.writePretty(committed));
            LockJournal.clear(home);
        } catch (IOException e) {
            takeBack(before, e);
            throw e;
        }
        state = new State(committed, pins);
        disputes = left;
    }

    private void takeBack(State before, IOException cause) {
        try {
            WholeFile.write(pinsFile(home), Json.writePretty(before.pins()));
            WholeFile.write(home.lockFile(), LockFile.of(before.registry(), disputes));
            // Its new content may be in place already, when only the sync of the folder failed.
            WholeFile.write(home.registry(), Json.writePretty(before.registry()));
            LockJournal.clear(home);
        } catch (IOException e) {
            // The registry is the old one unless its folder cannot be written; the lock file is made from it at a
            // start.
            cause.addSuppressed(e);
        }
    }

    /**
     * A process that ended between lock file and registry left a lock file that is ahead: it is made again. Anything else
     * that does not fit was done by somebody; it is left as it is, for whoever looks into it.
     */
    private void checkLockFile(boolean damaged) throws ProvisioningException {
        Registry registry = state.registry();
        try {
            byte[] found = Files.exists(home.lockFile()) ? Files.readAllBytes(home.lockFile()) : null;
            LockCheck check = LockCheck.of(registry, found, damaged, LockJournal.read(home));
            disputes = check.disputes();
            strange = check.strange();
            if (check.remake() && !damaged) {
                LOG.warn("{} does not belong to the registry and is made again from it", home.lockFile());
                WholeFile.write(home.lockFile(), LockFile.of(registry, Map.of()));
            }
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "write " + home.lockFile()), e);
        }
    }

    private static Path pinsFile(ContainerHome home) {
        return home.trust().resolve("pins.json");
    }
}
