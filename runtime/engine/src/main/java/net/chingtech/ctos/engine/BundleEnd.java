package net.chingtech.ctos.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.engine.calls.PlainWords;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** The end of a skill's bundle. Its own code runs when it stops, so that gets a time limit, too. */
final class BundleEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Object REMOVING = new Object();

    private final Bundle bundle;
    private final CallRunner runner;

    BundleEnd(Bundle bundle, CallRunner runner) {
        this.bundle = bundle;
        this.runner = runner;
    }

    /** @return what did not go as it should */
    Optional<String> run() {
        TimeoutException late = new TimeoutException("longer than " + PATIENCE.toSeconds() + " s");
        try {
            runner.run(this::stopAndRemove, PATIENCE, late, () -> {}).get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(PlainWords.tell(e.getCause()));
        } catch (RejectedExecutionException e) {
            return here();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("nobody waited for its end");
        }
    }

    /** Felix takes a lock over all bundles to remove one, and gives up where two threads want it: so one after the other. */
    private Void stopAndRemove() throws BundleException {
        try {
            bundle.stop();
        } finally {
            synchronized (REMOVING) {
                bundle.uninstall();
            }
        }
        return null;
    }

    private Optional<String> here() {
        try {
            stopAndRemove();
            return Optional.empty();
        } catch (BundleException | IllegalStateException e) {
            return Optional.of(PlainWords.tell(e));
        }
    }
}
