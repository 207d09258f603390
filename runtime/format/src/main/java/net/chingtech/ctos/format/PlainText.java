package net.chingtech.ctos.format;

import java.util.Locale;
import java.util.regex.Pattern;

/** Texts of strangers: whether they show what they say. */
public final class PlainText {

    /** Control, bidirectional, zero-width and tag characters hide what a text says, or move a terminal's cursor. */
    private static final Pattern HIDING =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u2028\\u2029\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]"
                    + "|[\\x{E0000}-\\x{E007F}]");

    private PlainText() {}

    /** Whether a text holds characters that hide, turn or move; line ends and tabs do not. */
    public static boolean hides(CharSequence text) {
        return HIDING.matcher(text).find();
    }

    /** A text of a stranger as a piece of one line: nothing in it hides or moves, and the rest of a long one is left out. */
    public static String line(CharSequence text, int longest) {
        String line = shown(text).replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
    }

    /** The text with each such character written out as JSON does, which is the same text to a reader of JSON. */
    public static String shown(CharSequence text) {
        return HIDING.matcher(text).replaceAll(found -> {
            StringBuilder escaped = new StringBuilder();
            found.group().chars().forEach(c -> escaped.append(String.format(Locale.ROOT, "\\\\u%04x", c)));
            return escaped.toString();
        });
    }
}
