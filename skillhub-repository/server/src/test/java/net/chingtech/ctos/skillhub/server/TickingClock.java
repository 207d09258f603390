package net.chingtech.ctos.skillhub.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import net.chingtech.ctos.sign.TestPublisher;

/** A clock that goes on by a second each time it is asked, so that what comes later is later. */
final class TickingClock extends Clock {

    private final AtomicLong seconds = new AtomicLong();

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** Goes on by so much. */
    void forward(Duration duration) {
        seconds.addAndGet(duration.toSeconds());
    }

    @Override
    public Instant instant() {
        return TestPublisher.NOW.plusSeconds(seconds.getAndIncrement());
    }
}
