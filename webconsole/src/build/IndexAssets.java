import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes down what the page is made of: in the first line a name for all its files together, that changes with any of them, so
 * that browsers may keep them for ever; then, one a line, every module that {@code app.js} leads to, so that they are all asked
 * for at once and not one after the other as each is read.
 *
 * <p>Run by the build: {@code java IndexAssets.java WEB}.
 */
public final class IndexAssets {

    private static final String INDEX = "index.txt";
    private static final int NAME_LENGTH = 16;
    private static final Pattern IMPORT =
            Pattern.compile("(?:\\bfrom\\s*|\\bimport\\s*)([\"'])(\\.[^\"'\\s]+)\\1");

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Path web = Path.of(args[0]);
        Files.writeString(web.resolve(INDEX), name(web) + "\n" + String.join("\n", modules(web)) + "\n");
    }

    private static String name(Path web) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.walk(web)) {
            List<String> paths = files.filter(Files::isRegularFile)
                    .map(file -> web.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.equals(INDEX))
                    .sorted()
                    .toList();
            for (String path : paths) {
                byte[] content = Files.readAllBytes(web.resolve(path));
                digest.update((path + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH);
    }

    private static Set<String> modules(Path web) throws IOException {
        Set<String> modules = new LinkedHashSet<>(List.of("app.js"));
        Deque<String> unread = new ArrayDeque<>(modules);
        while (!unread.isEmpty()) {
            Path module = web.resolve(unread.remove());
            Matcher imports = IMPORT.matcher(Files.readString(module));
            while (imports.find()) {
                String path = web.relativize(module.resolveSibling(imports.group(2)).normalize())
                        .toString()
                        .replace('\\', '/');
                if (modules.add(path)) {
                    unread.add(path);
                }
            }
        }
        return modules;
    }
}
