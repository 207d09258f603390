package net.chingtech.ctos.webconsole.internal.access;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;

/** The words of what is written here and not by the page's own modules; they stand in the same resource files. */
public final class Words {

    private static final Map<Language, Map<?, ?>> ALL =
            Arrays.stream(Language.values()).collect(Collectors.toMap(Function.identity(), Words::read));

    private Words() {}

    /** The text of a key, in a language that has all of them. */
    public static String of(Language language, String key) {
        Object text = ALL.get(language).get(key);
        if (text == null) {
            throw new IllegalArgumentException("no word " + key);
        }
        return text.toString();
    }

    private static Map<?, ?> read(Language language) {
        String file = "/web/lang/" + language.tag() + ".json";
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            return Json.read(in.readAllBytes(), Map.class);
        } catch (IOException | FormatException e) {
            throw new IllegalStateException("the words in " + file + " are part of this bundle", e);
        }
    }
}
