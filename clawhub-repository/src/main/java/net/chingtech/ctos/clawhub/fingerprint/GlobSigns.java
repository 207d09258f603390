package net.chingtech.ctos.clawhub.fingerprint;

import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.clawhub.fingerprint.Glob.Any;
import net.chingtech.ctos.clawhub.fingerprint.Glob.Sign;

/** Takes a pattern apart: into steps at its slashes, and each into signs. Letters of ASCII fit in either case. */
final class GlobSigns {

    static final List<Sign> TWO_STARS = List.of(Any.STAR, Any.STAR);

    private final int[] pattern;
    private final List<List<Sign>> steps = new ArrayList<>();
    private int at;

    private GlobSigns(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    static List<List<Sign>> of(String pattern) {
        GlobSigns signs = new GlobSigns(pattern);
        signs.steps.add(new ArrayList<>());
        while (signs.at < signs.pattern.length) {
            signs.next();
        }
        return signs.steps;
    }

    private void next() {
        int c = pattern[at++];
        if (c == '\\' && at < pattern.length) {
            literal(pattern[at++]);
        } else if (c == '*') {
            add(Any.STAR);
        } else if (c == '?') {
            add(Any.ONE);
        } else if (c == '[' && end() > 0) {
            bracket();
        } else {
            literal(c);
        }
    }

    private void add(Sign sign) {
        steps.get(steps.size() - 1).add(sign);
    }

    private void literal(int c) {
        if (c == '/') {
            steps.add(new ArrayList<>());
        } else {
            int lower = lower(c);
            add(other -> lower(other) == lower);
        }
    }

    /** Where the bracket that was just opened is closed; at once it is not, it holds one sign at least. */
    private int end() {
        for (int i = at + 1; i < pattern.length; i++) {
            if (pattern[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    private void bracket() {
        int end = end();
        boolean not = pattern[at] == '!' || pattern[at] == '^';
        List<Sign> in = new ArrayList<>();
        for (int i = not ? at + 1 : at; i < end; i++) {
            boolean range = i + 2 < end && pattern[i + 1] == '-';
            int from = pattern[i];
            int to = range ? pattern[i += 2] : from;
            if (from > to) {
                throw new IllegalArgumentException("a range that ends before it begins");
            }
            in.add(c -> within(c, from, to) || within(lower(c), from, to) || within(upper(c), from, to));
        }
        if (in.isEmpty()) {
            throw new IllegalArgumentException("a bracket of nothing");
        }
        add(c -> not != in.stream().anyMatch(sign -> sign.fits(c)));
        at = end + 1;
    }

    private static boolean within(int c, int from, int to) {
        return c >= from && c <= to;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    private static int upper(int c) {
        return c >= 'a' && c <= 'z' ? c - 32 : c;
    }
}
