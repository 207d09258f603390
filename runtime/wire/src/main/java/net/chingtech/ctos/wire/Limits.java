package net.chingtech.ctos.wire;

import java.time.Duration;

/**
 * What one end lets the other do.
 *
 * @param longestLine bytes of a message, either way
 * @param mostValues values in a message, since the smallest take much more memory than bytes
 * @param deepest how deep the parameters or the result of a message are nested
 * @param mostInFlight requests of the other end that are answered at once; more are refused with {@code too_many_requests}.
 *     As many may wait for the other end's answer; more fail at once with {@code other_end_busy}
 * @param mostPerSecond requests and notifications of the other end; what is beyond is not read before its time
 * @param mostWaiting bytes that wait because the other end does not read: beyond it a request fails at once, an answer waits
 * @param direct bytes, not known to have been read by the other end, up to which a line is written on the thread that sends
 *     it, which saves a change of threads. A trusting end takes {@link Integer#MAX_VALUE}, a wary one no more than a pipe
 *     always takes
 * @param patience how long a line may take on its way while the other end does not read; then the connection is closed
 */
public record Limits(
        int longestLine,
        int mostValues,
        int deepest,
        int mostInFlight,
        int mostPerSecond,
        long mostWaiting,
        int direct,
        Duration patience) {

    /** What the smallest pipe takes without anybody reading. */
    public static final int PIPE = 4096;

    /** An input or a result of a tool is nested up to 32 deep, and stands within the parameters or the result of a message. */
    private static final int DEEPEST = 40;
    /** An input or a result of a tool has up to 100,000. */
    private static final int MOST_VALUES = 100_500;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** For an end that does not trust the other. */
    public static Limits wary() {
        return new Limits(8 * 1024 * 1024, MOST_VALUES, DEEPEST, 64, 20_000, 16L * 1024 * 1024, PIPE, PATIENCE);
    }

    /** For an end that trusts the other to read. */
    public static Limits trusting() {
        return new Limits(
                8 * 1024 * 1024,
                Integer.MAX_VALUE,
                DEEPEST,
                256,
                1_000_000,
                16L * 1024 * 1024,
                Integer.MAX_VALUE,
                PATIENCE);
    }

    public Limits {
        if (longestLine < 256
                || mostValues < 1
                || deepest < 1
                || mostInFlight < 1
                || mostPerSecond < 1
                || mostWaiting < longestLine) {
            throw new IllegalArgumentException("limits that let nothing through");
        }
    }
}
