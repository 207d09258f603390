package net.chingtech.ctos.runtime;

import net.chingtech.ctos.format.Problem;

/**
 * How a running skill is doing, seen from outside.
 *
 * @param sandbox what holds it, as in {@link HostStatus#sandbox()}
 * @param memoryBytes memory of its own processes, or null when it shares the container's
 * @param restarts how often it was started again since it was started first
 * @param problem what went wrong last, or null
 */
public record Vitals(State state, String sandbox, Long memoryBytes, int restarts, Problem problem) {

    /** What a skill is doing. */
    public enum State {
        RUNNING,
        /** Nobody called it for a while; the next call wakes it. */
        ASLEEP,
        /** It ended without being asked, and is started again soon. */
        RESTARTING,
        /** It ended too often; it is not started again by itself. */
        FAILED
    }
}
