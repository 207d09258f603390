package net.chingtech.ctos.skillhub.server.alike;

/**
 * Whether two names differ by one slip of the finger that people overlook: one letter added, left out, another one, or two
 * that changed places. Not so when only digits differ ({@code report2}), or in a part between dots of fewer than five
 * letters ({@code crm} and {@code crn}), where one letter makes another word.
 */
public final class OneSlip {

    private static final int SHORTEST_PART = 5;

    private OneSlip() {}

    /** Where two names differ by an overlooked slip. */
    public enum Place {
        /** Nowhere, or where people see it. */
        NONE,
        /** Before the last dot: in the namespace of an id. */
        NAMESPACE,
        /** After the last dot, or in a name without dots. */
        NAME
    }

    public static Place between(String one, String other) {
        if (one.equals(other) || Math.abs(one.length() - other.length()) > 1) {
            return Place.NONE;
        }
        // 1. What differs is what is left between a common beginning and a common end.
        int begin = 0;
        int shorter = Math.min(one.length(), other.length());
        while (begin < shorter && one.charAt(begin) == other.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        String here = one.substring(begin, one.length() - end);
        String there = other.substring(begin, other.length() - end);
        // 2. Is it one slip, and one that is overlooked?
        boolean overlooked = isSlip(here, there)
                && !(here + there).chars().allMatch(Character::isDigit)
                && Math.min(partAt(one, begin), partAt(other, begin)) >= SHORTEST_PART;
        if (!overlooked) {
            return Place.NONE;
        }
        return begin > Math.min(one.lastIndexOf('.'), other.lastIndexOf('.')) ? Place.NAME : Place.NAMESPACE;
    }

    private static boolean isSlip(String here, String there) {
        boolean swapped = here.length() == 2
                && there.length() == 2
                && here.charAt(0) == there.charAt(1)
                && here.charAt(1) == there.charAt(0);
        return swapped || here.length() <= 1 && there.length() <= 1;
    }

    /** How long the part between dots is that holds this place. */
    private static int partAt(String name, int place) {
        int from = place;
        while (from > 0 && name.charAt(from - 1) != '.') {
            from--;
        }
        int to = place;
        while (to < name.length() && name.charAt(to) != '.') {
            to++;
        }
        return to - from;
    }
}
