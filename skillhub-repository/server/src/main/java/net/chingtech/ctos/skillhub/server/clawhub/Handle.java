package net.chingtech.ctos.skillhub.server.clawhub;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import net.chingtech.ctos.format.Digests;

/**
 * A publisher's handle, which ClawHub has and we have not: made of the name alone, so that it stays when the key changes. A
 * name that loses letters on the way gets the beginning of its digest, so that two names do not meet in one handle.
 */
final class Handle {

    private static final int LONGEST = 40;
    private static final int DIGITS = 8;

    private Handle() {}

    static String of(String publisher) {
        String letters = Normalizer.normalize(publisher, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        String handle = letters.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        boolean lost = letters.codePoints().anyMatch(c -> c > 'z' && Character.isLetterOrDigit(c));
        if (!lost && !handle.isEmpty() && handle.length() <= LONGEST) {
            return handle;
        }
        String kept = handle.substring(0, Math.min(handle.length(), LONGEST)).replaceAll("-$", "");
        String digest = Digests.sha256Hex(publisher.getBytes(StandardCharsets.UTF_8));
        return (kept.isEmpty() ? "publisher" : kept) + "-" + digest.substring(0, DIGITS);
    }

    /** A handle as people write it. */
    static String asked(String handle) {
        return handle.replaceFirst("^@+", "").toLowerCase(Locale.ROOT);
    }
}
