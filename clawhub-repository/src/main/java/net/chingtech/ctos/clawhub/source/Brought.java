package net.chingtech.ctos.clawhub.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.clawhub.wrap.Wrapped;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was brought and wrapped: a few JARs, the longest unused given up first. One that is on its way goes on when whoever
 * waited has left, so that the next who asks finds it.
 */
final class Brought {

    private static final Logger LOG = LoggerFactory.getLogger(Brought.class);
    private static final int MOST = 64;
    private static final long MOST_BYTES = 256L << 20;

    private final Path folder;
    private final ExecutorService threads;
    private final Duration patience;
    private final Map<Key, Wrapped> ready = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Key, Future<Wrapped>> onTheWay = new LinkedHashMap<>();

    /** What a release is made of: the same again gives the same JAR. */
    record Key(Origin origin, List<Said.File> files) {}

    /** Brings and wraps. */
    interface Road {
        Wrapped bring(Path target) throws ProvisioningException;
    }

    /**
     * @param folder of this source alone; what is in it is thrown away
     * @param patience how long somebody who plans is kept waiting
     */
    Brought(Path folder, ExecutorService threads, Duration patience) {
        this.folder = folder;
        this.threads = threads;
        this.patience = patience;
    }

    Wrapped get(Key key, Road road) throws ProvisioningException {
        Future<Wrapped> future;
        synchronized (this) {
            Wrapped known = ready.get(key);
            if (known != null && Files.isRegularFile(known.jar())) {
                return known;
            }
            ready.remove(key);
            future = onTheWay.get(key);
            if (future == null) {
                future = threads.submit(work(key, road));
                onTheWay.put(key, future);
            }
        }
        return await(key, future);
    }

    private Callable<Wrapped> work(Key key, Road road) {
        return () -> {
            try {
                Wrapped wrapped = road.bring(Scratch.in(folder).resolve(UUID.randomUUID() + ".jar"));
                keep(key, wrapped);
                return wrapped;
            } finally {
                synchronized (this) {
                    onTheWay.remove(key);
                }
            }
        };
    }

    private Wrapped await(Key key, Future<Wrapped> future) throws ProvisioningException {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ProvisioningException(
                    new Problem(
                            503,
                            "release_on_its_way",
                            LegacyProblem.shown(key.origin().reference())
                                    + " is still being downloaded and made into a bundle.",
                            "Try again in a moment; it goes on meanwhile."),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException(
                    new Problem(409, "cancelled", "The question was cancelled.", "Ask again when you want it."), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProvisioningException problem) {
                throw problem;
            }
            throw new IllegalStateException("a legacy skill could not be made into a bundle", e.getCause());
        }
    }

    private synchronized void keep(Key key, Wrapped wrapped) {
        ready.put(key, wrapped);
        var eldest = ready.entrySet().iterator();
        while (ready.size() > 1 && (ready.size() > MOST || bytes() > MOST_BYTES) && eldest.hasNext()) {
            Wrapped gone = eldest.next().getValue();
            eldest.remove();
            remove(gone.jar());
        }
    }

    private long bytes() {
        return ready.values().stream()
                .mapToLong(one -> one.statement().artifact().size())
                .sum();
    }

    /** What has this digest, if it was brought and is still here. */
    synchronized Optional<Path> jar(String sha256) {
        return ready.values().stream()
                .filter(one -> one.statement().artifact().sha256().equals(sha256))
                .map(Wrapped::jar)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} stays until the next start: {}", file, e.toString());
        }
    }
}
