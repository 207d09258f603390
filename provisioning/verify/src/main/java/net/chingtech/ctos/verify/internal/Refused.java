package net.chingtech.ctos.verify.internal;

import java.util.Locale;
import net.chingtech.ctos.format.Problem;

/** A check says no. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 80;
    private static final String GET_IT_AGAIN =
            "Do not install it. Get the release again from its source; if it is refused again, tell its publisher.";

    private final transient Problem problem;

    private Refused(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    /** The next step is the usual one: get the release again. */
    public static Refused because(String code, String detail) {
        return because(code, detail, GET_IT_AGAIN, null);
    }

    public static Refused because(String code, String detail, Throwable cause) {
        return because(code, detail, GET_IT_AGAIN, cause);
    }

    public static Refused because(String code, String detail, String nextStep) {
        return because(code, detail, nextStep, null);
    }

    public static Refused because(String code, String detail, String nextStep, Throwable cause) {
        return new Refused(new Problem(422, code, detail, nextStep), cause);
    }

    public Problem problem() {
        return problem;
    }

    /** A text of the refused file, made safe to show: short, and without characters that hide or turn text. */
    public static String shown(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            boolean visible = Character.isLetterOrDigit(c)
                    || (c >= ' ' && c <= '~')
                    || Character.getType(c) == Character.OTHER_PUNCTUATION;
            if (visible) {
                safe.appendCodePoint(c);
            } else {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? safe + "…" : safe.toString();
    }
}
