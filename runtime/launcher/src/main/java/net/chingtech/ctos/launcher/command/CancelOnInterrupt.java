package net.chingtech.ctos.launcher.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.TaskWatch;

/**
 * Ctrl-C while a change is carried out asks its task to stop, and lets this process end only once what was done is
 * undone. It holds from before the task is asked for: whoever stops then does not want it either.
 */
final class CancelOnInterrupt implements AutoCloseable {

    private static final int PATIENCE_IN_SECONDS = 60;

    private final CompletableFuture<String> task = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile String outcome = "its end was not seen";

    CancelOnInterrupt(TaskWatch watch) {
        hook = new Thread(() -> cancel(watch), "ctos-cancel");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The task is there and can be cancelled. */
    void started(String taskId) {
        task.complete(taskId);
    }

    /** The task came to its end; said by the hook, since this process ends before its main thread could. */
    void ended(String how) {
        outcome = how;
    }

    /** There is nothing left to cancel. */
    @Override
    public void close() {
        task.cancel(false);
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process is ending; the hook has done its work.
        }
    }

    private void cancel(TaskWatch watch) {
        try {
            String taskId = task.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
            System.err.println("asking task " + taskId + " to stop ...");
            watch.cancel(taskId);
            ended.await(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
            System.err.println(outcome);
        } catch (CommandFailed e) {
            System.err.println(e.forPeople());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | java.util.concurrent.CancellationException e) {
            // The task never came to be.
        }
    }
}
