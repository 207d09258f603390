package net.chingtech.ctos.launcher.words;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Moments in UTC, as people read them. */
public final class Moments {

    private static final Pattern RAW =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?Z");
    private static final DateTimeFormatter MINUTES = format("yyyy-MM-dd HH:mm'Z'");
    private static final DateTimeFormatter SECONDS = format("yyyy-MM-dd HH:mm:ss'Z'");

    private Moments() {}

    /** To the minute; what is no moment stays as it came. */
    public static String minute(String instant) {
        return text(MINUTES, instant);
    }

    /** To the second; what is no moment stays as it came. */
    public static String second(String instant) {
        return text(SECONDS, instant);
    }

    /** A text with the moments in it to the minute. */
    public static String in(String text) {
        return RAW.matcher(text).replaceAll(found -> minute(found.group()));
    }

    private static String text(DateTimeFormatter format, String instant) {
        try {
            return format.format(Instant.parse(instant));
        } catch (DateTimeException e) {
            return instant;
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
