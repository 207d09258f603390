package net.chingtech.ctos.webconsole.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a browser would stumble over only when somebody comes by: modules that are not there, words without a text. */
class ModulesTest {

    private static final Path WEB = Path.of("target/classes/web");
    private static final Pattern IMPORT =
            Pattern.compile("(?:\\bfrom\\s*|\\bimport\\s*\\(?\\s*)([\"'])([^\"'\\s]+)\\1");
    private static final Pattern WORD = Pattern.compile("\\bt\\(\\s*'([a-z0-9_.-]+)'\\s*[,)]");
    private static final Pattern KEY = Pattern.compile("(?m)^  '?([a-z0-9_.-]+)'?: ['`]");

    @Test
    void everyImport_isRelative_andLeadsToAModule() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path module : modules(WEB)) {
            Matcher imports = IMPORT.matcher(Files.readString(module));
            while (imports.find()) {
                String name = imports.group(2);
                if (!name.startsWith(".") || !Files.isRegularFile(module.resolveSibling(name))) {
                    wrong.add(WEB.relativize(module) + " imports " + name);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(WEB.resolve("lib/lit/index.js")).exists();
    }

    @Test
    void everyWordThatIsShown_hasAText() throws IOException {
        Set<String> texts = found(KEY, Files.readString(WEB.resolve("strings.js")));
        Set<String> missing = new TreeSet<>();
        for (Path module : modules(WEB)) {
            if (!module.startsWith(WEB.resolve("lib"))) {
                missing.addAll(found(WORD, Files.readString(module)));
            }
        }
        missing.removeAll(texts);

        assertThat(texts).hasSizeGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    @Test
    void ownModules_neverMakeMarkupFromText() throws IOException {
        for (Path module : modules(WEB)) {
            if (!module.startsWith(WEB.resolve("lib"))) {
                assertThat(Files.readString(module))
                        .as(module.toString())
                        .doesNotContain(
                                "innerHTML", "unsafeHTML", "insertAdjacentHTML", "eval(", "http://", "https://");
            }
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> all = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }

    private static List<Path> modules(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .sorted()
                    .toList();
        }
    }
}
