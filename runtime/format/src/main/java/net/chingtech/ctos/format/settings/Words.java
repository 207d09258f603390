package net.chingtech.ctos.format.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Utf8;

/** The texts that {@code %key} stands for, from a JAR's properties; in the default language. */
final class Words {

    /** Where a file that names no localization has its words. */
    static final String DEFAULT = "OSGI-INF/l10n/bundle";

    /** Of all files together: a word needs a line of its own, and many times its length in memory. */
    private static final int MOST_LINES = 20_000;

    private final Map<String, Properties> files = new HashMap<>();
    private long lines;

    Words(Map<String, byte[]> parts) throws FormatException {
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            if (part.getKey().endsWith(".properties")) {
                String name = part.getKey().substring(0, part.getKey().length() - ".properties".length());
                files.put(name, load(part.getKey(), part.getValue()));
            }
        }
    }

    /**
     * A text for people.
     *
     * @param localization base name of the properties
     * @param text null, a text, or {@code %key}
     * @return never null; a key without a text as it is
     */
    String of(String localization, String text) {
        if (text == null) {
            return "";
        }
        if (!text.startsWith("%")) {
            return PlainText.shown(text);
        }
        String key = text.substring(1);
        Properties words = files.get(localization);
        return PlainText.shown(words == null ? key : words.getProperty(key, key));
    }

    private Properties load(String path, byte[] bytes) throws FormatException {
        Properties properties = new Properties();
        String text = text(bytes);
        lines += text.lines().count();
        if (lines > MOST_LINES) {
            throw Metatype.refused(path, "at most " + MOST_LINES + " lines of words", "more");
        }
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw Metatype.refused(path, "properties", String.valueOf(e.getMessage()));
        }
        return properties;
    }

    /** As Java's own bundles of resources are read: UTF-8, or else Latin-1. */
    private static String text(byte[] bytes) {
        try {
            return Utf8.strict(bytes);
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
