package net.chingtech.ctos.skillhub.client.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import net.chingtech.ctos.http.HubAddress;

/** Time and chance as a test wants them: sleeping only moves the clock, and every draw is the largest. */
public final class Clockwork extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    /** Whether an administrator wants the hub left alone. */
    volatile boolean offline;

    final List<Duration> slept = new CopyOnWriteArrayList<>();

    SkillHub hubAt(String url) {
        RandomGenerator largest = new RandomGenerator() {
            @Override
            public long nextLong() {
                return Long.MAX_VALUE;
            }

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
        return new SkillHub(
                new HubAddress("SkillHub", url), "skillhub:test", "1.2.3", this, largest, this::sleep, () -> offline);
    }

    private void sleep(Duration time) {
        slept.add(time);
        now = now.plus(time);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}
