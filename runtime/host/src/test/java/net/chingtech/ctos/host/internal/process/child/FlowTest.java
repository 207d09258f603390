package net.chingtech.ctos.host.internal.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FlowTest {

    private static final Flow.Rate RATE = new Flow.Rate(1_000, 5_000, Duration.ofSeconds(10));

    private final AtomicLong clock = new AtomicLong();
    private final Flow flow = new Flow(RATE, clock::get, clock::addAndGet);

    @Test
    void a_burst_passes_without_a_wait() throws InterruptedException {
        assertThat(flow.take(5_000)).isTrue();
        assertThat(clock.get()).isZero();
    }

    @Test
    void more_than_a_burst_is_slowed_to_the_rate() throws InterruptedException {
        flow.take(5_000);
        for (int i = 0; i < 5; i++) {
            assertThat(flow.take(1_000)).isTrue();
        }

        assertThat(Duration.ofNanos(clock.get()).toMillis()).isBetween(4_900L, 5_100L);
    }

    @Test
    void who_is_too_fast_all_the_time_is_a_flood() throws InterruptedException {
        int passed = 0;
        while (flow.take(1_000)) {
            passed++;
            assertThat(passed).isLessThan(100);
        }

        assertThat(passed).isBetween(14, 17);
    }

    @Test
    void a_pause_forgives() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            assertThat(flow.take(8_000)).isTrue();
            clock.addAndGet(Duration.ofSeconds(9).toNanos());
        }
    }
}
