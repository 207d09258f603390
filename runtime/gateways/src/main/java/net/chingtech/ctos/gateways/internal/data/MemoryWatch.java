package net.chingtech.ctos.gateways.internal.data;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.gateways.internal.threads.OwnThreads;

/**
 * Stops statements that take too much memory. The database bounds no statement's memory, but what a thread has allocated
 * can be read from outside, and what it holds is never more than that.
 */
final class MemoryWatch implements AutoCloseable {

    private static final long MIB = 1024 * 1024;
    private static final long LOOK_EVERY_MS = 10;

    /** A skill has a few connections at once, so all of them together take at most a quarter of the heap. */
    private static final int PART_OF_HEAP = 16;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long most =
            Math.min(512 * MIB, Math.max(64 * MIB, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
    private final Set<Run> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = OwnThreads.clock("ctos-data-memory");

    MemoryWatch() {
        clock.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Work of one thread, from the moment it is made until it is closed. */
    final class Run implements AutoCloseable {

        private final long thread = Thread.currentThread().getId();
        private final long before = threads.getThreadAllocatedBytes(thread);
        private final Runnable cancel;
        private volatile boolean tooMuch;

        private Run(Runnable cancel) {
            this.cancel = cancel;
        }

        boolean tookTooMuch() {
            return tooMuch;
        }

        private void look() {
            // Again and again: what is cancelled between two statements of one work would run on.
            if (threads.getThreadAllocatedBytes(thread) - before > most) {
                tooMuch = true;
                cancel.run();
            }
        }

        @Override
        public void close() {
            running.remove(this);
        }
    }

    /** @param cancel stops the work; may be called more than once */
    Run watch(Runnable cancel) {
        Run run = new Run(cancel);
        running.add(run);
        return run;
    }

    private void look() {
        running.forEach(Run::look);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
