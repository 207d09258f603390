package net.chingtech.ctos.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HeardClockTest {

    private static final Instant THERE = Instant.parse("2026-06-01T12:00:00Z");

    private Duration passed = Duration.ZERO;
    private Instant here = Instant.parse("2026-06-04T09:00:00Z");
    private final InstantSource clock = () -> here;
    private final HeardClock heard = new HeardClock(clock.withZone(ZoneOffset.UTC), () -> passed.toNanos());

    private void pass(Duration time) {
        passed = passed.plus(time);
        here = here.plus(time);
    }

    @Test
    void hubThatSaidNothing_hasNoClock() {
        assertThat(heard.now()).isEmpty();
    }

    @Test
    void whatTheHubSaid_goesOnWithTime() {
        heard.heard(THERE);
        pass(Duration.ofDays(2));

        assertThat(heard.now()).contains(THERE.plus(Duration.ofDays(2)));
    }

    @Test
    void clockThatWasSetSince_makesTheHubsUnknown_untilItIsHeardAgain() {
        heard.heard(THERE);
        here = here.plus(Duration.ofDays(3));
        assertThat(heard.now()).isEmpty();

        heard.heard(THERE);
        assertThat(heard.now()).contains(THERE);
    }
}
