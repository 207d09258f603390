package net.chingtech.ctos.verify.internal.hub;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.verify.internal.Refused;

/** What is known of a hub at this moment, and the files that it lists. For many threads; one asks the hub at a time. */
public final class Lists {

    private final HubFolder folder;
    private final Pin pin;
    private final Remote remote;
    private final Moments moments;

    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known;
    private volatile Problem problem;
    /** Under {@link #asking}: when the last pass that went well began, by the clock that only counts. */
    private long lastBegun;

    private boolean everWell;

    public Lists(HubFolder folder, Pin pin, Remote remote, Moments moments) {
        this.folder = folder;
        this.pin = pin;
        this.remote = remote;
        this.moments = moments;
    }

    /** Asks the hub, unless another thread began to after this one wanted to know. */
    public void refresh() throws Refused {
        long wanted = System.nanoTime();
        asking.lock();
        try {
            if (everWell && lastBegun - wanted >= 0) {
                return;
            }
            long begun = System.nanoTime();
            known = new Refresh(folder, remote, moments).ask(pin, known);
            problem = null;
            lastBegun = begun;
            everWell = true;
        } catch (Refused e) {
            problem = e.problem();
            forgetWhatTheRootRevoked();
            throw e;
        } finally {
            asking.unlock();
        }
    }

    /** The bucket that a skill is in, proven; fetched only when it is not kept. */
    public byte[] bucket(SkillId id) throws Refused {
        return file(lists -> lists.bucket(id)).orElseThrow();
    }

    /** A list beside the buckets, proven; nothing when the hub has none of this name. */
    public Optional<byte[]> other(String name) throws Refused {
        return file(lists -> lists.targets().other(name));
    }

    /** What is known now, without asking; null when nothing is. */
    public Known known() throws Refused {
        Known now = known;
        if (now != null) {
            return now;
        }
        asking.lock();
        try {
            if (known == null) {
                known = kept();
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    public Optional<TrustedRoot> root() throws Refused {
        return TrustedRoot.load(folder);
    }

    public Optional<Instant> lastRefresh() {
        return moments.lastRefresh();
    }

    /** Why the lists are not believed at this moment, or null. */
    public Problem problem() {
        try {
            Known now = known();
            if (now != null) {
                mustBeBelieved(now);
            }
            return problem;
        } catch (Refused e) {
            return e.problem();
        }
    }

    private Optional<byte[]> file(Function<Known, TargetIndex.Target> which) throws Refused {
        if (known() == null) {
            refresh();
        }
        TargetIndex.Target target = which.apply(believed());
        Optional<byte[]> file = target == null ? Optional.empty() : file(target);
        if (target == null || file.isPresent()) {
            return file;
        }
        // The hub went on since it was asked: its new lists name another file.
        refresh();
        TargetIndex.Target later = which.apply(believed());
        if (later == null) {
            return Optional.empty();
        }
        return Optional.of(
                (later.equals(target) ? file : file(later)).orElseThrow(() -> Refusals.missing(later.path())));
    }

    private Optional<byte[]> file(TargetIndex.Target target) throws Refused {
        String sha256 = target.file().sha256();
        Optional<byte[]> kept = folder.target(sha256, target.file().size());
        if (kept.isPresent()) {
            return kept;
        }
        Optional<byte[]> fetched = remote.find(target.path(), target.file().size());
        if (fetched.isPresent()) {
            if (fetched.get().length != target.file().size()) {
                throw Refusals.mismatch(target.path(), "it is shorter");
            }
            if (!Digests.sha256Hex(fetched.get()).equals(sha256)) {
                throw Refusals.mismatch(target.path(), "its SHA-256 is another");
            }
            folder.keepTarget(sha256, fetched.get());
        }
        return fetched;
    }

    private Known believed() throws Refused {
        Known now = known();
        mustBeBelieved(now);
        return now;
    }

    private void mustBeBelieved(Known lists) throws Refused {
        Instant now = moments.now();
        moments.mustNotRunBackwards(now, remote.clock());
        lists.mustNotBeExpired(now, remote.clock());
    }

    /** A new root may have come before the pass failed; what its keys did not sign is not believed any longer. */
    private void forgetWhatTheRootRevoked() throws Refused {
        Optional<TrustedRoot> root = root();
        if (known != null && (root.isEmpty() || !root.get().sameAs(known.root()))) {
            known = kept();
        }
    }

    private Known kept() throws Refused {
        Optional<TrustedRoot> root = root();
        return root.isEmpty()
                ? null
                : new Refresh(folder, remote, moments).kept(root.get()).orElse(null);
    }
}
