package net.chingtech.ctos.webconsole.internal.markdown;

import java.util.regex.Pattern;

/** Characters that hide, turn or break text; {@code said.js} writes the same ones out in the page. */
final class Treacherous {

    private static final Pattern ONES =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b-\\u200f\\u2028-\\u202e"
                    + "\\u2060-\\u206f\\ufeff\\x{e0000}-\\x{e007f}]");

    private Treacherous() {}

    /** Each such character as its number; line ends and tabs, which Markdown needs, stay. */
    static String writtenOut(String text) {
        return ONES.matcher(text)
                .replaceAll(one -> "\\\\u{" + Integer.toHexString(one.group().codePointAt(0)) + "}");
    }
}
