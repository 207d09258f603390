package net.chingtech.ctos.host.internal.calls;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of the container, and a clock. There are as many as have work: each process may ask for so much at once
 * and no more. They have the container's rights alone, whoever caused them to be made.
 */
public final class Threads implements Executor, AutoCloseable {

    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor clock;

    public Threads() {
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory("ctos-process-"));
        clock = new ScheduledThreadPoolExecutor(1, factory("ctos-process-clock-"));
        clock.setRemoveOnCancelPolicy(true);
        // The first skill of the framework to call must not be the one that makes it.
        clock.prestartAllCoreThreads();
    }

    private static ThreadFactory factory(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Threads.class.getClassLoader());
            return thread;
        });
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /**
     * Does {@code work} on one of the threads when the time has come, unless what is returned is cancelled or all is closed
     * before.
     */
    public Future<?> later(Duration wait, Runnable work) {
        try {
            return clock.schedule(() -> threads.execute(work), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
