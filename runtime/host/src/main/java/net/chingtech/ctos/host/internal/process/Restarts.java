package net.chingtech.ctos.host.internal.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a process that ended without being asked is started again: at once, then later and later, and when it failed too
 * often in a while not any more.
 */
final class Restarts {

    /**
     * How patient the host is.
     *
     * @param most so many failures within {@code window} are the end
     * @param first how long it waits after the second failure; twice as long after each one that follows
     */
    record Policy(int most, Duration window, Duration first, Duration longest) {

        static final Policy USUAL =
                new Policy(5, Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    private final Policy policy;
    private final LongSupplier nanos;
    private final Deque<Long> failures = new ArrayDeque<>();

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime} */
    Restarts(Policy policy, LongSupplier nanos) {
        this.policy = policy;
        this.nanos = nanos;
    }

    /** Counts a failure; says how long to wait before the next try, or nothing when there is none. */
    synchronized Optional<Duration> failed() {
        long now = nanos.getAsLong();
        while (!failures.isEmpty() && now - failures.peek() > policy.window().toNanos()) {
            failures.remove();
        }
        failures.add(now);
        int count = failures.size();
        if (count >= policy.most()) {
            return Optional.empty();
        }
        if (count == 1) {
            return Optional.of(Duration.ZERO);
        }
        Duration wait = policy.first().multipliedBy(1L << Math.min(count - 2, 20));
        return Optional.of(wait.compareTo(policy.longest()) > 0 ? policy.longest() : wait);
    }
}
