package net.chingtech.ctos.clawhub.folder;

import java.util.function.IntPredicate;
import net.chingtech.clawhub.script.HiddenSigns;

/** What of a stranger's text can be seen. Stricter than the container's own check of texts: what passes here passes there. */
public final class Visible {

    private static final String CUT = "…";

    private Visible() {}

    /** A text as one line of visible characters, of at most so many {@code char}s. */
    public static String line(CharSequence text, int longest) {
        return cut(
                only(text, c -> HiddenSigns.isShown(c) && c != '\n')
                        .replaceAll("\\s+", " ")
                        .strip(),
                longest);
    }

    /** The same in several lines. */
    public static String lines(CharSequence text, int longest) {
        String lines = text.toString().replace("\r\n", "\n").replace('\r', '\n');
        return cut(only(lines, HiddenSigns::isShown).strip(), longest);
    }

    /** Whether a text shows all that it says, as a text in a skill must. */
    public static boolean isClean(CharSequence text) {
        HiddenSigns signs = new HiddenSigns();
        return allMatch(text, (c, next) -> !signs.hides(c, next));
    }

    /** Whether it holds what has no honest use: text turned around, or a message in signs that nobody sees. */
    public static boolean deceives(CharSequence text) {
        HiddenSigns signs = new HiddenSigns();
        allMatch(text, (c, next) -> {
            signs.hides(c, next);
            return true;
        });
        return signs.deceives();
    }

    /**
     * The text with what hides or turns written out, such as {@code \\u202e}: six signs for one, so no more than so many
     * {@code char}s are made.
     */
    public static String written(CharSequence text, int longest) {
        HiddenSigns signs = new HiddenSigns();
        StringBuilder out = new StringBuilder(Math.min(text.length(), longest));
        boolean whole = allMatch(text, (c, next) -> {
            HiddenSigns.write(signs.hides(c, next), c, out);
            return out.length() <= longest;
        });
        return whole ? out.toString() : cut(out.toString(), longest);
    }

    /** What one sign and the next say. */
    @FunctionalInterface
    private interface Pair {
        boolean test(int sign, int next);
    }

    private static boolean allMatch(CharSequence text, Pair wanted) {
        int length = text.length();
        for (int i = 0, after; i < length; i = after) {
            int c = Character.codePointAt(text, i);
            after = i + Character.charCount(c);
            if (!wanted.test(c, after < length ? Character.codePointAt(text, after) : -1)) {
                return false;
            }
        }
        return true;
    }

    private static String only(CharSequence text, IntPredicate wanted) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(c -> c == '\t' ? ' ' : c).filter(wanted).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - CUT.length();
        return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end)
                        .strip()
                + CUT;
    }
}
