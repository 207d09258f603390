package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/** Which versions of a skill will do, in the npm notation: {@code ^2.0.0}, {@code >=1.2 <3}, {@code *}. */
public final class VersionRange {

    /** Any version. */
    public static final VersionRange ANY = new VersionRange("*", RangeListFactory.create("*"));

    private static final int LONGEST = 128;

    /** The library forgives more than we want to promise, so the grammar is held here. */
    private static final Pattern GRAMMAR;

    static {
        String part = "(?:\\d{1,9}|[xX*])";
        String version = part + "(?:\\." + part + "){0,2}(?:-[0-9A-Za-z.-]{1,40})?";
        String comparators =
                "(?:(?:\\^|~|>=|<=|>|<|=)?\\s*" + version + ")(?:\\s+(?:\\^|~|>=|<=|>|<|=)?\\s*" + version + "){0,5}";
        String alternative = "(?:" + comparators + "|" + version + " - " + version + ")";
        GRAMMAR = Pattern.compile(alternative + "(?:\\s*\\|\\|\\s*" + alternative + "){0,5}");
    }

    private final String text;
    /** Read once: to read it takes far longer than to compare a version with it. */
    private final RangeList ranges;

    private VersionRange(String text, RangeList ranges) {
        this.text = text;
        this.ranges = ranges;
    }

    public static VersionRange parse(String text) throws FormatException {
        RangeList ranges = text != null
                        && text.length() <= LONGEST
                        && GRAMMAR.matcher(text).matches()
                ? RangeListFactory.create(text)
                : new RangeList(false);
        if (ranges.get().isEmpty()) {
            throw new FormatException(
                    "version_range_invalid",
                    "$",
                    "a SemVer range such as ^2.0.0 or >=1.2.0 <3.0.0",
                    String.valueOf(text));
        }
        return new VersionRange(text, ranges);
    }

    /** Exactly one version. */
    public static VersionRange exactly(SkillVersion version) {
        String text = "=" + version;
        return new VersionRange(text, RangeListFactory.create(text));
    }

    public boolean includes(SkillVersion version) {
        return version.satisfies(ranges);
    }

    /**
     * The same as an OSGi filter, as well as one can say it: every version that is included matches by its
     * Bundle-Version, and of those that match a few pre-releases are not included. So a filter finds candidates, and
     * {@link #includes} decides.
     *
     * @param attribute the attribute that holds the Bundle-Version, such as {@code version}
     */
    public String osgiFilter(String attribute) {
        return any(
                "|",
                ranges.get().stream()
                        .map(comparators -> any("&", OsgiBounds.of(comparators, attribute)))
                        .distinct()
                        .toList());
    }

    private static String any(String operator, List<String> filters) {
        return filters.size() == 1 ? filters.get(0) : "(" + operator + String.join("", filters) + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionRange that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
