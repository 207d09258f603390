package net.chingtech.ctos.webconsole.internal.picture;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an SVG is only a drawing. A browser runs no script in a picture and loads nothing for it, and ours is told so once
 * more; this keeps away what would, and what multiplies itself until the browser stands still.
 */
final class SvgPicture {

    /** Possessive throughout: to go back over very many comments would take a call on the stack for each. */
    private static final Pattern START = Pattern.compile(
            "\\A\\ufeff?+\\s*+(?:<\\?xml[^>]{0,200}\\?>\\s*+)?+(?:<!--(?:(?!-->).){0,2000}+-->\\s*+)*+<svg[\\s>/]",
            Pattern.DOTALL);

    /** A document type may define what grows; the others are programs, or pages inside the picture. */
    private static final Pattern MORE_THAN_A_DRAWING = Pattern.compile(
            "<!DOCTYPE|<!ENTITY|<\\?xml-stylesheet|<([a-z0-9]+:)?(script|foreignObject|iframe|audio|video|handler|feImage)[\\s/>]|\\son[a-z]+\\s*=|javascript:",
            Pattern.CASE_INSENSITIVE);

    /** Each of these draws something again that may itself do so, or works on whatever names it. */
    private static final Pattern AGAIN = Pattern.compile(
            "<([a-z0-9]+:)?(use|pattern|marker|mask|clipPath|image|filter)[\\s/>]|\\b(blur|drop-shadow)\\s*+\\(",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ELEMENT = Pattern.compile("<[^/!?]");

    private static final int MOST_TAGS = 20_000;

    /** What is drawn grows with the elements and, by each that repeats, manifold; so few of both go together. */
    private static final int MOST_AGAIN = 8;

    private static final int MOST_ELEMENTS_AGAIN = 500;

    private SvgPicture() {}

    static boolean isHarmless(byte[] content) {
        // Another encoding would hide what is looked for; a zero byte says that it is one.
        String text = new String(content, StandardCharsets.UTF_8);
        return text.indexOf('\0') < 0
                && text.chars().filter(one -> one == '<').count() <= MOST_TAGS
                && START.matcher(text).lookingAt()
                && !MORE_THAN_A_DRAWING.matcher(text).find()
                && isSoonDrawn(text);
    }

    private static boolean isSoonDrawn(String text) {
        int again = count(AGAIN.matcher(text));
        return again == 0 || again <= MOST_AGAIN && count(ELEMENT.matcher(text)) <= MOST_ELEMENTS_AGAIN;
    }

    private static int count(Matcher matcher) {
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
