package net.chingtech.ctos.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.regex.Pattern;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;

/**
 * A skill's public version: SemVer 2 without build metadata, at most 64 characters, ordered as SemVer orders.
 * The Bundle-Version is derived from it, and never compared.
 */
public final class SkillVersion implements Comparable<SkillVersion> {

    private static final int LONGEST = 64;
    /** Each number has at most nine digits, so that it also fits an OSGi version. */
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(-.*)?");

    private final Semver semver;

    private SkillVersion(Semver semver) {
        this.semver = semver;
    }

    /** Reads a version that came from outside. */
    public static SkillVersion parse(String text) throws FormatException {
        Semver parsed = text != null
                        && text.length() <= LONGEST
                        && NUMBERS.matcher(text).matches()
                ? Semver.parse(text)
                : null;
        if (parsed == null
                || !parsed.getBuild().isEmpty()
                || !parsed.getVersion().equals(text)) {
            throw new FormatException(
                    "version_invalid",
                    "$",
                    "a SemVer 2 version without build metadata, such as 1.3.0 or 1.4.0-beta.2",
                    String.valueOf(text));
        }
        return new SkillVersion(parsed);
    }

    /** A version that is known to be right; {@link IllegalArgumentException} when it is not. */
    public static SkillVersion of(String text) {
        try {
            return parse(text);
        } catch (FormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The derived OSGi version: {@code 1.4.0-beta.2} becomes {@code 1.4.0.beta_2}. */
    public String bundleVersion() {
        String numbers = semver.getMajor() + "." + semver.getMinor() + "." + semver.getPatch();
        return isPreRelease() ? numbers + "." + String.join("_", semver.getPreRelease()) : numbers;
    }

    public boolean isPreRelease() {
        return !semver.getPreRelease().isEmpty();
    }

    /** How far a step from {@code older} to this one reaches; a step between pre-releases of one version is a patch. */
    public Severity severityFrom(SkillVersion older) {
        if (semver.getMajor() != older.semver.getMajor()) {
            return Severity.MAJOR;
        }
        return semver.getMinor() != older.semver.getMinor() ? Severity.MINOR : Severity.PATCH;
    }

    boolean satisfies(RangeList ranges) {
        return semver.satisfies(ranges);
    }

    @Override
    public int compareTo(SkillVersion other) {
        return semver.compareTo(other.semver);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SkillVersion that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(toString());
    }

    @JsonValue
    @Override
    public String toString() {
        return semver.getVersion();
    }
}
