package net.chingtech.ctos.clawhub.wrap;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.chingtech.ctos.clawhub.folder.LegacyFile;
import net.chingtech.ctos.clawhub.folder.Visible;

/**
 * Where the files of a legacy skill are in its JAR: below {@code skill/} under their own names; those whose names or contents no
 * skill may hold (classes, JARs, texts that hide something or are no UTF-8, names that not all machines take) below
 * {@code kept/} under a number, as bytes that nothing looks into. A list says which is which.
 */
final class Places {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/@+=,~-]{1,200}");
    private static final Pattern ODD_STEP = Pattern.compile("(.*/)?[^/]*\\.(/.*)?");
    private static final Pattern CODE = Pattern.compile(".*\\.(class|jar)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> NO_TEXT = Set.of(
            "png", "jpg", "jpeg", "gif", "webp", "ico", "bmp", "pdf", "zip", "gz", "tgz", "xz", "woff", "woff2", "ttf",
            "otf", "mp3", "mp4", "wav", "ogg", "webm", "docx", "xlsx", "pptx", "sqlite", "db", "pyc", "wasm", "bin",
            "exe", "so");

    private final boolean aside;
    private final Set<String> taken = new HashSet<>();
    private final SortedMap<String, byte[]> entries = new TreeMap<>();
    private final StringBuilder list = new StringBuilder();

    /**
     * @param aside whether contents that no skill may hold are kept aside; else they lie where the checks of skills find them
     */
    Places(boolean aside) {
        this.aside = aside;
    }

    /** Gives a file its place. */
    void add(LegacyFile file) {
        Optional<String> text = NO_TEXT.contains(Interpreter.ending(file)) ? Optional.empty() : file.text();
        boolean isText = text.isPresent() && text.get().indexOf('\0') < 0;
        boolean fits = !aside
                || !isCode(file)
                        && (NO_TEXT.contains(Interpreter.ending(file)) || isText && Visible.isClean(text.get()));
        boolean plain = hasPlainName(file.path()) && fits;
        String place = plain && take(file.path())
                ? "skill/" + file.path()
                : String.format(Locale.ROOT, "kept/%04d", entries.size());
        entries.put(place, file.content());
        boolean runs = file.executable() || Interpreter.isAsked(file);
        list.append(file.path())
                .append('\t')
                .append(place)
                .append(runs ? "\tx" : "\t-")
                .append(isText ? "\tt\n" : "\t-\n");
    }

    SortedMap<String, byte[]> entries() {
        return entries;
    }

    byte[] list() {
        return list.toString().getBytes(StandardCharsets.UTF_8);
    }

    static boolean isCode(LegacyFile file) {
        return CODE.matcher(file.path()).matches();
    }

    static boolean hasPlainName(String path) {
        return PLAIN.matcher(path).matches() && !ODD_STEP.matcher(path).matches();
    }

    /** No two names that differ by case only, and none that is a folder of another. */
    private boolean take(String path) {
        String key = path.toLowerCase(Locale.ROOT);
        Set<String> folders = new HashSet<>();
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            folders.add(key.substring(0, slash) + "/");
            if (taken.contains(key.substring(0, slash))) {
                return false;
            }
        }
        if (taken.contains(key + "/") || !taken.add(key)) {
            return false;
        }
        taken.addAll(folders);
        return true;
    }
}
