package net.chingtech.ctos.verify.internal.zip;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.Utf8;
import net.chingtech.ctos.verify.internal.Refused;

/** Which names files may have: nothing absolute, nothing that climbs, hides or turns text, nothing twice. */
final class EntryNames {

    private static final int LONGEST = 255;
    /** A legacy skill may have 32 folders in each other, and its JAR puts them into one more. */
    private static final int DEEPEST = 40;

    private static final int MOST_FOLDERS = 10_000;

    /** Names of one hash; Java's own reader of ZIPs walks all of them to find one. By chance hardly two are alike. */
    private static final int MOST_ALIKE = 50;

    private final boolean strangersCase;
    private final Set<String> files = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    /** The folders that have an entry of their own. */
    private final Set<String> written = new HashSet<>();
    /** How many names have a hash. */
    private final Map<Integer, Integer> alike = new HashMap<>();

    /** @param strangersCase whether names may differ only by case, as in libraries that others built */
    EntryNames(boolean strangersCase) {
        this.strangersCase = strangersCase;
    }

    /** Reads and checks one name, and remembers it. */
    String next(byte[] bytes, boolean utf8) throws Refused {
        String name = decoded(bytes, utf8);
        mustBeLawful(name);
        mustBeNew(name);
        return name;
    }

    private static String decoded(byte[] bytes, boolean utf8) throws Refused {
        if (bytes.length == 0 || bytes.length > LONGEST) {
            throw bad("is empty or longer than " + LONGEST + " bytes", new String(bytes, StandardCharsets.ISO_8859_1));
        }
        for (byte b : bytes) {
            if (b < 0 && !utf8) {
                throw bad("has letters whose encoding is not said", new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
        try {
            return Utf8.strict(bytes);
        } catch (CharacterCodingException e) {
            throw bad("is not UTF-8", new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private static void mustBeLawful(String name) throws Refused {
        if (name.codePoints().anyMatch(EntryNames::isInvisible)) {
            throw bad("has control, invisible or direction-changing characters", name);
        }
        if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            throw bad("is not in the normal form of Unicode (NFC)", name);
        }
        if (name.indexOf('\\') >= 0 || name.indexOf(':') >= 0) {
            throw bad("has a backslash or a colon", name);
        }
        String file = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String step : file.split("/", -1)) {
            if (step.isEmpty() || step.equals(".") || step.equals("..")) {
                throw bad("is absolute or climbs out of its folder", name);
            }
            // Some file systems cut these off, and two names become one.
            if (step.endsWith(".") || step.endsWith(" ") || step.startsWith(" ")) {
                throw bad("has a part that begins with a space, or ends with a space or a dot", name);
            }
        }
    }

    private void mustBeNew(String name) throws Refused {
        boolean folder = name.endsWith("/");
        String path = folder ? name.substring(0, name.length() - 1) : name;
        if (alike.merge(path.hashCode(), 1, Integer::sum) > MOST_ALIKE) {
            throw bad("was made to be looked up slowly, as were " + MOST_ALIKE + " others", name);
        }
        String key = key(path);
        // 1. Each name is kept, and each folder above it, so none may stand for much more than its own length.
        if (key.length() > LONGEST) {
            throw bad("is longer than " + LONGEST + " letters once they are written out", name);
        }
        if (key.chars().filter(c -> c == '/').count() > DEEPEST) {
            throw Limits.tooLarge("folders more than " + DEEPEST + " deep");
        }
        // 2. No folder above it is a file. Above a folder that is known, all are.
        boolean known = false;
        for (int slash = key.lastIndexOf('/'); slash > 0 && !known; slash = key.lastIndexOf('/', slash - 1)) {
            String above = key.substring(0, slash);
            if (files.contains(above)) {
                throw twice(name);
            }
            known = !folders.add(above);
        }
        // 3. It is not there yet, neither as a file nor as a folder; a folder may have been implied by its files.
        boolean clash = folder ? files.contains(key) || !written.add(key) : folders.contains(key) || !files.add(key);
        if (clash) {
            throw twice(name);
        }
        if (folder) {
            folders.add(key);
        }
        if (folders.size() > MOST_FOLDERS) {
            throw Limits.tooLarge("more than " + MOST_FOLDERS + " folders");
        }
    }

    private String key(String name) {
        if (strangersCase) {
            return name;
        }
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> false;
        };
    }

    private static Refused bad(String what, String name) {
        return Refused.because("zip_name", "A file name in the JAR " + what + ": " + Refused.shown(name));
    }

    private static Refused twice(String name) {
        return Refused.because(
                "zip_duplicate",
                "The JAR holds a name twice, or twice but for case or Unicode form: " + Refused.shown(name));
    }
}
