package net.chingtech.ctos.host.internal.sandbox;

import java.util.List;
import java.util.stream.Collectors;

/** Writes words so that a shell takes them as they are. */
final class Shell {

    private Shell() {}

    static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    static String line(List<String> words) {
        return words.stream().map(Shell::quote).collect(Collectors.joining(" "));
    }
}
