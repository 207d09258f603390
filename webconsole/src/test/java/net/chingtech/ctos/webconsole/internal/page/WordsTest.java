package net.chingtech.ctos.webconsole.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Json;
import org.junit.jupiter.api.Test;

/** The words of the page in both languages: the same keys, the same places to fill, nothing left out or over. */
class WordsTest {

    private static final Path WEB = Path.of("target/classes/web");
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");
    /** What was filled in, and what is to be typed at a command line. */
    private static final Pattern TYPED = Pattern.compile("\\{[a-z]+}|\\./ctos(?: [a-z-]+)*");

    private static final Pattern LATIN = Pattern.compile("[A-Za-z][A-Za-z0-9]+");

    /** What is written in Latin letters in Chinese, too: names, file names, codes. */
    private static final Set<String> NAMES = Set.of(
            "Ching Tech OS ClawHub SkillHub Hub CTOS Java JAR JSON MCP URL API ID README Markdown HTTP HTTPS SKILL md"
                    .concat(
                            " JavaScript version clawhub ctos config password run json jar statement true false bubblewrap podman")
                    .concat(" docker CPU MB English")
                    .split(" "));

    private static final Pattern LITERAL = Pattern.compile("'([a-z0-9][A-Za-z0-9_.-]*)'");
    private static final Pattern COMPOSED = Pattern.compile("`([A-Za-z0-9_.-]*(?:\\$\\{[^}]*}[A-Za-z0-9_.-]*)+)`");

    private static final Map<String, String> ENGLISH = words("en");
    private static final Map<String, String> CHINESE = words("zh-TW");

    @Test
    void bothLanguages_haveTheSameKeys_inTheSameOrder() {
        assertThat(List.copyOf(CHINESE.keySet())).isEqualTo(List.copyOf(ENGLISH.keySet()));
    }

    @Test
    void bothLanguages_fillTheSamePlaces() {
        assertThat(each(CHINESE, WordsTest::places)).isEqualTo(each(ENGLISH, WordsTest::places));
    }

    @Test
    void chinese_leavesNothingEmpty_andNoEnglish() {
        Map<String, String> wrong = new TreeMap<>();
        CHINESE.forEach((key, text) -> {
            List<String> english = LATIN.matcher(TYPED.matcher(text).replaceAll(" "))
                    .results()
                    .map(MatchResult::group)
                    .filter(word -> !NAMES.contains(word))
                    .toList();
            if (text.isBlank() || !english.isEmpty()) {
                wrong.put(key, text);
            }
        });

        assertThat(wrong).isEmpty();
        assertThat(ENGLISH.values()).noneMatch(String::isBlank);
    }

    @Test
    void everyWord_isShownSomewhere() throws IOException {
        Set<String> named = new TreeSet<>();
        List<Pattern> composed = new ArrayList<>();
        named.addAll(writtenHere());
        for (String module : modules()) {
            LITERAL.matcher(module).results().forEach(one -> named.add(one.group(1)));
            COMPOSED.matcher(module).results().forEach(one -> composed.add(shape(one.group(1))));
        }
        // 'tab.' + name
        named.stream()
                .filter(one -> one.endsWith("."))
                .forEach(one -> composed.add(Pattern.compile(Pattern.quote(one) + ".*")));

        assertThat(ENGLISH.keySet().stream().filter(key -> !named.contains(key)).filter(key -> composed.stream()
                        .noneMatch(one -> one.matcher(key).matches())))
                .isEmpty();
    }

    @Test
    void everyComposedWord_hasTextsThatBeginSo() throws IOException {
        Pattern call = Pattern.compile("\\bt\\(`([A-Za-z0-9_.-]+(?:\\$\\{[^}]*}[A-Za-z0-9_.-]*)+)`");
        Set<String> missing = new TreeSet<>();
        for (String module : modules()) {
            Matcher calls = call.matcher(module);
            while (calls.find()) {
                Pattern shape = shape(calls.group(1));
                if (ENGLISH.keySet().stream()
                        .noneMatch(key -> shape.matcher(key).matches())) {
                    missing.add(calls.group(1));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** What a template can become: `tier.${tier}.about` is tier.official.about. */
    private static Pattern shape(String template) {
        return Pattern.compile(Stream.of(template.split("\\$\\{[^}]*}", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[A-Za-z0-9_.-]*")));
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .distinct()
                .toList();
    }

    private static <T> Map<String, T> each(Map<String, String> words, Function<String, T> what) {
        Map<String, T> all = new TreeMap<>();
        words.forEach((key, text) -> all.put(key, what.apply(text)));
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> words(String language) {
        try {
            return Json.read(Files.readAllBytes(WEB.resolve("lang/" + language + ".json")), Map.class);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What pages that are written in Java show. */
    private static Set<String> writtenHere() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String file : List.of("access/LoginPage", "page/Page")) {
            Path source = Path.of("src/main/java/net/chingtech/ctos/webconsole/internal", file + ".java");
            Matcher words = Pattern.compile("\\b(?:word|Words\\.of)\\((?:language, )?\"([a-z.]+)\"")
                    .matcher(Files.readString(source));
            while (words.find()) {
                keys.add(words.group(1));
            }
        }
        assertThat(ENGLISH).containsKeys(keys.toArray(String[]::new));
        return keys;
    }

    private static List<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(WEB)) {
            List<String> modules = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
                modules.add(Files.readString(file));
            }
            return modules;
        }
    }
}
