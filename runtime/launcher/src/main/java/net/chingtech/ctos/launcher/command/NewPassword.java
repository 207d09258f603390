package net.chingtech.ctos.launcher.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.password.PasswordRules;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/** A password that somebody chooses at the command line: never an argument, where others would see it. */
final class NewPassword {

    private NewPassword() {}

    /**
     * @param prompt null when nobody is there to type
     * @throws CommandFailed {@code password_needed}, {@code password_differs}, {@code password_weak}, {@code password_long}
     */
    static String ask(boolean fromInput, Passphrase.Prompt prompt) throws CommandFailed, IOException {
        if (fromInput) {
            return fitting(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
        }
        if (prompt == null) {
            throw new CommandFailed(
                    "password_needed",
                    "nobody is there to type a password",
                    "Run it at a terminal, or give it on the standard input with --new-stdin");
        }
        char[] first = prompt.hidden("New password, " + PasswordRules.SHORTEST + " characters or more (not shown): ");
        String password = fitting(first == null ? null : new String(first));
        if (!Arrays.equals(first, prompt.hidden("The same again: "))) {
            throw new CommandFailed("password_differs", "the two were not the same", "Try again");
        }
        return password;
    }

    private static String fitting(String password) throws CommandFailed {
        if (password == null || password.isEmpty()) {
            throw new CommandFailed("password_needed", "no password was given", "Try again");
        }
        Optional<Problem> refusal = PasswordRules.refusal(password);
        if (refusal.isPresent()) {
            throw new CommandFailed(refusal.get());
        }
        return password;
    }
}
