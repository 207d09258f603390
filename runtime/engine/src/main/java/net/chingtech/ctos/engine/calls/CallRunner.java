package net.chingtech.ctos.engine.calls;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs a skill's code on threads of the container, each piece within a time limit: when it is over, whoever waits is told
 * at once, and the thread is interrupted.
 */
public final class CallRunner implements AutoCloseable {

    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor clock;

    /** @param mostThreads how many pieces may run at once, all skills together */
    public CallRunner(int mostThreads) {
        threads = new ThreadPoolExecutor(
                0, mostThreads, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory("ctos-skill-"));
        clock = new ScheduledThreadPoolExecutor(1, factory("ctos-skill-clock-"));
        clock.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory factory(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> thread(task, name + number.incrementAndGet());
    }

    /** Made with the container's rights alone: a thread keeps those of the code that makes it. */
    private static Thread thread(Runnable task, String name) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(CallRunner.class.getClassLoader());
            return thread;
        });
    }

    /**
     * Runs {@code work}.
     *
     * @param limit how long it may take
     * @param late what whoever waits is told when it takes longer
     * @param after done when the work really ended, be it late, and before anybody is told that it ended
     * @return when it is ended before the work did, by the limit or by somebody else, the thread is interrupted, once
     * @throws RejectedExecutionException when too much runs already; {@code after} is not done then
     */
    public <T> CompletableFuture<T> run(Callable<T> work, Duration limit, Throwable late, Runnable after) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Piece<T> piece = new Piece<>(work, after, answer);
        threads.execute(piece);
        // Told first, interrupted then: what the work makes of the interrupt is not the answer any more.
        ScheduledFuture<?> alarm =
                clock.schedule(() -> answer.completeExceptionally(late), limit.toNanos(), TimeUnit.NANOSECONDS);
        answer.whenComplete((value, error) -> {
            alarm.cancel(false);
            piece.interrupt();
        });
        return answer;
    }

    /**
     * Waits for {@code event}, but not longer than {@code limit}, and then does {@code work} on a thread of its own, however
     * busy the others are. The JVM's own clock is no use here: its thread keeps the rights of whoever used it first, and
     * that may be a skill.
     *
     * @param work told whether the event was in time
     */
    public void after(CompletableFuture<?> event, Duration limit, String name, Consumer<Boolean> work) {
        CompletableFuture<Boolean> inTime = event.handle((value, error) -> true);
        inTime.thenAccept(is -> thread(() -> work.accept(is), name).start());
        if (!inTime.isDone()) {
            ScheduledFuture<?> alarm =
                    clock.schedule(() -> inTime.complete(false), limit.toNanos(), TimeUnit.NANOSECONDS);
            inTime.thenRun(() -> alarm.cancel(false));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        clock.shutdownNow();
    }

    /** One piece of work; an interrupt reaches it alone, never what the thread does next. */
    private static final class Piece<T> implements Runnable {

        private final Callable<T> work;
        private final Runnable after;
        private final CompletableFuture<T> answer;
        private Thread thread;
        private boolean interrupted;

        Piece(Callable<T> work, Runnable after, CompletableFuture<T> answer) {
            this.work = work;
            this.after = after;
            this.answer = answer;
        }

        @Override
        public void run() {
            enter(Thread.currentThread());
            T value = null;
            Throwable error = null;
            try {
                value = work.call();
            } catch (Throwable e) {
                error = e;
            }
            enter(null);
            Thread.interrupted();
            after.run();
            if (error == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(error);
            }
        }

        private synchronized void enter(Thread current) {
            thread = current;
            if (interrupted && current != null) {
                current.interrupt();
            }
        }

        /** Once: work that tidies up after an interrupt is not disturbed by a second one. */
        synchronized void interrupt() {
            if (!interrupted) {
                interrupted = true;
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }
    }
}
