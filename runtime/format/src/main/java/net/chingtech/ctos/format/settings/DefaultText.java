package net.chingtech.ctos.format.settings;

import java.util.ArrayList;
import java.util.List;

/** The texts in the attribute {@code default}: separated by commas, with white space around them dropped, unless escaped. */
final class DefaultText {

    private DefaultText() {}

    /**
     * @param text null for none
     * @param list whether commas separate
     */
    static List<String> values(String text, boolean list) {
        List<String> values = new ArrayList<>();
        if (text == null || list && text.isEmpty()) {
            return values;
        }
        StringBuilder value = new StringBuilder();
        // How much of the value stays when the white space at its end is dropped.
        int kept = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                value.append(text.charAt(++i));
                kept = value.length();
            } else if (c == ',' && list) {
                values.add(value.substring(0, kept));
                value.setLength(0);
                kept = 0;
            } else if (!Character.isWhitespace(c)) {
                value.append(c);
                kept = value.length();
            } else if (kept > 0) {
                value.append(c);
            }
        }
        values.add(value.substring(0, kept));
        return values;
    }
}
