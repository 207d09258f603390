package net.chingtech.ctos.verify.internal.hub;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.tuf.FileMeta;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.Snapshot;
import net.chingtech.ctos.format.tuf.Targets;
import net.chingtech.ctos.format.tuf.Timestamp;
import net.chingtech.ctos.verify.internal.Refused;

/** One pass through the workflow, from the root to {@code targets.json}. What is proven is kept at once. */
final class Refresh {

    static final String TIMESTAMP_FILE = "timestamp.json";
    static final String SNAPSHOT_FILE = "snapshot.json";
    static final String TARGETS_FILE = "targets.json";

    private static final long LARGEST_TIMESTAMP = 64 * 1024;
    private static final long LARGEST_SNAPSHOT = 64 * 1024;
    /** 32,768 buckets; how many parts its JSON may have is counted before it is read. */
    private static final long LARGEST_TARGETS = 6 * 1024 * 1024;

    /** A list of targets takes ten times its length while it is read, so the hubs of a container wait for each other. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final HubFolder folder;
    private final Remote remote;
    private final Moments moments;
    private final Instant now;

    Refresh(HubFolder folder, Remote remote, Moments moments) {
        this.folder = folder;
        this.remote = remote;
        this.moments = moments;
        this.now = moments.now(); // 5.1: one time for the whole pass
    }

    /**
     * Asks the hub.
     *
     * @param before what was known, or null; its {@code targets.json} is not read again while it is the same
     */
    Known ask(Pin pin, Known before) throws Refused {
        moments.mustNotRunBackwards(now, remote.clock());
        RootChain chain = new RootChain(folder, pin, remote);
        TrustedRoot root = chain.present();
        expiry(Role.ROOT, root.root()); // 5.3.10
        Timestamp timestamp;
        try {
            timestamp = timestamp(root.root());
        } catch (Refused e) {
            if (e.problem().code().equals("metadata_signature_wrong")
                    || e.problem().code().equals("metadata_threshold")) {
                chain.mustStillBeThePinned();
            }
            throw e;
        }
        Snapshot snapshot = snapshot(root.root(), timestamp.snapshot());
        Known known = targets(root, timestamp, snapshot, before);
        moments.refreshed(now);
        if (before == null || before.targets() != known.targets()) {
            folder.sweepTargets(known.targets().files());
        }
        return known;
    }

    /** What the folder holds, without asking the hub; nothing when something of it is missing or damaged. */
    Optional<Known> kept(TrustedRoot root) throws Refused {
        Optional<Verified<Timestamp>> timestamp = stored(TIMESTAMP_FILE, Timestamp.class, Role.TIMESTAMP, root.root());
        Optional<Verified<Snapshot>> snapshot = stored(SNAPSHOT_FILE, Snapshot.class, Role.SNAPSHOT, root.root());
        if (timestamp.isEmpty()
                || snapshot.filter(file -> file.is(timestamp.get().role().snapshot()))
                        .isEmpty()) {
            return Optional.empty();
        }
        return storedTargets(root, timestamp.get().role(), snapshot.get().role());
    }

    /** 5.4 */
    private Timestamp timestamp(Root root) throws Refused {
        byte[] file = remote.get(TIMESTAMP_FILE, LARGEST_TIMESTAMP);
        Timestamp offered = Verified.of(TIMESTAMP_FILE, file, Timestamp.class, Role.TIMESTAMP, root)
                .role();
        Optional<Verified<Timestamp>> stored = stored(TIMESTAMP_FILE, Timestamp.class, Role.TIMESTAMP, root);
        Timestamp known = stored.map(Verified::role).orElse(null);
        if (known != null) {
            mustNotGoBack(TIMESTAMP_FILE, known.version(), offered.version());
            mustNotGoBack(
                    SNAPSHOT_FILE,
                    known.snapshot().version(),
                    offered.snapshot().version());
        }
        boolean news = known == null || offered.version() > known.version();
        Timestamp timestamp = news ? offered : known;
        expiry(Role.TIMESTAMP, timestamp);
        moments.mustNotBeFarBehind(now, timestamp.expires(), remote.clock());
        if (news) {
            folder.write(TIMESTAMP_FILE, file);
        }
        return timestamp;
    }

