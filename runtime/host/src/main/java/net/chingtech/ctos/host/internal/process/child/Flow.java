package net.chingtech.ctos.host.internal.process.child;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets a stream through at a rate: a burst passes, whoever is faster for longer waits, and whoever had to wait all the time
 * is a flood. Used by one thread.
 */
final class Flow {

    /** What a stream may bring. */
    record Rate(long bytesPerSecond, long burst, Duration patience) {}

    /** How the thread waits. */
    @FunctionalInterface
    interface Pause {
        Pause SLEEP = TimeUnit.NANOSECONDS::sleep;

        void nanos(long nanos) throws InterruptedException;
    }

    private final Rate rate;
    private final LongSupplier clock;
    private final Pause pause;
    private double waiting;
    private long then;
    /** Since when it never was slow enough, or null. */
    private Long tooFastSince;

    Flow(Rate rate) {
        this(rate, System::nanoTime, Pause.SLEEP);
    }

    Flow(Rate rate, LongSupplier clock, Pause pause) {
        this.rate = rate;
        this.clock = clock;
        this.pause = pause;
        then = clock.getAsLong();
    }

    /**
     * Waits until {@code bytes} more may pass.
     *
     * @return false when this is a flood
     */
    boolean take(long bytes) throws InterruptedException {
        long now = clock.getAsLong();
        waiting = Math.max(0, waiting - (now - then) / 1e9 * rate.bytesPerSecond());
        then = now;
        if (waiting < rate.burst() / 2.0) {
            tooFastSince = null;
        }
        waiting += bytes;
        if (waiting <= rate.burst()) {
            return true;
        }
        if (tooFastSince == null) {
            tooFastSince = now;
        } else if (now - tooFastSince > rate.patience().toNanos()) {
            return false;
        }
        pause.nanos((long) ((waiting - rate.burst()) / rate.bytesPerSecond() * 1e9));
        return true;
    }
}
