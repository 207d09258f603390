package net.chingtech.ctos.skillhub.server.clawhub;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of a list, as text that means nothing to whoever carries it.
 *
 * @param page from 1
 */
record Cursor(int page, int perPage) {

    private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,5})x([1-9][0-9]{0,2})");

    /** @param limit what is asked for; a cursor goes on with what it began with */
    static Cursor read(String text, int limit) throws Turned {
        if (text == null) {
            return new Cursor(1, limit);
        }
        try {
            Matcher matcher = SHAPE.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
            if (matcher.matches()) {
                return new Cursor(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            }
        } catch (IllegalArgumentException e) {
            // Said below, together with what decodes to something else.
        }
        throw new Turned(400, "Invalid cursor");
    }

    /** The cursor of the page after this one, or null when this is the last. */
    String next(long total) {
        if ((long) page * perPage >= total) {
            return null;
        }
        byte[] text = ((page + 1) + "x" + perPage).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }
}
