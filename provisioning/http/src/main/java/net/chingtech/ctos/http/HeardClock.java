package net.chingtech.ctos.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The clock of a hub, as its last answer told it and time went on since. */
final class HeardClock {

    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** What the hub said, and what the clock here and the one that only counts said then. */
    private record Heard(Instant said, Instant here, long counted) {}

    private final Clock clock;
    private final LongSupplier counter;
    private volatile Heard heard;

    /** @param counter nanoseconds, from anywhere */
    HeardClock(Clock clock, LongSupplier counter) {
        this.clock = clock;
        this.counter = counter;
    }

    void heard(Instant said) {
        heard = new Heard(said, clock.instant(), counter.getAsLong());
    }

    /** Nothing, too, when the clock here was set since, or this computer slept: then it is not known how long ago that was. */
    Optional<Instant> now() {
        Heard last = heard;
        if (last == null) {
            return Optional.empty();
        }
        Duration passed = Duration.ofNanos(counter.getAsLong() - last.counted);
        Duration shown = Duration.between(last.here, clock.instant());
        return passed.minus(shown).abs().compareTo(TOLERANCE) > 0
                ? Optional.empty()
                : Optional.of(last.said.plus(passed));
    }
}
