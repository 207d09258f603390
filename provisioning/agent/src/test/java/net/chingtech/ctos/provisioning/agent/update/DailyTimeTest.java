package net.chingtech.ctos.provisioning.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DailyTimeTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void sameContainer_sameSecondEveryDay() {
        DailyTime time = new DailyTime("a-container");
        Duration first = time.after(MIDNIGHT);
        assertThat(first).isEqualTo(Duration.ofSeconds(time.second()));
        assertThat(time.after(MIDNIGHT.plus(first))).isEqualTo(Duration.ofDays(1));
        assertThat(time.after(MIDNIGHT.plus(first).minusSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(new DailyTime("a-container").second()).isEqualTo(time.second());
    }

    @Test
    void manyContainers_areSpreadOverTheDay() {
        long hoursUsed = IntStream.range(0, 1_000)
                .mapToLong(i -> new DailyTime("container-" + i).second() / 3_600)
                .distinct()
                .count();
        assertThat(hoursUsed).isEqualTo(24);
    }
}
