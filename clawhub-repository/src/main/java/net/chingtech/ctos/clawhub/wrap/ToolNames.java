package net.chingtech.ctos.clawhub.wrap;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import net.chingtech.ctos.clawhub.folder.LegacyFile;
import net.chingtech.ctos.format.Digests;

/** Names of tools: the skill's slug and the script's name, in what a tool's name may hold, no two the same. */
final class ToolNames {

    private static final int LONGEST = 64;
    private static final int DIGITS = 8;

    private final String slug;
    private final Set<String> given = new HashSet<>();

    ToolNames(String slug) {
        this.slug = letters(slug);
        given.add(guide());
    }

    /** The name of the tool that gives the skill's text. */
    String guide() {
        return fitting(slug + "_guide", slug);
    }

    String of(LegacyFile script) {
        int dot = script.name().lastIndexOf('.');
        String stem = dot > 0 ? script.name().substring(0, dot) : script.name();
        String name = fitting(slug + "_" + letters(stem), script.path());
        if (given.add(name)) {
            return name;
        }
        // Two scripts of one name: by ending, or by folder, or by case.
        String other = fitting(slug + "_" + letters(script.path()), script.path());
        String last = given.add(other) ? other : marked(name, script.path());
        given.add(last);
        return last;
    }

    private static String letters(String text) {
        String letters =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        return letters.isEmpty() ? "x" : letters;
    }

    private static String fitting(String name, String of) {
        return name.length() <= LONGEST ? name : marked(name, of);
    }

    private static String marked(String name, String of) {
        String digest = Digests.sha256Hex(of.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
        return name.substring(0, Math.min(name.length(), LONGEST - DIGITS - 1)) + "_" + digest;
    }
}
