package net.chingtech.ctos.launcher.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.SkillId;

/**
 * What was logged at one moment.
 *
 * @param at the moment; of a log that tells none, the beginning of time
 * @param lines the line that begins with the moment, and those below it that begin with none, such as a stack trace
 */
record LogRecord(Instant at, List<String> lines) {

    /** The records of a log in their order; none when it is not there. Bytes that are no text are shown as such. */
    static List<LogRecord> read(Path log) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        if (!Files.isRegularFile(log)) {
            return records;
        }
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Instant at = moment(line);
                if (at != null || records.isEmpty()) {
                    records.add(new LogRecord(at == null ? Instant.MIN : at, new ArrayList<>()));
                }
                records.get(records.size() - 1).lines().add(line);
            }
        }
        return records;
    }

    static List<String> lines(List<LogRecord> records) {
        return records.stream().flatMap(record -> record.lines().stream()).toList();
    }

    /** Whether it is about this skill, and not about one whose id is longer. */
    boolean names(SkillId skill) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(skill.value()) + "(?![\\w-]|\\.\\w)")
                .matcher(lines.get(0))
                .find();
    }

    private static Instant moment(String line) {
        int end = line.indexOf(' ');
        if (end < 0 || line.indexOf('T') != 10) {
            return null;
        }
        try {
            return Instant.parse(line.substring(0, end));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
