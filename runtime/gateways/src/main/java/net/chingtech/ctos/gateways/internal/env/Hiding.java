package net.chingtech.ctos.gateways.internal.env;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes a skill's values out of what its code says. Of careless words only, such as the trace of a script; a skill that wants
 * to tell its own secrets finds other ways.
 */
final class Hiding {

    static final String HIDDEN = "[secret]";

    /** Shorter ones are words such as true or info, which are in every log. */
    private static final int SHORTEST = 6;

    /** What stands where a text was cut off. */
    private static final char CUT = '…';

    private static final Pattern NOT_SEEN = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    /** Longest first: one may be a part of another. */
    private final Set<String> texts =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private Hiding(Collection<String> values) {
        for (String value : values) {
            // A key of several lines comes as it is, as one line, or line by line.
            add(value);
            add(NOT_SEEN.matcher(value).replaceAll(" "));
            List<String> lines = value.lines().toList();
            lines.forEach(this::add);
        }
    }

    private void add(String text) {
        String bare = text.strip();
        if (bare.length() >= SHORTEST) {
            texts.add(bare);
        }
    }

    static String hide(String text, Collection<String> values) {
        return text == null || values.isEmpty() ? text : new Hiding(values).without(text);
    }

    private String without(String text) {
        String shown = text;
        for (String each : texts) {
            shown = shown.replace(each, HIDDEN);
        }
        int end = shown.lastIndexOf(CUT);
        return end < 0 ? shown : withoutBegun(shown, end);
    }

    private String withoutBegun(String text, int end) {
        for (String each : texts) {
            for (int length = Math.min(each.length(), end); length >= SHORTEST; length--) {
                if (text.regionMatches(end - length, each, 0, length)) {
                    return text.substring(0, end - length) + HIDDEN + text.substring(end);
                }
            }
        }
        return text;
    }
}
