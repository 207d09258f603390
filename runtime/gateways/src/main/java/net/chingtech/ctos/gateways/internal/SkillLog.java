package net.chingtech.ctos.gateways.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One skill's log: a line for each message, at most two files of a capped size. */
final class SkillLog {

    /** Beyond this a file is put aside, in place of the one that was put aside before. */
    static final long LARGEST = 1024 * 1024;

    private static final int LONGEST_MESSAGE = 4_000;
    private static final Logger LOG = LoggerFactory.getLogger(SkillLog.class);

    private final Path file;
    private final Clock clock;

    SkillLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    synchronized void write(System.Logger.Level level, String message) {
        String line = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + level + " " + escape(message) + "\n";
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file) && Files.size(file) + line.length() > LARGEST) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // A skill must not fail because its log cannot be written; the administrator sees it here.
            LOG.warn("The log {} cannot be written: {}", file, e.toString());
        }
    }

    /** One message is one line, and nothing in it moves the cursor or turns the text round. */
    static String escape(String message) {
        String text = String.valueOf(message);
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().limit(LONGEST_MESSAGE).forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE) {
                escaped.append(String.format("\\u{%x}", c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
