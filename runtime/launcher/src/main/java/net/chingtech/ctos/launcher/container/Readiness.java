package net.chingtech.ctos.launcher.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/** Waits for the services without which a container is of no use, and says what blocks one that does not come. */
final class Readiness {

    /** Service property with one of the names below. */
    static final String PROPERTY = "ctos.ready";

    private static final Set<String> NEEDED = Set.of("provisioning", "rest", "marketplace", "mcp");

    private static final long LOOK_EVERY_MS = 500;

    private final BundleContext context;
    private final Path log;
    private final Set<String> missing = new TreeSet<>(NEEDED);
    private final CountDownLatch all = new CountDownLatch(1);

    /** Watches from now on: to be made before the bundles start. */
    Readiness(BundleContext context, Path log) {
        this.context = context;
        this.log = log;
        String filter = "(" + PROPERTY + "=*)";
        // Of all services, also of types that this program has classes of its own of: to know that one is there takes
        // no cast.
        AllServiceListener listener = event -> {
            if (event.getType() == ServiceEvent.REGISTERED) {
                seen(event.getServiceReference());
            }
        };
        try {
            context.addServiceListener(listener, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter of our own is wrong", e);
        }
    }

    private void seen(ServiceReference<?> reference) {
        synchronized (missing) {
            missing.remove(String.valueOf(reference.getProperty(PROPERTY)));
            if (missing.isEmpty()) {
                all.countDown();
            }
        }
    }

    private void refuseFailed() throws CommandFailed {
        List<String> failed = Diagnosis.failedActivations(context);
        if (!failed.isEmpty()) {
            throw new CommandFailed(new Problem(
                    503,
                    "not_ready",
                    "the container cannot start: " + failed.get(0),
                    "The log is " + log,
                    failed.subList(1, failed.size())));
        }
    }

    /** @throws CommandFailed {@code not_ready}: what is missing, and what blocks it */
    void await(Duration deadline) throws CommandFailed {
        // The framework has reached its last level: a bundle that has not started now never will.
        List<String> broken = Diagnosis.brokenBundles(context);
        long end = System.nanoTime() + (broken.isEmpty() ? deadline.toNanos() : 0);
        try {
            do {
                if (all.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
                refuseFailed();
            } while (System.nanoTime() < end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> more = new ArrayList<>(broken);
        more.addAll(Diagnosis.waitingComponents(context));
        more.add("log: " + log);
        String names;
        synchronized (missing) {
            names = String.join(", ", missing);
        }
        throw new CommandFailed(new Problem(
                503,
                "not_ready",
                "the container did not become ready; missing: " + names,
                "See below and the log",
                more));
    }
}
