package net.chingtech.ctos.skillhub.server.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.store.Issue;
import net.chingtech.ctos.skillhub.server.store.Maps;
import net.chingtech.ctos.skillhub.server.store.Notices;
import net.chingtech.ctos.skillhub.server.store.SignedLists;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub's signed lists: follows the store, the root files and the clock, on one thread of its own. */
public final class Metadata implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Metadata.class);
    private static final int LOOK_EVERY_SECONDS = 2;
    private static final int FIRST_ISSUE_IN_SECONDS = 5;
    private static final int ISSUE_IN_SECONDS = 60;

    private final Path keys;
    private final Roots roots;
    private final ListFiles files;
    private final Lists lists;
    private final SignedLists store;
    private final Clock clock;
    private final ScheduledExecutorService thread;

    private volatile ListsState state = new ListsState(ListsState.Word.STARTING, null, null, null, null, null);
    /** What those wait for who changed something since the last issue began; null when nobody does. */
    private CompletableFuture<ListsState> next;

    private boolean inspected;

    /**
     * @param folder where root files are put, and the lists are written
     * @param keys where the online keys lie
     */
    public Metadata(Path folder, Path keys, SignedLists store, Notices notices, Maps maps, Clock clock)
            throws IOException {
        Files.createDirectories(folder);
        this.keys = keys;
        this.roots = new Roots(folder);
        this.files = new ListFiles(folder);
        this.lists = new Lists(store, new TargetFiles(store, notices, maps, files), files);
        this.store = store;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "metadata"));
    }

    /** Issues what there is, and goes on doing so. Waits a little for the first issue. */
    public void start() throws InterruptedException {
        CompletableFuture<ListsState> first = nextIssue();
        thread.scheduleWithFixedDelay(this::follow, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        try {
            first.get(FIRST_ISSUE_IN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("The first lists are still being made");
        }
    }

    public ListsState state() {
        return state;
    }

    /** A file of the lists, compressed; empty when there is none. Only paths that lists can have are to be asked for. */
    public Optional<Path> compressed(String path) {
        return Optional.of(files.compressed(path)).filter(Files::isRegularFile);
    }

    /** A root file, not compressed. */
    public Optional<Path> root(String version) {
        return roots.file(version);
    }

    /**
     * Waits until all that is in the store now is listed; a hub that has no root lists nothing, and nobody waits.
     *
     * @throws Refused {@code not_listed}: it is kept, but cannot be listed now
     */
    public void awaitListed() throws Refused {
        String why;
        try {
            ListsState after = nextIssue().get(ISSUE_IN_SECONDS, TimeUnit.SECONDS);
            if (after.listsAll() || after.state() == ListsState.Word.NO_ROOT) {
                return;
            }
            why = after.detail();
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            why = "The signed lists are not made yet.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            why = "The hub stops.";
        }
        throw new Refused(new Problem(
                503,
                "not_listed",
                "It is kept, but not in the hub's signed lists: " + why,
                "GET /health says how the lists are. Send the same again to see that it is listed."));
    }

    /** An issue that begins after this call; who calls meanwhile shares it. */
    private synchronized CompletableFuture<ListsState> nextIssue() {
        if (next == null) {
            next = new CompletableFuture<>();
            thread.execute(this::follow);
        }
        return next;
    }

    private void follow() {
        CompletableFuture<ListsState> waiting;
        synchronized (this) {
            waiting = next;
            next = null;
        }
        ListsState now = look();
        if (now.state() != state.state() || !Objects.equals(now.detail(), state.detail())) {
            say(now);
        }
        state = now;
        if (waiting != null) {
            waiting.complete(now);
        }
    }

    private ListsState look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            Root root = roots.current(now);
            if (!inspected) {
                lists.inspect(now);
                inspected = true;
            }
            lists.follow(OnlineKeys.read(keys, root), now);
            lists.tidy(now);
            return roots.warning(now)
                    .map(warning -> state(warning.state(), warning.getMessage()))
                    .orElseGet(() -> state(ListsState.Word.OK, null));
        } catch (CannotList e) {
            return state(e.state(), e.getMessage());
        } catch (IOException | StoreFailed e) {
            LOG.error("The signed lists could not be made", e);
            return state(ListsState.Word.FAILED, "Disk or database failed; the log says how.");
        }
    }

    private ListsState state(ListsState.Word word, String detail) {
        Optional<Root> root = roots.last();
        Optional<Issue> issue = word == ListsState.Word.FAILED
                ? Optional.empty()
                : Optional.of(store.lastIssue()).filter(last -> last.complete() && last.timestampVersion() > 0);
        return new ListsState(
                word,
                detail,
                root.map(Root::version).orElse(null),
                root.map(Root::expires).orElse(null),
                issue.map(Issue::timestampVersion).orElse(null),
                issue.map(last -> last.timestampSignedAt().plus(Lists.TIMESTAMP_LIFE))
                        .orElse(null));
    }

    private static void say(ListsState now) {
        if (now.state() == ListsState.Word.OK) {
            LOG.info("The signed lists are in order, by root {}", now.rootVersion());
        } else if (now.state() == ListsState.Word.NO_ROOT) {
            LOG.info("No signed lists: {}", now.detail());
        } else {
            LOG.warn("The signed lists: {}", now.detail());
        }
    }

    /** Lets an issue that runs end. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(ISSUE_IN_SECONDS, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }
}
