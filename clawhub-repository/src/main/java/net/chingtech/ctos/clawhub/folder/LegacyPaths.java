package net.chingtech.ctos.clawhub.folder;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * The names of a skill's files. A name that means another place to one reader than to the next is refused, not mended:
 * ClawHub makes none of them. Names that differ only by case are two files, as they are on ClawHub.
 */
final class LegacyPaths {

    /** How many folders may lie in one another. */
    static final int DEEPEST = 32;

    private static final int LONGEST = 500;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private final Set<String> files = new HashSet<>();
    private final Set<String> folders = new HashSet<>();

    /** Checks a name and remembers it. A folder's ends with a slash. */
    void add(String path) throws ProvisioningException {
        boolean folder = path.endsWith("/");
        String name = folder ? path.substring(0, path.length() - 1) : path;
        mustBeSafe(name);
        mustBeFlat(name, folder);
        mustBeNew(name, folder);
    }

    private static void mustBeSafe(String path) throws ProvisioningException {
        if (path.length() > LONGEST) {
            throw LegacyProblem.tooLarge(
                    "legacy_path_long",
                    "The name of a file of the skill is longer than " + LONGEST + " characters: "
                            + LegacyProblem.shown(path));
        }
        List<String> steps = List.of(path.split("/", -1));
        boolean strays = path.indexOf('\\') >= 0
                || DRIVE.matcher(path).matches()
                || steps.stream().anyMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."));
        if (strays) {
            throw LegacyProblem.hostile(
                    "legacy_path_unsafe",
                    "A file of the skill would lie outside its folder, or in a place that not all readers see alike: "
                            + LegacyProblem.shown(path));
        }
        boolean hides = PlainText.hides(path) || !path.codePoints().allMatch(LegacyPaths::isCharacter);
        if (hides) {
            throw LegacyProblem.hostile(
                    "legacy_path_hidden",
                    "The name of a file of the skill holds characters that hide or turn what it says: "
                            + LegacyProblem.shown(path));
        }
    }

    /** One that Unicode has, and that may stand in the XML in which scripts are named; no sign for what was unreadable. */
    private static boolean isCharacter(int c) {
        boolean none = (c & 0xfffe) == 0xfffe || c >= 0xfdd0 && c <= 0xfdef || c >= 0xd800 && c <= 0xdfff;
        return c >= ' ' && c != 0xfffd && !none;
    }

    /** Every folder above a file is remembered, so one name must not stand for hundreds of them. */
    private static void mustBeFlat(String path, boolean folder) throws ProvisioningException {
        long folders = path.chars().filter(c -> c == '/').count() + (folder ? 1 : 0);
        if (folders > DEEPEST) {
            throw tooDeep();
        }
    }

    static ProvisioningException tooDeep() {
        return LegacyProblem.tooLarge("legacy_too_deep", "The skill has folders more than " + DEEPEST + " deep.");
    }

    private void mustBeNew(String path, boolean folder) throws ProvisioningException {
        // Two Unicode forms of one name are one file on some machines.
        String key = Normalizer.normalize(path, Normalizer.Form.NFC);
        boolean clash = folder ? files.contains(key) : folders.contains(key) || !files.add(key);
        for (int slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
            folders.add(key.substring(0, slash));
            clash |= files.contains(key.substring(0, slash));
        }
        if (folder) {
            folders.add(key);
        }
        if (clash) {
            throw LegacyProblem.hostile(
                    "legacy_path_twice", "The skill has a file twice: " + LegacyProblem.shown(path));
        }
    }

    /** Whether a part of the path begins with a dot: ClawHub publishes no such file. */
    static boolean isHidden(String path) {
        return path.startsWith(".") || path.contains("/.");
    }

    /** Whether it belongs to a package that npm installed. */
    static boolean isInstalled(String path) {
        return path.startsWith("node_modules/") || path.contains("/node_modules/");
    }
}
