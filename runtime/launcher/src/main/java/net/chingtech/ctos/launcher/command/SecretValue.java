package net.chingtech.ctos.launcher.command;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A value that must not be an argument, where other users of the machine and the shell's history would see it. */
final class SecretValue {

    private static final int LONGEST = 64 * 1024;

    private SecretValue() {}

    /**
     * The value of an {@code env:NAME}: from the standard input without its last line end, or typed without being shown.
     *
     * @return null when nothing was typed, or nobody is there to type
     */
    static String ask(String name, boolean fromInput) throws IOException {
        if (fromInput) {
            String all = new String(System.in.readNBytes(LONGEST), StandardCharsets.UTF_8);
            return all.replaceFirst("\\R$", "");
        }
        Console console = Terminal.isThere() ? System.console() : null;
        if (console == null) {
            return null;
        }
        char[] typed = console.readPassword("Value of %s (not shown; empty keeps the present one): ", name);
        return typed == null || typed.length == 0 ? null : new String(typed);
    }
}
