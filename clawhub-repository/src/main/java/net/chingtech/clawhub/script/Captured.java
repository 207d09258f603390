package net.chingtech.clawhub.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a script writes, up to a limit; the rest is read and forgotten, so that the script does not wait for a reader. */
final class Captured {

    private final int most;
    private final boolean keepsEnd;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long total;

    /** @param keepsEnd whether the last bytes are kept instead of the first */
    Captured(int most, boolean keepsEnd) {
        this.most = most;
        this.keepsEnd = keepsEnd;
    }

    /** Reads until nobody writes any more. */
    void read(InputStream in) {
        byte[] buffer = new byte[16 * 1024];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                take(buffer, n);
            }
        } catch (IOException e) {
            // The script was ended in the middle of writing; what came is kept.
        }
    }

    private synchronized void take(byte[] buffer, int n) {
        total += n;
        if (!keepsEnd) {
            kept.write(buffer, 0, Math.min(n, most - kept.size()));
            return;
        }
        kept.write(buffer, 0, n);
        if (kept.size() > 4 * most) {
            byte[] all = kept.toByteArray();
            kept.reset();
            kept.write(all, all.length - most, most);
        }
    }

    synchronized boolean isCut() {
        return total > most;
    }

    /** As UTF-8; a sign stands where it is none. */
    synchronized String text() {
        byte[] all = kept.toByteArray();
        int from = Math.max(0, all.length - most);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }
}
