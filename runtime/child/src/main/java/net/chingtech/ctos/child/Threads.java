package net.chingtech.ctos.child;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read and answer. The container asks less at once than there can be. */
final class Threads extends ThreadPoolExecutor {

    private static final int MOST = 512;

    Threads() {
        super(0, MOST, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
        AtomicInteger number = new AtomicInteger();
        setThreadFactory(work -> {
            Thread thread = new Thread(work, "ctos-child-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
