package net.chingtech.ctos.webconsole.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The container's sentences in Chinese: whoever changes one of them in the code is told here which translation it had. */
class SentencesTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern NUMBERED = Pattern.compile("\\{([1-9])}");
    private static final Pattern CHINESE = Pattern.compile("[\\u4e00-\\u9fff]");

    private static Map<String, String> sentences;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws Exception {
        sentences = Json.read(Files.readAllBytes(Path.of("target/classes/web/lang/zh-TW-server.json")), Map.class);
    }

    @Test
    void everySentence_isStillSaidByTheCode() throws IOException {
        String code = code();
        Set<String> gone = new TreeSet<>();
        for (String english : sentences.keySet()) {
            boolean said = Stream.of(english.split("\\{}|\\|"))
                    .filter(part -> !part.isBlank())
                    .allMatch(part -> code.contains(part) || code.contains(part.strip()));
            if (!said) {
                gone.add(english);
            }
        }

        assertThat(gone).isEmpty();
        assertThat(sentences).hasSizeGreaterThan(900);
    }

    @Test
    void everyTranslation_shows_whatWasFilledIn_eachOnce() {
        Set<String> wrong = new TreeSet<>();
        sentences.forEach((english, chinese) -> {
            int places = count(english);
            List<String> numbers = NUMBERED.matcher(chinese)
                    .results()
                    .map(MatchResult::group)
                    .sorted()
                    .toList();
            boolean fits = numbers.isEmpty()
                    ? count(chinese) == places
                    : count(chinese) == 0
                            && numbers.equals(Stream.iterate(1, i -> i + 1)
                                    .limit(places)
                                    .map(i -> "{" + i + "}")
                                    .toList());
            if (!fits || english.contains("{}{}")) {
                wrong.add(english);
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyTranslation_isChinese_andNoSentenceStandsTwice() {
        assertThat(sentences.values()).allMatch(text -> CHINESE.matcher(text).find());
        assertThat(sentences.keySet().stream().map(english -> english.replace("|", "")))
                .doesNotHaveDuplicates();
    }

    private static int count(String text) {
        return (text.length() - text.replace("{}", "").length()) / 2;
    }

    /** All code of the repository, its literals joined as the compiler joins them. */
    private static String code() throws IOException {
        StringBuilder all = new StringBuilder();
        Files.walkFileTree(REPOSITORY, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean other =
                        name.equals("target") || name.equals("test") || name.startsWith(".") && name.length() > 2;
                return other ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".java")) {
                    all.append(Files.readString(file)).append('\n');
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return all.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
    }
}
