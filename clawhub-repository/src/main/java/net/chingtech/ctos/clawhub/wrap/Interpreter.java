package net.chingtech.ctos.clawhub.wrap;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.chingtech.ctos.clawhub.folder.LegacyFile;

/**
 * Which program runs a script: by its name, else by its first line. It does not depend on the machine, since the same folder
 * gives the same JAR everywhere.
 */
final class Interpreter {

    private static final Map<String, String> BY_ENDING =
            Map.of("sh", "bash", "bash", "bash", "py", "python3", "js", "node", "mjs", "node", "cjs", "node");

    private static final Map<String, String> BY_NAME = Map.of(
            "sh", "sh",
            "dash", "sh",
            "bash", "bash",
            "zsh", "zsh",
            "python", "python3",
            "python3", "python3",
            "node", "node",
            "nodejs", "node",
            "perl", "perl",
            "ruby", "ruby");

    private static final Pattern FIRST_LINE =
            Pattern.compile("\\A#![ \\t]*(?:\\S*/env[ \\t]+(?:-S[ \\t]+)?)?(?:\\S*/)?([A-Za-z0-9._+-]+)([^\\n]*)");

    private static final int FIRST_BYTES = 200;

    private Interpreter() {}

    /** The program, or empty when nothing says so. */
    static Optional<String> of(LegacyFile file) {
        Optional<String> named = named(file);
        String byEnding = BY_ENDING.get(ending(file));
        // A shell script that asks for the plain shell gets it.
        if (byEnding != null && !(byEnding.equals("bash") && named.isPresent())) {
            return Optional.of(byEnding);
        }
        boolean unknown = byEnding == null && !ending(file).isEmpty() && named.isEmpty();
        return unknown ? Optional.empty() : named.or(() -> Optional.ofNullable(byEnding));
    }

    /** Whether its first line asks for a program. */
    static boolean isAsked(LegacyFile file) {
        return FIRST_LINE.matcher(head(file)).find();
    }

    /** Whether it counts on uv to bring libraries. */
    static boolean wantsUv(LegacyFile file) {
        Matcher line = FIRST_LINE.matcher(head(file));
        return line.find() && line.group(1).equals("uv");
    }

    /** A file's ending in lower case; empty without one. */
    static String ending(LegacyFile file) {
        int dot = file.name().lastIndexOf('.');
        return dot <= 0 ? "" : file.name().substring(dot + 1).toLowerCase(java.util.Locale.ROOT);
    }

    private static Optional<String> named(LegacyFile file) {
        Matcher line = FIRST_LINE.matcher(head(file));
        if (!line.find()) {
            return Optional.empty();
        }
        String name = line.group(1).matches("python3\\.\\d+") ? "python3" : line.group(1);
        if (name.equals("uv")) {
            return Optional.of("python3");
        }
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static String head(LegacyFile file) {
        int length = Math.min(FIRST_BYTES, file.content().length);
        return new String(file.content(), 0, length, StandardCharsets.ISO_8859_1);
    }
}
