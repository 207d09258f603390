package net.chingtech.ctos.format;

import java.util.List;
import org.semver4j.Semver;
import org.semver4j.range.Range;

/**
 * Comparators of a SemVer range as OSGi filters on the Bundle-Version. OSGi puts {@code 2.0.0.beta_1} after
 * {@code 2.0.0}, SemVer before it, so where a pre-release is named the bounds are drawn wider, never narrower.
 */
final class OsgiBounds {

    private OsgiBounds() {}

    static List<String> of(List<Range> comparators, String attribute) {
        boolean wide = comparators.stream()
                .anyMatch(c -> !c.getRangeVersion().getPreRelease().isEmpty());
        return comparators.stream()
                .map(c -> filter(operator(c), c.getRangeVersion(), attribute, wide))
                .toList();
    }

    private static String operator(Range comparator) {
        return comparator.toString().replaceAll("[^<>=].*", "");
    }

    private static String filter(String operator, Semver bound, String attribute, boolean wide) {
        String version = numbers(bound, 0);
        return switch (operator) {
            case ">=" -> "(" + attribute + ">=" + version + ")";
            case ">" -> wide ? "(" + attribute + ">=" + version + ")" : "(!(" + attribute + "<=" + version + "))";
            case "<" -> "(!(" + attribute + ">=" + numbers(bound, wide ? 1 : 0) + "))";
            case "<=" -> "(!(" + attribute + ">=" + numbers(bound, 1) + "))";
            default ->
                "(" + attribute + "=" + SkillVersion.of(bound.getVersion()).bundleVersion() + ")";
        };
    }

    private static String numbers(Semver version, int more) {
        return version.getMajor() + "." + version.getMinor() + "." + (version.getPatch() + more);
    }
}
