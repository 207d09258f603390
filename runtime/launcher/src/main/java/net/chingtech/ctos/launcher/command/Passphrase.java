package net.chingtech.ctos.launcher.command;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;

/** A passphrase from a file, or typed without being shown: never an argument, never the environment. */
final class Passphrase {

    private static final int SHORTEST = 8;

    /** Somebody who types what is not shown. */
    @FunctionalInterface
    interface Prompt {
        /** Null when the input has ended. */
        char[] hidden(String question);
    }

    private Passphrase() {}

    /** Null when nobody sits at a terminal. */
    static Prompt terminal() {
        Console console = Terminal.isThere() ? System.console() : null;
        return console == null ? null : question -> console.readPassword("%s", question);
    }

    /**
     * A passphrase for a new key.
     *
     * @param file null when it is to be typed, twice
     * @param what is encrypted with it
     */
    static char[] chosen(Prompt prompt, Path file, String what) throws CommandFailed, IOException {
        if (file != null) {
            return longEnough(read(file));
        }
        if (prompt == null) {
            throw new CommandFailed(
                    "passphrase_needed",
                    "nobody is there to type a passphrase for " + what,
                    "Run it at a terminal, name a file with --passphrase-file, or say --no-passphrase");
        }
        char[] first = longEnough(typed(prompt, "New passphrase for " + what + " (not shown): "));
        if (!Arrays.equals(first, typed(prompt, "The same again: "))) {
            throw new CommandFailed("passphrase_differs", "the two were not the same", "Try again");
        }
        return first;
    }

    /**
     * Opens a key, and asks for its passphrase only when it has one.
     *
     * @param file null when it is to be typed
     */
    static SigningKey open(Prompt prompt, Path file, Path key) throws SigningFailed, CommandFailed, IOException {
        if (!SigningKey.isEncrypted(key)) {
            return SigningKey.read(key);
        }
        if (file != null) {
            return SigningKey.read(key, read(file));
        }
        if (prompt == null) {
            throw new CommandFailed(
                    "passphrase_needed",
                    key + " is encrypted, and nobody is there to type its passphrase",
                    "Run it at a terminal, or name a file with --passphrase-file");
        }
        return SigningKey.read(key, typed(prompt, "Passphrase of " + key + " (not shown): "));
    }

    private static char[] typed(Prompt prompt, String question) throws CommandFailed {
        char[] typed = prompt.hidden(question);
        if (typed == null || typed.length == 0) {
            throw new CommandFailed("passphrase_needed", "no passphrase was typed", "Try again");
        }
        return typed;
    }

    private static char[] longEnough(char[] passphrase) throws CommandFailed {
        if (passphrase.length < SHORTEST) {
            throw new CommandFailed(
                    "passphrase_short",
                    "a passphrase has at least " + SHORTEST + " characters",
                    "Take several words that nobody would guess");
        }
        return passphrase;
    }

    private static char[] read(Path file) throws CommandFailed, IOException {
        try {
            if (SafeFiles.isOpenToOthers(file)) {
                throw new CommandFailed(
                        "passphrase_open",
                        file + " can be read or changed by others than its owner",
                        "Run: chmod 600 " + file);
            }
            return Files.readString(file).strip().toCharArray();
        } catch (java.nio.file.NoSuchFileException e) {
            throw new CommandFailed(
                    "passphrase_needed", "there is no file " + file, "Name one that holds the passphrase", e);
        }
    }
}
