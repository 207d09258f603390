package net.chingtech.ctos.format;

import java.util.Locale;

/** Letters of other scripts that look like plain ones, and characters that cannot be seen. */
final class LookAlikes {

    private static final String STRANGE = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u0501\u051b"
            + "\u03bf\u03b1\u03bd\u03b9\u03c1\u0131\u0261\u2010\u2011\u2013\u2014\ua789\u02d0\u2236";
    private static final String PLAIN = "aeopcyxisjdqoavipig----:::";

    private LookAlikes() {}

    /** The text with such letters as the plain ones that they look like, and without what cannot be seen. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.getType(c) != Character.FORMAT && !Character.isISOControl(c)) {
                int at = STRANGE.indexOf(Character.toLowerCase(c));
                plain.appendCodePoint(at < 0 ? c : PLAIN.charAt(at));
            }
        });
        return plain.toString();
    }

    /** The first character of a text that is not plain, by its number and name; null when there is none. */
    static String strange(String text) {
        return text.codePoints()
                .filter(c -> c < ' ' || c > '~')
                .mapToObj(c -> String.format(Locale.ROOT, "U+%04X (%s)", c, Character.getName(c)))
                .findFirst()
                .orElse(null);
    }
}
