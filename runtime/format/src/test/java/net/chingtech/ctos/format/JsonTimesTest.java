package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days, times of day and zones in JSON. */
class JsonTimesTest {

    record Window(List<DayOfWeek> days, LocalTime from, ZoneId zone) {}

    private static final String WINDOW = "{\"days\":[\"SATURDAY\"],\"from\":\"01:00\",\"zone\":\"Asia/Taipei\"}";

    @Test
    void window_isReadAndWrittenTheSame() throws FormatException {
        Window window = read(WINDOW);

        assertThat(window)
                .isEqualTo(new Window(List.of(DayOfWeek.SATURDAY), LocalTime.of(1, 0), ZoneId.of("Asia/Taipei")));
        assertThat(new String(Json.write(window), StandardCharsets.UTF_8)).isEqualTo(WINDOW);
        assertThat(read(WINDOW.toLowerCase(java.util.Locale.ROOT).replace("asia/taipei", "Asia/Taipei")))
                .isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource({"SATURDAY,caturday,day_invalid", "01:00,25:00,time_invalid", "Asia/Taipei,Asia/Nowhere,zone_invalid"})
    void nonsense_isRefusedByItsCode(String right, String wrong, String code) {
        assertThatThrownBy(() -> read(WINDOW.replace(right, wrong)))
                .isInstanceOfSatisfying(
                        FormatException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Window read(String json) throws FormatException {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Window.class);
    }
}
