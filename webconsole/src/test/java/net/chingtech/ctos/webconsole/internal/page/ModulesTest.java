package net.chingtech.ctos.webconsole.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Json;
import org.junit.jupiter.api.Test;

/** What a browser would stumble over only when somebody comes by: modules that are not there, words without a text. */
class ModulesTest {

    private static final Path WEB = Path.of("target/classes/web");
    private static final Pattern IMPORT =
            Pattern.compile("(?:\\bfrom\\s*|\\bimport\\s*\\(?\\s*)([\"'])([^\"'\\s]+)\\1");
    private static final Pattern WORD = Pattern.compile("\\bt\\(\\s*'([a-z0-9_.-]+)'\\s*[,)]");

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
    void everyWordThatIsShown_hasAText() throws Exception {
        Set<?> texts = Json.read(Files.readAllBytes(WEB.resolve("lang/en.json")), Map.class)
                .keySet();
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
                        .doesNotContain("innerHTML", "insertAdjacentHTML", "srcdoc", "eval(", "http://", "https://");
                // What the container cleaned is drawn in one place.
                if (!Set.of("lib.js", "rich.js").contains(module.getFileName().toString())) {
                    assertThat(Files.readString(module)).as(module.toString()).doesNotContain("unsafe");
                }
            }
        }
    }

    /** Another reader of it would have to be judged, and named here. */
    @Test
    void markupOfTheContainer_isDrawnForDescriptionsAndNotesAlone() throws IOException {
        Set<String> readers = new TreeSet<>();
        for (Path module : modules(WEB)) {
            Matcher uses = Pattern.compile("\\brich\\(([^,)]+)").matcher(Files.readString(module));
            while (!module.startsWith(WEB.resolve("lib")) && uses.find()) {
                readers.add(module.getFileName() + " " + uses.group(1));
            }
        }

        assertThat(readers).containsExactly("detail-aside.js release.release_notes_html", "detail-dialog.js about");
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
