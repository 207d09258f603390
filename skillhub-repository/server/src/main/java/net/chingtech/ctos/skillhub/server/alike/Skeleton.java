package net.chingtech.ctos.skillhub.server.alike;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name as eyes take it: names with the same skeleton look alike. Letter case, accents, spaces, dots, hyphens and
 * underscores are gone; {@code 0} is {@code o}; {@code 1}, {@code i} and {@code |} are {@code l}; {@code rn} is {@code m},
 * {@code vv} is {@code w}; and Greek and Cyrillic letters are the Latin ones that they look like. ClawHub's slug of an id
 * says less than the id and more than the skeleton, so ids with one slug have one skeleton.
 */
public final class Skeleton {

    private static final String STRANGE = "01i|\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u0501\u051b"
            + "\u043a\u043c\u0442\u04bb\u03bf\u03b1\u03bd\u03b9\u03c1\u03ba\u03c4\u03c5\u0131\u0261";
    private static final String PLAIN = "olllaeopcyxlsjdqkmthoavlpktulg";

    private Skeleton() {}

    public static String of(String name) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("rn", "m")
                .replace("vv", "w");
        StringBuilder skeleton = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            int at = STRANGE.indexOf(c);
            if (at >= 0) {
                skeleton.append(PLAIN.charAt(at));
            } else if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                skeleton.append(c);
            }
        }
        return skeleton.toString();
    }
}
