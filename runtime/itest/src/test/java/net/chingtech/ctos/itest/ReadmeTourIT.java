package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the commands of the README's tour and reads the answers that it promises. */
class ReadmeTourIT {

    private static final Pattern TOUR = Pattern.compile("<!-- tour:[^>]*-->\\s*```console\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @Test
    void tourOfTheReadme_goesAsItSays(@TempDir Path work) throws IOException {
        List<String> lines = tour();
        assertThat(lines).as("the tour in README.md").hasSizeGreaterThan(10);
        try (RunningContainer container = RunningContainer.start(work.resolve("ctos-home"))) {
            for (int i = 0; i < lines.size(); i++) {
                String command = lines.get(i);
                Ctos.Said said = container.ctos().say(words(command));
                assertThat(said.exit()).as(command + "\n" + said).isZero();
                while (i + 1 < lines.size() && !lines.get(i + 1).startsWith("$ ")) {
                    i++;
                    assertThat(said.out()).as(command).contains(lines.get(i));
                }
            }
        }
    }

    private static List<String> tour() throws IOException {
        Matcher tour = TOUR.matcher(Files.readString(Ctos.TOP.resolve("README.md")));
        List<String> lines = new ArrayList<>();
        if (tour.find()) {
            tour.group(1).lines().filter(line -> !line.isBlank()).forEach(lines::add);
        }
        return lines;
    }

    private static String[] words(String line) {
        assertThat(line).startsWith("$ ./ctos ");
        Matcher words = WORD.matcher(line.substring("$ ./ctos ".length()));
        return words.results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }
}
