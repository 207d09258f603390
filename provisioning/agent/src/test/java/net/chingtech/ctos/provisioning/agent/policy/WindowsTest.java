package net.chingtech.ctos.provisioning.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.chingtech.ctos.provisioning.UpdatePolicy.Window;
import org.junit.jupiter.api.Test;

/** When a window is open: over midnight, in its own zone, and on the days when the clock is set. */
class WindowsTest {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Window window(String from, String to, ZoneId zone, DayOfWeek... days) {
        return new Window(List.of(days), LocalTime.parse(from), LocalTime.parse(to), zone);
    }

    private static Instant at(String time, ZoneId zone) {
        return java.time.LocalDateTime.parse(time).atZone(zone).toInstant();
    }

    @Test
    void window_isOpenFromItsBeginningUpToItsEnd_inItsZone() {
        Window night = window("01:00", "05:00", TAIPEI);
        assertThat(Windows.isOpen(night, at("2026-03-04T00:59:59", TAIPEI))).isFalse();
        assertThat(Windows.isOpen(night, at("2026-03-04T01:00", TAIPEI))).isTrue();
        assertThat(Windows.isOpen(night, Instant.parse("2026-03-03T17:00:00Z"))).isTrue();
        assertThat(Windows.isOpen(night, at("2026-03-04T05:00", TAIPEI))).isFalse();
        assertThat(Windows.next(night, at("2026-03-04T05:00", TAIPEI))).isEqualTo(at("2026-03-05T01:00", TAIPEI));
        assertThat(Windows.next(night, at("2026-03-04T00:30", TAIPEI))).isEqualTo(at("2026-03-04T01:00", TAIPEI));
    }

    @Test
    void windowOverMidnight_belongsToTheDayOnWhichItBegins() {
        Window saturday = window("22:00", "04:00", TAIPEI, DayOfWeek.SATURDAY);
        assertThat(Windows.isOpen(saturday, at("2026-03-07T23:00", TAIPEI))).isTrue();
        assertThat(Windows.isOpen(saturday, at("2026-03-08T03:59", TAIPEI))).isTrue();
        assertThat(Windows.isOpen(saturday, at("2026-03-08T04:00", TAIPEI))).isFalse();
        assertThat(Windows.isOpen(saturday, at("2026-03-07T03:00", TAIPEI)))
                .as("friday's night")
                .isFalse();
        assertThat(Windows.isOpen(saturday, at("2026-03-08T22:30", TAIPEI))).isFalse();
        assertThat(Windows.next(saturday, at("2026-03-08T04:00", TAIPEI))).isEqualTo(at("2026-03-14T22:00", TAIPEI));
    }

    @Test
    void midnightTwice_isAWholeDay() {
        Window monday = window("00:00", "00:00", TAIPEI, DayOfWeek.MONDAY);
        assertThat(Windows.isOpen(monday, at("2026-03-02T00:00", TAIPEI))).isTrue();
        assertThat(Windows.isOpen(monday, at("2026-03-02T23:59", TAIPEI))).isTrue();
        assertThat(Windows.isOpen(monday, at("2026-03-03T00:00", TAIPEI))).isFalse();
    }

    @Test
    void whenTheClockIsSetForward_theWindowEndsWhenTheWallSaysSo() {
        // On 29 March 2026 there is no time from 02:00 to 03:00 in Berlin.
        Window night = window("01:00", "05:00", BERLIN);
        assertThat(Windows.isOpen(night, Instant.parse("2026-03-29T00:00:00Z"))).isTrue();
        assertThat(Windows.isOpen(night, Instant.parse("2026-03-29T02:59:59Z"))).isTrue();
        assertThat(Windows.isOpen(night, Instant.parse("2026-03-29T03:00:00Z"))).isFalse();
    }

    @Test
    void windowInTheHourThatIsLeftOut_comesNextTime() {
        Window hour = window("02:00", "03:00", BERLIN);
        assertThat(Windows.isOpen(hour, Instant.parse("2026-03-29T01:00:00Z"))).isFalse();
        assertThat(Windows.isOpen(hour, Instant.parse("2026-03-29T01:30:00Z"))).isFalse();
        assertThat(Windows.next(hour, at("2026-03-28T12:00", BERLIN))).isEqualTo(at("2026-03-30T02:00", BERLIN));
        Window sunday = window("02:00", "03:00", BERLIN, DayOfWeek.SUNDAY);
        assertThat(Windows.next(sunday, at("2026-03-28T12:00", BERLIN))).isEqualTo(at("2026-04-05T02:00", BERLIN));
    }

    @Test
    void windowThatLiesPartlyInTheHourThatIsLeftOut_isOpenForTheRest() {
        // 02:00 and 03:00 are one instant.
        Instant forward = Instant.parse("2026-03-29T01:00:00Z");
        Window begins = window("02:30", "03:15", BERLIN);
        assertThat(Windows.isOpen(begins, forward)).isTrue();
        assertThat(Windows.isOpen(begins, at("2026-03-29T03:14:59", BERLIN))).isTrue();
        assertThat(Windows.isOpen(begins, at("2026-03-29T03:15", BERLIN))).isFalse();
        assertThat(Windows.next(begins, at("2026-03-28T12:00", BERLIN))).isEqualTo(forward);
        Window ends = window("01:30", "02:30", BERLIN);
        assertThat(Windows.isOpen(ends, forward.minusSeconds(1))).isTrue();
        assertThat(Windows.isOpen(ends, forward)).isFalse();
        Window inside = window("02:15", "02:45", BERLIN);
        assertThat(Windows.isOpen(inside, at("2026-03-29T03:20", BERLIN))).isFalse();
        assertThat(Windows.next(inside, at("2026-03-29T00:00", BERLIN))).isEqualTo(at("2026-03-30T02:15", BERLIN));
    }

    @Test
    void whenTheClockIsSetBack_theWindowIsLonger() {
        // On 25 October 2026 the time from 02:00 to 03:00 comes twice in Berlin.
        Window night = window("01:00", "05:00", BERLIN);
        assertThat(Windows.isOpen(night, Instant.parse("2026-10-24T23:00:00Z"))).isTrue();
        assertThat(Windows.isOpen(night, Instant.parse("2026-10-25T03:59:59Z"))).isTrue();
        assertThat(Windows.isOpen(night, Instant.parse("2026-10-25T04:00:00Z"))).isFalse();
    }
}
