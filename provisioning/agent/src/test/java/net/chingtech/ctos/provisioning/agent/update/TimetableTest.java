package net.chingtech.ctos.provisioning.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When the sources are asked. */
class TimetableTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private final OwnTime own = new OwnTime("a-container", DAY);
    private final Instant second = MIDNIGHT.plusSeconds(own.second());

    /** The longest pause, always. */
    private final Timetable slow = new Timetable(own, most -> most);

    @Test
    void atItsOwnSecond_onceADay() {
        Instant yesterday = second.minus(DAY);
        assertThat(slow.isDue(yesterday, second.minusSeconds(1))).isFalse();
        assertThat(slow.isDue(yesterday, second)).isTrue();
        slow.asked(second, true);
        assertThat(slow.isDue(second, second.plusSeconds(1))).isFalse();
        assertThat(slow.isDue(second, second.plus(DAY).minusSeconds(1))).isFalse();
        assertThat(slow.isDue(second, second.plus(DAY))).isTrue();
    }

    @Test
    void twoContainers_atDifferentSeconds() {
        Timetable other = new Timetable(new OwnTime("another-container", DAY), most -> most);
        Instant last = second.minus(DAY);
        assertThat(slow.isDue(last, second)).isTrue();
        assertThat(other.isDue(last, second)).isFalse();
    }

    @Test
    void whoSleptOverIt_asksAfterAPause_notAtOnce() {
        Instant woken = second.plus(Duration.ofHours(5));
        Instant last = second.minus(DAY);
        assertThat(slow.isDue(last, woken)).isFalse();
        assertThat(slow.isDue(last, woken.plusSeconds(179))).isFalse();
        assertThat(slow.isDue(last, woken.plusSeconds(180))).isTrue();
        slow.asked(woken.plusSeconds(180), true);
        assertThat(slow.isDue(woken.plusSeconds(180), second.plus(DAY)))
                .as("and at the usual time again")
                .isTrue();
    }

    @Test
    void whoNeverAsked_asksSoon() {
        assertThat(slow.isDue(null, second.plus(Duration.ofHours(5)))).isFalse();
        assertThat(slow.isDue(null, second.plus(Duration.ofHours(5)).plusSeconds(180)))
                .isTrue();
    }

    @Test
    void clockThatIsSetBack_stopsNothing() {
        Instant future = second.plus(Duration.ofDays(400));
        Instant now = second.plus(Duration.ofHours(5));
        assertThat(slow.isDue(future, now)).isFalse();
        assertThat(slow.isDue(future, now.plusSeconds(180))).isTrue();
        // During the pause, too.
        assertThat(slow.isDue(future, now.minus(Duration.ofDays(3)))).isFalse();
        assertThat(slow.isDue(future, now.minus(Duration.ofDays(3)).plusSeconds(180)))
                .isTrue();
    }

    @Test
    void clockThatIsPutRightByASecond_doesNotAskTwice() {
        assertThat(slow.isDue(second.plusSeconds(2), second.plusSeconds(1))).isFalse();
    }

    @Test
    void sourceThatDidNotAnswer_isAskedAgainEverLater_aFewTimes() {
        Instant last = second;
        for (int minutes : new int[] {5, 10, 20, 40, 60}) {
            slow.asked(last, false);
            assertThat(slow.isDue(last, last.plus(Duration.ofMinutes(minutes)).minusSeconds(1)))
                    .isFalse();
            last = last.plus(Duration.ofMinutes(minutes));
            assertThat(slow.isDue(last, last)).as(minutes + " minutes").isTrue();
        }
        slow.asked(last, false);
        assertThat(slow.isDue(last, second.plus(DAY).minusSeconds(1))).isFalse();
    }

    @Test
    void onceItAnswered_itIsAskedAtTheUsualTime() {
        slow.asked(second, false);
        slow.asked(second.plusSeconds(300), true);
        assertThat(slow.isDue(second.plusSeconds(300), second.plus(Duration.ofHours(12))))
                .isFalse();
    }
}
