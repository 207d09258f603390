package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private final AtomicLong clock = new AtomicLong();
    private final Restarts restarts = new Restarts(
            new Restarts.Policy(5, Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofSeconds(2)), clock::get);

    @Test
    void failures_in_a_row_wait_longer_each_time_and_come_to_an_end() {
        List<Optional<Duration>> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waits.add(restarts.failed());
        }

        assertThat(waits)
                .containsExactly(
                        Optional.of(Duration.ZERO),
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(Duration.ofSeconds(2)),
                        Optional.of(Duration.ofSeconds(2)),
                        Optional.empty());
    }

    @Test
    void failures_far_apart_are_each_the_first_one() {
        for (int i = 0; i < 20; i++) {
            assertThat(restarts.failed()).contains(Duration.ZERO);
            clock.addAndGet(Duration.ofMinutes(11).toNanos());
        }
    }
}
