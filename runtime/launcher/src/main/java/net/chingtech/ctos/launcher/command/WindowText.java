package net.chingtech.ctos.launcher.command;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A maintenance window as it is typed: days, from-to, zone; such as {@code SAT,SUN 01:00-05:00 Asia/Taipei}. */
final class WindowText {

    static final String FORM =
            "\"SAT,SUN 01:00-05:00 Asia/Taipei\"; without days it is every day, without a zone this" + " machine's";

    private static final Pattern TYPED =
            Pattern.compile("(?:([A-Za-z,]+)\\s+)?(\\d?\\d:\\d\\d)\\s*-\\s*(\\d?\\d:\\d\\d)(?:\\s+(\\S+))?");

    private WindowText() {}

    /**
     * As REST takes it.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static Map<String, Object> parse(String typed, ZoneId here) {
        Matcher parts = TYPED.matcher(typed.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("a window looks like " + FORM);
        }
        Map<String, Object> window = new LinkedHashMap<>();
        window.put("days", List.copyOf(days(parts.group(1))));
        window.put("from", time(parts.group(2)));
        window.put("to", time(parts.group(3)));
        try {
            window.put("zone", (parts.group(4) == null ? here : ZoneId.of(parts.group(4))).getId());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(parts.group(4) + " is no time zone such as Asia/Taipei", e);
        }
        return window;
    }

    private static Set<String> days(String typed) {
        Set<String> days = new LinkedHashSet<>();
        if (typed == null) {
            return days;
        }
        for (String one : typed.toUpperCase(Locale.ROOT).split(",")) {
            DayOfWeek day = null;
            for (DayOfWeek each : DayOfWeek.values()) {
                day = one.length() >= 3 && each.name().startsWith(one) ? each : day;
            }
            if (day == null || !days.add(day.name())) {
                throw new IllegalArgumentException(
                        one + " is no day, or named twice; days are MON,TUE,WED,THU,FRI,SAT,SUN");
            }
        }
        return days;
    }

    private static String time(String typed) {
        try {
            return LocalTime.parse(typed.length() == 4 ? "0" + typed : typed).toString();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(typed + " is no time of day", e);
        }
    }
}
