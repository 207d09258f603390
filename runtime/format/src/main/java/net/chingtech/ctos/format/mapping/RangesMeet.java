package net.chingtech.ctos.format.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;

/** Whether a version is in two ranges. */
final class RangesMeet {

    private static final Pattern VERSION =
            Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(-[0-9A-Za-z.-]+)?");

    private RangesMeet() {}

    /**
     * What both have begins where one of them begins: at 0.0.0, at a version that is written in it, or right after that. So
     * only these are tried.
     */
    static boolean meet(VersionRange one, VersionRange other) {
        if (one.equals(VersionRange.ANY) || other.equals(VersionRange.ANY)) {
            return true;
        }
        List<String> tried = new ArrayList<>(List.of("0.0.0"));
        beginnings(one.toString(), tried);
        beginnings(other.toString(), tried);
        return tried.stream().map(SkillVersion::of).anyMatch(v -> one.includes(v) && other.includes(v));
    }

    private static void beginnings(String range, List<String> into) {
        Matcher written = VERSION.matcher(range);
        while (written.find()) {
            long major = number(written.group(1));
            long minor = number(written.group(2));
            long patch = number(written.group(3));
            String plain = major + "." + minor + "." + patch;
            into.add(plain);
            if (written.group(4) != null) {
                into.add(plain + written.group(4));
            }
            // After 1.2.3 comes 1.2.4; after 1.2, which is all of it, comes 1.3.0; after 1 comes 2.0.0.
            into.add(major + "." + minor + "." + (patch + 1));
            into.add(major + "." + (minor + 1) + ".0");
            into.add((major + 1) + ".0.0");
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
