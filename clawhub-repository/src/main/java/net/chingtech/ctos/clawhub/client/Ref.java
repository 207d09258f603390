package net.chingtech.ctos.clawhub.client;

import java.util.Optional;
import net.chingtech.ctos.format.PlainText;

/**
 * What ClawHub calls a skill by.
 *
 * @param owner the owner's handle, or null when it is not known: then the slug alone decides, and it may be ambiguous
 */
public record Ref(String owner, String slug) {

    private static final int LONGEST = 300;
    private static final int LONGEST_NAME = 128;

    /** The one that is written {@code @OWNER/SLUG}; empty when that is none, or longer than anything is called. */
    public static Optional<Ref> of(String text) {
        int slash = text.indexOf('/');
        if (!text.startsWith("@") || slash < 0) {
            return Optional.empty();
        }
        Ref ref = new Ref(text.substring(1, slash), text.substring(slash + 1));
        return isName(ref.owner) && isName(ref.slug) ? Optional.of(ref) : Optional.empty();
    }

    private static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_NAME
                && text.indexOf('/') < 0
                && text.equals(PlainText.line(text, LONGEST_NAME));
    }

    /** As people write it, in one line, whatever the hub put into it. */
    @Override
    public String toString() {
        return PlainText.line(owner == null ? slug : "@" + owner + "/" + slug, LONGEST);
    }
}
