package net.chingtech.ctos.engine.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a skill's exceptions and texts say, fit for a log or a person: the code of a skill may be behind each word. */
public final class PlainWords {

    /** What stands where a text was cut off. */
    public static final String CUT = "…";

    private static final int MOST_CAUSES = 5;
    private static final int LONGEST = 500;
    /** Controls, ends of lines, and what changes the direction of text or is not seen at all. */
    private static final Pattern NOT_SEEN = Pattern.compile(
            "[\\p{Cc}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\x{E0000}-\\x{E007F}]+");

    private PlainWords() {}

    /** What an exception and its causes say, outermost first. */
    public static List<String> causes(Throwable error) {
        List<String> causes = new ArrayList<>();
        for (Throwable e = error; e != null && causes.size() < MOST_CAUSES; e = e.getCause()) {
            causes.add(tell(e));
        }
        return causes;
    }

    /** The class and the message of an exception. */
    public static String tell(Throwable error) {
        String message;
        try {
            message = error.getMessage();
        } catch (RuntimeException | Error e) {
            message = null;
        }
        return shorten(error.getClass().getName() + (message == null ? "" : ": " + message));
    }

    /** One line without control characters, and not endless. */
    public static String shorten(String text) {
        String line = oneLine(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + CUT;
    }

    /** Without what cannot be seen. */
    public static String oneLine(String text) {
        return NOT_SEEN.matcher(text).replaceAll(" ");
    }
}
