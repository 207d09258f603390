import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the unpacked modules of Lit loadable in a browser without an import map: they name each other by package, which a
 * browser refuses, so every such name becomes a relative path. Fails when one is left that it does not know.
 *
 * <p>Run by the build: {@code java RewriteModules.java UNPACKED TARGET}.
 */
public final class RewriteModules {

    private static final Pattern IMPORT = Pattern.compile("(\\bfrom\\s*|\\bimport\\s*\\(?\\s*)([\"'])([^\"'./][^\"']*)\\2");
    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$\\R?");

    /** What each package is called, the folder it lies in, and the module that its bare name means. */
    private static final Map<String, String> MAIN = Map.of(
            "lit", "lit/index.js",
            "lit-html", "lit-html/lit-html.js",
            "lit-element", "lit-element/index.js",
            "@lit/reactive-element", "reactive-element/reactive-element.js");

    public static void main(String[] args) throws IOException {
        Path unpacked = Path.of(args[0], "META-INF", "resources", "_static");
        Path target = Path.of(args[1]);
        for (String main : MAIN.values()) {
            String name = main.substring(0, main.indexOf('/'));
            copy(onlyVersion(unpacked.resolve(name)), target, target.resolve(name));
        }
    }

    private static Path onlyVersion(Path folder) throws IOException {
        try (Stream<Path> versions = Files.list(folder)) {
            var all = versions.toList();
            if (all.size() != 1) {
                throw new IllegalStateException("expected one version in " + folder + ", found " + all);
            }
            return all.get(0);
        }
    }

    private static void copy(Path from, Path root, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = from.relativize(file).toString().replace('\\', '/');
                if (path.startsWith("development/") || path.startsWith("node/") || !path.endsWith(".js")) {
                    continue;
                }
                Path copy = to.resolve(path);
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, rewritten(Files.readString(file), root, copy));
            }
        }
    }

    private static String rewritten(String module, Path root, Path file) {
        Matcher imports = IMPORT.matcher(module);
        StringBuilder text = new StringBuilder();
        while (imports.find()) {
            String path = file.getParent().relativize(root.resolve(resolved(imports.group(3), file))).toString();
            path = path.replace('\\', '/');
            String relative = path.startsWith("../") ? path : "./" + path;
            imports.appendReplacement(
                    text, Matcher.quoteReplacement(imports.group(1) + imports.group(2) + relative + imports.group(2)));
        }
        imports.appendTail(text);
        return SOURCE_MAP.matcher(text).replaceAll("");
    }

    private static String resolved(String name, Path file) {
        if (MAIN.containsKey(name)) {
            return MAIN.get(name);
        }
        for (Map.Entry<String, String> known : MAIN.entrySet()) {
            if (name.startsWith(known.getKey() + "/")) {
                String folder = known.getValue().substring(0, known.getValue().indexOf('/'));
                return folder + name.substring(known.getKey().length());
            }
        }
        throw new IllegalStateException("the bare name \"" + name + "\" in " + file + " is no module that is shipped");
    }
}
