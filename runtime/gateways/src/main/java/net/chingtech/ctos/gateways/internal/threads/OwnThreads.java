package net.chingtech.ctos.gateways.internal.threads;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Pools of daemon threads with the container's rights alone, whichever skill's call is the first to need one. */
public final class OwnThreads {

    private static final int SECONDS_IDLE = 30;

    private OwnThreads() {}

    /** At most {@code most} threads; what comes when all are busy is rejected, not queued. */
    public static ExecutorService pool(String name, int most) {
        return new ThreadPoolExecutor(0, most, SECONDS_IDLE, TimeUnit.SECONDS, new SynchronousQueue<>(), factory(name));
    }

    /** One thread that does short things at their time. */
    public static ScheduledExecutorService clock(String name) {
        return Executors.newSingleThreadScheduledExecutor(factory(name));
    }

    private static ThreadFactory factory(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(OwnThreads.class.getClassLoader());
            return thread;
        });
    }
}
