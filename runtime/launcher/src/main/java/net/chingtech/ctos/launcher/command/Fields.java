package net.chingtech.ctos.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.SafeFiles;

/** What a command made, field by field, and what to do with it: the steps are for people only. */
final class Fields {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    Fields with(String name, Object value) {
        fields.put(name, value instanceof Path path ? path.toString() : value);
        return this;
    }

    void print(HomeCommand command, List<String> steps) {
        if (command.json()) {
            command.printJson(fields);
            return;
        }
        int widest = fields.keySet().stream().mapToInt(String::length).max().orElse(1);
        fields.forEach((name, value) -> command.say("%-" + widest + "s  %s", name.replace('_', ' '), shown(value)));
        if (!steps.isEmpty()) {
            command.say("");
            steps.forEach(command::say);
        }
    }

    private static Object shown(Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : value;
    }

    /** A key's fingerprint as it is shown everywhere. */
    static String fingerprint(String hex) {
        return "sha256:" + hex;
    }

    /** Writes what others will get; nothing is overwritten, least of all a key. */
    static void writeNew(Path file, byte[] content) throws CommandFailed, IOException {
        mustBeNew(file);
        SafeFiles.write(file.toAbsolutePath(), content);
    }

    /** @throws CommandFailed {@code file_exists} */
    static void mustBeNew(Path file) throws CommandFailed {
        if (Files.exists(file)) {
            throw new CommandFailed(
                    "file_exists",
                    file + " exists and is not overwritten",
                    "Name another file, or move this one away first");
        }
    }
}
