package net.chingtech.ctos.clawhub.fingerprint;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of an ignore file, matched sign by sign. No regular expression: a stranger wrote it, and for some of them a
 * regular expression takes years. Where a star fits, only the last one is tried again.
 */
final class Glob {

    /** Stands for any number of folders; never the last step. */
    private static final Sign[] FOLDERS = new Sign[0];

    private final List<Sign[]> steps;

    /** What one character may be. */
    @FunctionalInterface
    interface Sign {
        boolean fits(int c);
    }

    /** Signs that any character fits. */
    enum Any implements Sign {
        ONE,
        STAR;

        @Override
        public boolean fits(int c) {
            return true;
        }
    }

    /** How much may still be compared, for all rules and files of a skill together. */
    static final class Effort {
        private long left;

        Effort(long most) {
            this.left = most;
        }

        private boolean more() {
            return left-- > 0;
        }

        boolean isSpent() {
            return left < 0;
        }
    }

    private Glob(List<Sign[]> steps) {
        this.steps = steps;
    }

    /**
     * @param anywhere whether it may begin in any folder
     * @throws IllegalArgumentException for one that means nothing
     */
    static Glob of(String pattern, boolean anywhere) {
        List<Sign[]> steps = new ArrayList<>();
        if (anywhere) {
            steps.add(FOLDERS);
        }
        List<List<Sign>> parsed = GlobSigns.of(pattern);
        for (List<Sign> step : parsed) {
            boolean folders = step.equals(GlobSigns.TWO_STARS);
            boolean last = step == parsed.get(parsed.size() - 1);
            if (folders && (steps.isEmpty() || steps.get(steps.size() - 1) != FOLDERS)) {
                steps.add(FOLDERS);
            }
            if (!folders || last) {
                // At the end two stars are whatever lies below, and something must.
                steps.add(folders ? new Sign[] {Any.STAR} : step.toArray(Sign[]::new));
            }
        }
        return new Glob(steps);
    }

    /** Whether it means the first {@code length} steps of a path; no, when the effort is spent. */
    boolean matches(int[][] path, int length, Effort effort) {
        int step = 0;
        int at = 0;
        int againStep = -1;
        int againAt = 0;
        while (at < length) {
            if (!effort.more()) {
                return false;
            }
            if (step < steps.size() && steps.get(step) == FOLDERS) {
                againStep = ++step;
                againAt = at;
            } else if (step < steps.size() && matches(steps.get(step), path[at], effort)) {
                step++;
                at++;
            } else if (againStep >= 0) {
                step = againStep;
                at = ++againAt;
            } else {
                return false;
            }
        }
        return step == steps.size();
    }

    private static boolean matches(Sign[] signs, int[] name, Effort effort) {
        int sign = 0;
        int at = 0;
        int againSign = -1;
        int againAt = 0;
        while (at < name.length) {
            if (!effort.more()) {
                return false;
            }
            if (sign < signs.length && signs[sign] == Any.STAR) {
                againSign = ++sign;
                againAt = at;
            } else if (sign < signs.length && signs[sign].fits(name[at])) {
                sign++;
                at++;
            } else if (againSign >= 0) {
                sign = againSign;
                at = ++againAt;
            } else {
                return false;
            }
        }
        while (sign < signs.length && signs[sign] == Any.STAR) {
            sign++;
        }
        return sign == signs.length;
    }
}
