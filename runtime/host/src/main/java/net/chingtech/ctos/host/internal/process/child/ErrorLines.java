package net.chingtech.ctos.host.internal.process.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import net.chingtech.ctos.engine.calls.PlainWords;

/**
 * The lines that a process writes to standard error: handed on as many as a reader may want, the others counted; the last
 * ones are kept, for whoever asks why the process ended.
 */
final class ErrorLines implements Runnable {

    private static final int LONGEST_LINE = 2_000;
    private static final int KEPT = 10;
    private static final int BURST = 200;
    private static final int LINES_PER_SECOND = 20;

    /** What the JVM of Java 17 to 23 says, before any code of a skill runs, of the security layer: no skill's doing. */
    private static final Pattern NOTICE = Pattern.compile(
            "WARNING: (A terminally deprecated method in java\\.lang\\.System "
                    + "|System::setSecurityManager |Please consider reporting this to the maintainers of org\\.apache\\.felix\\.).*");

    private static final int NOTICE_LINES = 4;

    private final InputStream stream;
    private final Consumer<String> log;
    private final LongSupplier nanos;
    private final Deque<String> last = new ArrayDeque<>();
    private double allowed = BURST;
    private long then;
    private long leftOut;
    private int heard;

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime} */
    ErrorLines(InputStream stream, Consumer<String> log, LongSupplier nanos) {
        this.stream = stream;
        this.log = log;
        this.nanos = nanos;
        then = nanos.getAsLong();
    }

    /** Reads to the end of the stream. */
    @Override
    public void run() {
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        line(line, length);
                        length = 0;
                    } else if (length < LONGEST_LINE) {
                        line[length++] = buffer[i];
                    }
                }
            }
        } catch (IOException e) {
            // The process is over, or was ended for writing too much: said where it ended.
        }
        line(line, length);
        tellWhatWasLeftOut();
    }

    private void line(byte[] bytes, int length) {
        String line = new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
        if (line.isEmpty() || (heard++ < NOTICE_LINES && NOTICE.matcher(line).matches())) {
            return;
        }
        synchronized (last) {
            // Shown on a terminal, some day.
            last.add(PlainWords.shorten(line));
            if (last.size() > KEPT) {
                last.remove();
            }
        }
        long now = nanos.getAsLong();
        allowed = Math.min(BURST, allowed + (now - then) / 1e9 * LINES_PER_SECOND);
        then = now;
        if (allowed < 1) {
            leftOut++;
            return;
        }
        tellWhatWasLeftOut();
        allowed--;
        log.accept(line);
    }

    private void tellWhatWasLeftOut() {
        if (leftOut > 0) {
            log.accept("(" + leftOut + " lines were left out: it writes too many)");
            leftOut = 0;
        }
    }

    /** The last lines, oldest first. */
    List<String> last() {
        synchronized (last) {
            return new ArrayList<>(last);
        }
    }
}
