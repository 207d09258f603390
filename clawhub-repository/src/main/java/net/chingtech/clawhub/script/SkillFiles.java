package net.chingtech.clawhub.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of the skill as they lie in its JAR. The list of them is a file of lines, each with the path, the place in the JAR,
 * {@code x} or {@code -} for whether it can be run, and {@code t} or {@code -} for whether it is a text; between tabs.
 */
final class SkillFiles {

    /** Where the list is in the JAR. */
    static final String LIST = "skill-files.list";

    /** One file. */
    record Entry(String path, String place, boolean executable, boolean text) {}

    private final List<Entry> entries;

    private SkillFiles(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    static SkillFiles read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : new String(bytes(LIST), StandardCharsets.UTF_8).split("\n")) {
            String[] parts = line.split("\t");
            if (parts.length == 4) {
                entries.add(new Entry(parts[0], parts[1], parts[2].equals("x"), parts[3].equals("t")));
            }
        }
        return new SkillFiles(entries);
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<Entry> find(String path) {
        return entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
    }

    /** A file of the JAR, whole. */
    static byte[] bytes(String place) throws IOException {
        try (InputStream in = SkillFiles.class.getResourceAsStream("/" + place)) {
            if (in == null) {
                throw new IOException("the skill does not hold " + place);
            }
            return in.readAllBytes();
        }
    }
}
