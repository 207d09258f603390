package net.chingtech.ctos.gateways.internal.data;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.gateways.internal.threads.OwnThreads;
import net.chingtech.ctos.skill.ToolException;

/**
 * The threads that touch the database. A skill's own thread never does: it is interrupted when its time is over, and an
 * interrupt in the middle of a read closes the database's file for everybody.
 */
final class SqlWorkers implements AutoCloseable {

    private static final int MOST_THREADS = 32;

    private final ExecutorService executor;
    private final Duration patience;

    SqlWorkers(Duration patience) {
        this.patience = patience;
        executor = OwnThreads.pool("ctos-data", MOST_THREADS);
    }

    /** What is done in the database. */
    interface Work<T> {
        T run() throws SQLException, ToolException;
    }

    /**
     * Does {@code work} on a thread of its own and waits for it.
     *
     * @param cancel called when the time is over or the caller is interrupted
     */
    <T> T run(Runnable cancel, Work<T> work) throws ToolException {
        Future<T> future;
        try {
            future = executor.submit(work::run);
        } catch (RejectedExecutionException e) {
            throw new ToolException("data_timeout", "The database is busy; try again.", e);
        }
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            cancel.run();
            throw DataErrors.timeout(e);
        } catch (InterruptedException e) {
            cancel.run();
            Thread.currentThread().interrupt();
            throw DataErrors.timeout(e);
        } catch (ExecutionException e) {
            throw reason(e.getCause());
        }
    }

    /** Does {@code work} soon, or here and now when every thread is busy; nobody waits for it. */
    void later(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            // On whichever thread this is, perhaps one that a skill was the first to need.
            AccessController.doPrivileged((PrivilegedAction<Void>) () -> {
                work.run();
                return null;
            });
        }
    }

    private static ToolException reason(Throwable cause) {
        if (cause instanceof ToolException reason) {
            return reason;
        }
        if (cause instanceof SQLException sql) {
            return DataErrors.translate(sql);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
