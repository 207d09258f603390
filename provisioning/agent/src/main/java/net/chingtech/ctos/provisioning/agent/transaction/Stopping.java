package net.chingtech.ctos.provisioning.agent.transaction;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.format.Problem;
import org.osgi.util.promise.Promise;

/** Waits for a version that stops. */
final class Stopping {

    /** Beyond the patience for its calls, what stopping itself may take. */
    private static final Duration STOPPING = Duration.ofSeconds(15);

    private Stopping() {}

    static void await(Promise<Void> stopped, Duration patience, String words) throws StepFailed {
        try {
            // Not Promise.timeout: its clock is closed as soon as the JVM is told to end, and then each wait is over at
            // once.
            stopped.toCompletionStage()
                    .toCompletableFuture()
                    .get(patience.plus(STOPPING).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(words, String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw failed(words, "it took too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(words, "waiting for it was interrupted", e);
        }
    }

    private static StepFailed failed(String words, String why, Throwable cause) {
        return new StepFailed(
                new Problem(
                        500,
                        "stop_failed",
                        words + " could not be stopped: " + why + ".",
                        "Restart the container; at its start only what is installed runs."),
                cause);
    }
}
