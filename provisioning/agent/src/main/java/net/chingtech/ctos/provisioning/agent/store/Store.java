package net.chingtech.ctos.provisioning.agent.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.runtime.ContainerHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registry, lock file and pins as one unit. Readers see whole states; one writer at a time. */
public final class Store {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final ContainerHome home;
    private volatile State state;

    private Store(ContainerHome home, State state) {
        this.home = home;
        this.state = state;
    }

    /**
     * Reads what a home remembers; a home without a registry is empty.
     *
     * @throws ProvisioningException {@code registry_newer}, {@code registry_unreadable}; nothing was written
     */
    public static Store open(ContainerHome home) throws ProvisioningException {
        Registry registry = read(home.registry(), Registry.class, Registry.FORMAT, Registry.EMPTY);
        Pins pins = read(pinsFile(home), Pins.class, Pins.FORMAT, Pins.EMPTY);
        Store store = new Store(home, new State(registry, pins));
        store.reconcileLockFile();
        return store;
    }

    public State state() {
        return state;
    }

    /**
     * Makes a new state lasting: pins, then the lock file, then the registry, which is the truth. When this fails the
     * old state holds, on disk too.
     */
    public synchronized void commit(Registry registry, Pins pins) throws IOException {
        State before = state;
        byte[] lock = LockFile.of(registry);
        Registry committed = registry.committedWith(Digests.sha256Hex(lock));
        try {
            AtomicFiles.write(pinsFile(home), Json.writePretty(pins));
            AtomicFiles.write(home.lockFile(), lock);
            AtomicFiles.write(home.registry(), Json.writePretty(committed));
        } catch (IOException e) {
            takeBack(before, e);
            throw e;
        }
        state = new State(committed, pins);
    }

    private void takeBack(State before, IOException cause) {
        try {
            AtomicFiles.write(pinsFile(home), Json.writePretty(before.pins()));
            AtomicFiles.write(home.lockFile(), LockFile.of(before.registry()));
            // Its new content may be in place already, when only the sync of the folder failed.
            AtomicFiles.write(home.registry(), Json.writePretty(before.registry()));
        } catch (IOException e) {
            // The registry is the old one unless its folder cannot be written; the lock file is made from it at a
            // start.
            cause.addSuppressed(e);
        }
    }

    /** A crash between lock file and registry leaves a lock file that is ahead: it is made again from the registry. */
    private void reconcileLockFile() throws ProvisioningException {
        Registry registry = state.registry();
        if (registry.lockSha256() == null) {
            return;
        }
        try {
            byte[] found = Files.exists(home.lockFile()) ? Files.readAllBytes(home.lockFile()) : new byte[0];
            if (!Digests.sha256Hex(found).equals(registry.lockSha256())) {
                LOG.warn("{} does not belong to the registry and is made again from it", home.lockFile());
                AtomicFiles.write(home.lockFile(), LockFile.of(registry));
            }
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "write " + home.lockFile()), e);
        }
    }

    private static Path pinsFile(ContainerHome home) {
        return home.trust().resolve("pins.json");
    }

    private static <T> T read(Path file, Class<T> type, int newest, T absent) throws ProvisioningException {
        if (!Files.exists(file)) {
            return absent;
        }
        try {
            byte[] json = Files.readAllBytes(file);
            JsonNode tree = Json.readTree(json);
            int format = tree.path("format").asInt(0);
            if (format > newest) {
                throw Refusals.of(
                        500,
                        "registry_newer",
                        file + " has format " + format + "; this container reads up to " + newest + ".",
                        "Start this home with the newer container that wrote it.");
            }
            if (format < 1) {
                throw unreadable(file, "it names no format", null);
            }
            return Json.read(json, type);
        } catch (FormatException e) {
            throw unreadable(file, e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e), e);
        }
    }

    private static ProvisioningException unreadable(Path file, String why, Exception cause) {
        ProvisioningException refusal = Refusals.of(
                500,
                "registry_unreadable",
                file + " cannot be read: " + why + ". It was left as it is.",
                "Put back a copy of the file, or start with another home.");
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }
}
