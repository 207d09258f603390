package net.chingtech.ctos.verify.internal;

import java.util.List;
import java.util.Locale;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Violation;

/** A check says no. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 80;
    private static final int LONGEST_LINE = 300;
    private static final String GET_IT_AGAIN =
            "Do not install it. Get the release again from its source; if it is refused again, tell its publisher.";

    private final transient Problem problem;
    private Stage stage;

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

    /** For what is no fault of a release. */
    public static Refused of(Problem problem, Throwable cause) {
        return new Refused(problem, cause);
    }

    /** A document of the release is not in its format: every fault with its place; an unknown permission is said as such. */
    public static Refused malformed(String code, String detail, FormatException e) {
        boolean permission = e.code().equals("permission_unknown");
        List<String> faults = e.violations().stream()
                .map(Violation::toString)
                .map(line -> shown(line, LONGEST_LINE))
                .toList();
        return new Refused(
                new Problem(
                        422,
                        permission ? e.code() : code,
                        detail + ": " + faults.get(0) + (faults.size() > 1 ? ", and more" : "") + ".",
                        permission
                                ? "Do not install it. Its publisher corrects the name, or you update this container, which"
                                        + " may be older than the permission."
                                : GET_IT_AGAIN,
                        faults),
                e);
    }

    public Problem problem() {
        return problem;
    }

    /** Where it was refused. */
    public Stage stage() {
        return stage;
    }

    /** This refusal, of that stage unless it already is of an inner one. */
    public Refused in(Stage where) {
        if (stage == null) {
            stage = where;
        }
        return this;
    }

    /** A text of the refused file, made safe to show: short, and without characters that hide or turn text. */
    public static String shown(String text) {
        return shown(text, LONGEST);
    }

    private static String shown(String text, int longest) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> {
            boolean visible = Character.isLetterOrDigit(c)
                    || (c >= ' ' && c <= '~')
                    || Character.getType(c) == Character.OTHER_PUNCTUATION;
            if (visible) {
                safe.appendCodePoint(c);
            } else {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return text.codePointCount(0, text.length()) > longest ? safe + "…" : safe.toString();
    }
}
