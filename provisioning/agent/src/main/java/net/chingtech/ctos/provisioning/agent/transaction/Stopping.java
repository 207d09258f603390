package net.chingtech.ctos.provisioning.agent.transaction;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import net.chingtech.ctos.format.Problem;
import org.osgi.util.promise.Promise;

/** Waits for a version that stops. */
final class Stopping {

    /** Beyond the patience for its calls, what stopping itself may take. */
    private static final Duration STOPPING = Duration.ofSeconds(15);

    private Stopping() {}

    static void await(Promise<Void> stopped, Duration patience, String words) throws StepFailed {
        try {
            stopped.timeout(patience.plus(STOPPING).toMillis()).getValue();
        } catch (InvocationTargetException e) {
            throw failed(words, String.valueOf(e.getCause()), e.getCause());
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
