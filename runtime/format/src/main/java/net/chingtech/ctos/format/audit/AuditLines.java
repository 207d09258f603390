package net.chingtech.ctos.format.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Whole lines of a stream, as bytes: only a line feed ends one, and what follows the last is no line. */
public final class AuditLines {

    /** An entry is far shorter; what is longer is cut, and then no entry. */
    private static final int LONGEST = 1024 * 1024;

    private final InputStream in;
    private boolean torn;

    /** @param in buffered */
    public AuditLines(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, or null. */
    public byte[] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                torn = false;
                return line.toByteArray();
            }
            torn = true;
            if (line.size() < LONGEST) {
                line.write(next);
            }
        }
        return null;
    }

    /** Once there is no next line: whether something followed the last line end. */
    public boolean torn() {
        return torn;
    }
}
