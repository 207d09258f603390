package net.chingtech.ctos.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines, none longer than it may be. Used by one thread at a time. */
final class LineReader {

    private static final int USUAL = 8 * 1024;
    private static final int KEPT = 64 * 1024;

    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[USUAL];
    private int begin;
    private int end;

    /** A line in a buffer that is used again for the next one. */
    record Line(byte[] bytes, int offset, int length) {}

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line, without its end, or null when the stream ended. */
    Line next() throws IOException {
        int scanned = begin;
        while (true) {
            while (scanned < end) {
                if (buffer[scanned++] == '\n') {
                    Line line = new Line(buffer, begin, scanned - 1 - begin);
                    begin = scanned;
                    return line;
                }
            }
            if (end - begin > longest) {
                throw new NotAccepted(
                        CloseReason.LINE_TOO_LONG, "The other end wrote a line of more than " + longest + " bytes.");
            }
            makeRoom();
            scanned = end;
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                return null;
            }
            end += count;
        }
    }

    /** What is read already moves to the front; only a line that needs it gets a larger buffer, and only while it does. */
    private void makeRoom() {
        int length = end - begin;
        if (length == 0 && buffer.length > KEPT) {
            buffer = new byte[USUAL];
        } else if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(longest + 1L, 2L * length));
        } else if (begin > 0 && length > 0) {
            System.arraycopy(buffer, begin, buffer, 0, length);
        }
        begin = 0;
        end = length;
    }
}
