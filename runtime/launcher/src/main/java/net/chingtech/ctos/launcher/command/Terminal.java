package net.chingtech.ctos.launcher.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.chingtech.ctos.launcher.rest.Approval;

/** Asks whoever sits at the terminal. */
final class Terminal {

    /** System property: the ctos command sets it to true when its input and output are a terminal. */
    private static final String PROPERTY = "ctos.terminal";

    private Terminal() {}

    static boolean isThere() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** Null when nobody sits there. */
    static Approval.Question question(PrintWriter out) {
        if (!isThere()) {
            return null;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return text -> {
            out.print(text + " [y/N] ");
            out.flush();
            try {
                String answer = in.readLine();
                return answer != null
                        && (answer.strip().toLowerCase(Locale.ROOT).equals("y")
                                || answer.strip().toLowerCase(Locale.ROOT).equals("yes"));
            } catch (IOException e) {
                return false;
            }
        };
    }
}
