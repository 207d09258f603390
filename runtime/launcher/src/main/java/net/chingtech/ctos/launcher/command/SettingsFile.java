package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.SafeFiles;

/** Settings, or one secret, in a file. */
final class SettingsFile {

    private static final int LARGEST = 1024 * 1024;

    private SettingsFile() {}

    /**
     * Values by PID and name.
     *
     * @param file {@code -} for the input
     * @param view what can be set
     * @throws CommandFailed {@code file_missing}, {@code json_invalid}, {@code secret_open} when others may read a file with
     *     a secret in it
     */
    static JsonNode read(Path file, InputStream input, JsonNode view) throws CommandFailed, IOException {
        boolean isInput = file.toString().equals("-");
        JsonNode values;
        try {
            values = Json.readTree(isInput ? input.readNBytes(LARGEST + 1) : bytes(file));
        } catch (FormatException e) {
            // Without the parser's words: they may hold a secret.
            throw new CommandFailed("json_invalid", file + " is no valid JSON", "Correct it");
        }
        boolean byGroup = values.isObject();
        for (JsonNode group : values) {
            byGroup &= group.isObject();
        }
        if (!byGroup) {
            throw new CommandFailed(
                    "json_invalid",
                    file + " does not hold values by group and name",
                    "Write {\"GROUP\": {\"NAME\": value}}; ./ctos config ID --json shows the groups");
        }
        if (!isInput && holdsSecret(values, view)) {
            mustBeClosed(file);
        }
        return values;
    }

    /** @throws CommandFailed {@code file_missing}, {@code secret_open} */
    static String secret(Path file) throws CommandFailed, IOException {
        byte[] content = bytes(file);
        mustBeClosed(file);
        return new String(content, StandardCharsets.UTF_8).replaceFirst("\\R$", "");
    }

    private static boolean holdsSecret(JsonNode values, JsonNode view) {
        for (JsonNode group : view.path("form").path("groups")) {
            for (JsonNode setting : group.path("settings")) {
                if (setting.path("type").asText().equals("password")
                        && values.path(group.path("pid").asText())
                                .hasNonNull(setting.path("id").asText())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] bytes(Path file) throws CommandFailed, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new CommandFailed("file_too_large", file + " is larger than 1 MiB", "Name another file");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new CommandFailed("file_missing", "there is no file " + file, "Name one that is there", e);
        }
    }

    private static void mustBeClosed(Path file) throws CommandFailed, IOException {
        if (SafeFiles.isOpenToOthers(file)) {
            throw new CommandFailed(
                    "secret_open",
                    file + " holds a secret and can be read or changed by others than its owner",
                    "Run: chmod 600 " + file);
        }
    }
}
