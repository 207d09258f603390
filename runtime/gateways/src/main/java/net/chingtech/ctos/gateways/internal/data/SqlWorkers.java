package net.chingtech.ctos.gateways.internal.data;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
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
    private final Consumer<SQLException> failures;
    private final MemoryWatch memory = new MemoryWatch();

    /** @param failures told what the database could not do, on the thread that tried */
    SqlWorkers(Duration patience, Consumer<SQLException> failures) {
        this.patience = patience;
        this.failures = failures;
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
        return run(cancel, patience, work);
    }

    /** As {@link #run(Runnable, Work)}, with more patience than usual. */
    <T> T run(Runnable cancel, Duration patience, Work<T> work) throws ToolException {
        return waitFor(cancel, patience, () -> watched(cancel, work));
    }

    private <T> T waitFor(Runnable cancel, Duration patience, Callable<T> work) throws ToolException {
        Future<T> future;
        try {
            future = executor.submit(work);
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

    /**
     * Does the container's own work, which may take as much as the tables are large, on a thread of its own and waits for it.
     *
     * @param cancel called when the time is over or the caller is interrupted
     */
    <T> T runOwn(Runnable cancel, Duration patience, Work<T> work) throws ToolException {
        return waitFor(cancel, patience, work::run);
    }

    private <T> T watched(Runnable cancel, Work<T> work) throws SQLException, ToolException {
        try (MemoryWatch.Run run = memory.watch(cancel)) {
            try {
                return work.run();
            } catch (SQLException e) {
                if (run.tookTooMuch()) {
                    throw tooMuchMemory(e);
                }
                failures.accept(e);
                throw e;
            } catch (StackOverflowError | OutOfMemoryError e) {
                // The statement's own; what it took is free again when this is thrown on.
                throw tooMuchMemory(e);
            }
        }
    }

    private static ToolException tooMuchMemory(Throwable cause) {
        ToolException tooMuch = DataErrors.tooMuch("the memory that a statement may take");
        tooMuch.initCause(cause);
        return tooMuch;
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
        memory.close();
    }
}
