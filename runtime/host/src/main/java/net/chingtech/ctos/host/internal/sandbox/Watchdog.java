package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds sandboxes to their limits where the kernel does not: one thread looks at all their processes a few times a second,
 * less often while they rest, and ends those of a sandbox that has too much of something.
 */
final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long OFTEN = 200_000_000L;
    private static final long SELDOM = 1_000_000_000L;

    /** A look at the machine's processes takes at most this part of the time, as long as none has too much. */
    private static final int PART = 20;

    private final Set<ConfinedProcess> watched = ConcurrentHashMap.newKeySet();
    private Thread thread;

    synchronized void watch(ConfinedProcess confined) {
        watched.add(confined);
        if (thread == null) {
            thread = OwnThread.of(this::run, "sandbox-watchdog");
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        long pause = OFTEN;
        while (goesOn()) {
            LockSupport.parkNanos(pause);
            long began = System.nanoTime();
            boolean busy = false;
            try {
                busy = look(began);
            } catch (IOException | RuntimeException e) {
                // A limit that is not watched is none: end them all, and say so.
                LOG.error("the processes of sandboxes cannot be watched", e);
                watched.forEach(confined -> confined.end("its limits could not be watched"));
            }
            long took = System.nanoTime() - began;
            pause = busy ? Math.min(SELDOM, Math.max(OFTEN, took * PART)) : SELDOM;
        }
    }

    /** Ends the thread when there is nothing to watch. */
    private synchronized boolean goesOn() {
        watched.removeIf(ConfinedProcess::isOver);
        if (watched.isEmpty()) {
            thread = null;
            return false;
        }
        return true;
    }

    private boolean look(long now) throws IOException {
        ProcessTable table = ProcessTable.read();
        boolean busy = false;
        for (ConfinedProcess confined : watched) {
            busy |= confined.look(table, now);
        }
        return busy;
    }
}
