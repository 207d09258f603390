package net.chingtech.ctos.skillhub.server;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.skillhub.server.http.WebServer;
import net.chingtech.ctos.skillhub.server.metadata.Metadata;
import net.chingtech.ctos.skillhub.server.publish.Ledger;
import net.chingtech.ctos.skillhub.server.publish.MapDesk;
import net.chingtech.ctos.skillhub.server.publish.NoticeDesk;
import net.chingtech.ctos.skillhub.server.publish.PublishToken;
import net.chingtech.ctos.skillhub.server.publish.Publishing;
import net.chingtech.ctos.skillhub.server.publish.RatingDesk;
import net.chingtech.ctos.skillhub.server.publish.Withdrawals;
import net.chingtech.ctos.skillhub.server.search.Search;
import net.chingtech.ctos.skillhub.server.store.Artifacts;
import net.chingtech.ctos.skillhub.server.store.FolderArtifacts;
import net.chingtech.ctos.skillhub.server.store.H2Store;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running SkillHub. */
public final class Hub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final int POPULARITY_EVERY_SECONDS = 5;

    /** What is open, latest first: closed in this order. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final Duration patience;

    private String url;

    /** @param patience how long another hub may take to let go of the home */
    public Hub(Duration patience) {
        this.patience = patience;
    }

    /**
     * Starts; when this returns the hub answers. A {@link #close()} meanwhile waits, and then stops it.
     *
     * @param port 0 for a free one
     * @param publicUrl where others reach it, or null for its own address; given, something stands in front that adds each
     *     caller's address to X-Forwarded-For
     * @throws Exception when the home cannot be used or the port is taken; nothing stays open then
     */
    public synchronized void start(
            Path home, int port, Path publishTokenFile, String publicUrl, Verifier verifier, Clock clock)
            throws Exception {
        try {
            begin(home, port, publishTokenFile, publicUrl, verifier, clock);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private void begin(Path folder, int port, Path tokenFile, String publicUrl, Verifier verifier, Clock clock)
            throws Exception {
        // 1. What can be refused at once: the home, the token, the port. The database opens meanwhile.
        HubHome home = opened(HubHome.open(folder, patience, LOG::warn));
        PublishToken token = PublishToken.in(tokenFile);
        Path file = home.database();
        CompletableFuture<H2Store> opening = CompletableFuture.supplyAsync(() -> H2Store.open(file, clock));
        opened(() -> opening.thenAccept(H2Store::close)
                .exceptionally(failure -> null)
                .join());
        WebServer web = opened(new WebServer(port));
        url = web.listen();
        // 2. What is kept.
        Artifacts artifacts = FolderArtifacts.open(home.artifacts());
        Search search = opened(Search.open(home.index(), () -> result(opening).releases()));
        H2Store store = result(opening);
        Metadata metadata = opened(new Metadata(
                home.metadata(), home.metadataKeys(), store.lists(), store.notices(), store.maps(), clock));
        metadata.start();
        // 3. The doors. They close first, so requests that still run find everything open.
        Releases releases = store.releases();
        Ledger ledger = new Ledger(search, metadata);
        web.serve(new WebServer.Rooms(
                releases,
                artifacts,
                search,
                metadata,
                new Publishing(verifier, artifacts, releases, store.notices(), search, ledger, clock),
                new Withdrawals(releases, ledger, clock),
                new NoticeDesk(verifier, store.notices(), releases, ledger, clock),
                new MapDesk(store.maps(), ledger),
                new RatingDesk(store.ratings(), releases, ledger, clock),
                token,
                publicUrl == null ? url : publicUrl,
                publicUrl != null));
        open.remove(web);
        opened(web);
        follow(search);
        home.announce(url);
    }

    private static H2Store result(CompletableFuture<H2Store> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailed failed ? failed : e;
        }
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return url;
    }

    private void follow(Search search) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "popularity");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        search.showDownloads();
                    } catch (RuntimeException e) {
                        LOG.error("The order by popularity could not be brought up to date", e);
                    }
                },
                POPULARITY_EVERY_SECONDS,
                POPULARITY_EVERY_SECONDS,
                TimeUnit.SECONDS);
        opened(timer::shutdownNow);
    }

    private <T extends AutoCloseable> T opened(T room) {
        open.push(room);
        return room;
    }

    /** Lets running requests end and closes everything, also what comes after something that fails. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.error("Stopping was not clean", e);
            }
        }
    }
}
