package net.chingtech.ctos.provisioning;

import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Problem;

/**
 * A long action, as it is now. A new value for every change; {@code revision} grows.
 *
 * @param title what is done, in words
 * @param percent 0 to 100
 * @param step what it does right now, in words
 * @param log what was done, in words, oldest first; at most 200 lines
 * @param problem why it failed, or null
 * @param finishedAt null while it runs
 */
public record Task(
        String taskId,
        String action,
        String skill,
        String title,
        State state,
        int percent,
        String step,
        List<String> log,
        Problem problem,
        String actor,
        Instant startedAt,
        Instant finishedAt,
        long revision) {

    /** The states of a task; the last three are final. */
    public enum State {
        RUNNING,
        UNDOING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        public boolean isFinal() {
            return ordinal() >= SUCCEEDED.ordinal();
        }
    }
}
