package net.chingtech.ctos.provisioning.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnTimeTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void sameContainer_sameSecondEveryDay() {
        OwnTime time = new OwnTime("a-container", DAY);
        Duration first = time.after(MIDNIGHT);
        assertThat(first).isEqualTo(Duration.ofSeconds(time.second()));
        assertThat(time.after(MIDNIGHT.plus(first))).isEqualTo(DAY);
        assertThat(time.after(MIDNIGHT.plus(first).minusSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(new OwnTime("a-container", DAY).second()).isEqualTo(time.second());
    }

    @Test
    void manyContainers_areSpreadOverTheDay() {
        long hoursUsed = IntStream.range(0, 1_000)
                .mapToLong(i -> new OwnTime("container-" + i, DAY).second() / 3_600)
                .distinct()
                .count();
        assertThat(hoursUsed).isEqualTo(24);
    }

    @Test
    void everyHour_atTheSameSecond_andManyContainersSpreadOverIt() {
        Duration hour = Duration.ofHours(1);
        OwnTime time = new OwnTime("a-container", hour);
        Instant first = MIDNIGHT.plus(time.after(MIDNIGHT));
        assertThat(time.after(first)).isEqualTo(hour);
        long minutesUsed = IntStream.range(0, 1_000)
                .mapToLong(i -> new OwnTime("container-" + i, hour).second() / 60)
                .distinct()
                .count();
        assertThat(minutesUsed).isEqualTo(60);
    }
}
