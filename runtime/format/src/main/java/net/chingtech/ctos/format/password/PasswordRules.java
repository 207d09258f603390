package net.chingtech.ctos.format.password;

import java.util.Optional;
import net.chingtech.ctos.format.Problem;

/** What is asked of a password that somebody chooses: its length, and nothing that makes it hard to remember. */
public final class PasswordRules {

    public static final int SHORTEST = 12;

    /** So that a login form always takes it, whatever it is made of. */
    public static final int LONGEST = 256;

    private PasswordRules() {}

    /** Why it cannot be taken, or empty; {@code password_weak}, {@code password_long}. */
    public static Optional<Problem> refusal(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || password.isBlank()) {
            return Optional.of(new Problem(
                    422,
                    "password_weak",
                    "A password has at least " + SHORTEST + " characters.",
                    "Take several words that nobody would guess."));
        }
        if (length > LONGEST) {
            return Optional.of(new Problem(
                    422, "password_long", "A password has at most " + LONGEST + " characters.", "Take a shorter one."));
        }
        return Optional.empty();
    }
}