    /** 5.5 */
    private Snapshot snapshot(Root root, FileMeta named) throws Refused {
        Optional<Verified<Snapshot>> stored = stored(SNAPSHOT_FILE, Snapshot.class, Role.SNAPSHOT, root);
        if (stored.isPresent() && stored.get().is(named)) {
            expiry(Role.SNAPSHOT, stored.get().role());
            return stored.get().role();
        }
        byte[] file = fetch(Role.SNAPSHOT, named, LARGEST_SNAPSHOT);
        Verified<Snapshot> fetched = proven(Role.SNAPSHOT, Snapshot.class, named, file, root);
        if (stored.isPresent()) {
            for (Map.Entry<String, FileMeta> known : stored.get().role().meta().entrySet()) {
                FileMeta offered = fetched.role().meta().get(known.getKey());
                mustNotGoBack(known.getKey(), known.getValue().version(), offered == null ? 0 : offered.version());
            }
        }
        expiry(Role.SNAPSHOT, fetched.role());
        folder.write(SNAPSHOT_FILE, fetched.file());
        return fetched.role();
    }

    /** 5.6 */
    private Known targets(TrustedRoot root, Timestamp timestamp, Snapshot snapshot, Known before) throws Refused {
        FileMeta named = snapshot.targets();
        if (before != null
                && before.targetsFile().equals(named)
                && before.root().sameAs(root)) {
            Known.mustNotBeExpired(Role.TARGETS, before.targetsExpire(), now, remote.clock());
            return new Known(root, timestamp, snapshot, named, before.targetsExpire(), before.targets());
        }
        Optional<Known> stored = storedTargets(root, timestamp, snapshot);
        if (stored.isPresent()) {
            Known.mustNotBeExpired(Role.TARGETS, stored.get().targetsExpire(), now, remote.clock());
            return stored.get();
        }
        byte[] file = fetch(Role.TARGETS, named, LARGEST_TARGETS);
        Known known;
        synchronized (ONE_AT_A_TIME) {
            Targets targets = proven(Role.TARGETS, Targets.class, named, file, root.root())
                    .role();
            expiry(Role.TARGETS, targets);
            known = known(root, timestamp, snapshot, targets);
        }
        folder.write(TARGETS_FILE, file);
        return known;
    }

    /** With the {@code targets.json} of the folder, when it is the one that the snapshot names. */
    private Optional<Known> storedTargets(TrustedRoot root, Timestamp timestamp, Snapshot snapshot) throws Refused {
        synchronized (ONE_AT_A_TIME) {
            Optional<Verified<Targets>> targets = stored(TARGETS_FILE, Targets.class, Role.TARGETS, root.root())
                    .filter(file -> file.is(snapshot.targets()));
            return targets.isEmpty()
                    ? Optional.empty()
                    : Optional.of(known(root, timestamp, snapshot, targets.get().role()));
        }
    }

    private static Known known(TrustedRoot root, Timestamp timestamp, Snapshot snapshot, Targets targets)
            throws Refused {
        TargetIndex index = TargetIndex.of(targets, TARGETS_FILE);
        return new Known(root, timestamp, snapshot, snapshot.targets(), targets.expires(), index);
    }

    /** A list that another one names: its length before it is read, its bytes before they are parsed. */
    private byte[] fetch(String role, FileMeta named, long largest) throws Refused {
        String path = path(role, named);
        if (named.length() != null && named.length() > largest) {
            throw Refusals.tooLarge(path, largest);
        }
        byte[] file = remote.get(path, named.length() == null ? largest : named.length());
        String difference = Verified.difference(file, named);
        if (difference != null) {
            throw Refusals.mismatch(path, difference);
        }
        return file;
    }

    private static <R extends Role> Verified<R> proven(
            String role, Class<R> type, FileMeta named, byte[] file, Root root) throws Refused {
        String path = path(role, named);
        Verified<R> fetched = Verified.of(path, file, type, role, root);
        if (fetched.role().version() != named.version()) {
            throw Refusals.mismatch(
                    path, "it says that it is version " + fetched.role().version());
        }
        return fetched;
    }

    private static String path(String role, FileMeta named) {
        return named.version() + "." + role + ".json";
    }

    /** A list of before, if it is still there, whole, and signed by the keys of today. */
    private <R extends Role> Optional<Verified<R>> stored(String name, Class<R> type, String role, Root root) {
        try {
            Optional<byte[]> file = folder.read(name, LARGEST_TARGETS);
            return file.isEmpty() ? Optional.empty() : Optional.of(Verified.of(name, file.get(), type, role, root));
        } catch (IOException | Refused e) {
            return Optional.empty(); // the same as missing: it is fetched again
        }
    }

    private void expiry(String name, Role role) throws Refused {
        Known.mustNotBeExpired(name, role.expires(), now, remote.clock());
    }

    private static void mustNotGoBack(String name, long known, long offered) throws Refused {
        if (offered < known) {
            throw Refusals.rolledBack(name, known, offered);
        }
    }
}
