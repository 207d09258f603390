package net.chingtech.ctos.launcher.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.launcher.rest.Approval;

/** Asks whoever sits at the terminal. */
final class Terminal {

    /** System property: the ctos command sets it to true when its input and output are a terminal. */
    private static final String PROPERTY = "ctos.terminal";

    private Terminal() {}

    static boolean isThere() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** Asks a yes or a no; null when nobody sits there. */
    static Approval.Question question(PrintWriter out) {
        UnaryOperator<String> lines = lines(out);
        return lines == null ? null : text -> isYes(lines.apply(text + " [y/N] "));
    }

    /** Asks for a line, which is null when the input has ended; null when nobody sits there. */
    static UnaryOperator<String> lines(PrintWriter out) {
        if (!isThere()) {
            return null;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return text -> {
            out.print(text);
            out.flush();
            try {
                return in.readLine();
            } catch (IOException e) {
                return null;
            }
        };
    }

    static boolean isYes(String answer) {
        return answer != null
                && (answer.strip().toLowerCase(Locale.ROOT).equals("y")
                        || answer.strip().toLowerCase(Locale.ROOT).equals("yes"));
    }
}
