package net.chingtech.ctos.verify.internal.jar;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * A skill requires Java, Declarative Services, services, and the skills that its manifest.json depends on; the latter
 * two are only for the planner, so the framework must be told to ignore them.
 */
final class RequirementCheck implements SkillCheck {

    static final String HEADER = "Require-Capability";
    static final String SKILL = "ctos.skill";

    private static final Pattern SKILL_ID = Pattern.compile("\\(\\s*ctos\\.skill\\s*=\\s*([^()]*)\\)");
    private static final Pattern EXTENDER = Pattern.compile("\\(\\s*osgi\\.extender\\s*=\\s*([^()]*)\\)");

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        Set<String> required = new TreeSet<>();
        for (HeaderClause clause : skill.clauses(HEADER)) {
            if (clause.paths().size() != 1 || !isLawful(clause)) {
                throw SkillUnderTest.forbidden(HEADER, clause.text());
            }
            if (clause.path().equals(SKILL)) {
                required.add(valueOf(SKILL_ID, clause));
            }
        }
        Set<String> declared = skill.manifest().dependencies().keySet().stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!required.equals(declared)) {
            throw Refused.because(
                    "header_mismatch",
                    "The JAR requires the skills " + Refused.shown(required.toString())
                            + " where its manifest.json depends on " + declared + ".");
        }
    }

    private static boolean isLawful(HeaderClause clause) {
        Map<String, String> directives = clause.directives();
        if (!Set.of("filter", "effective", "resolution", "cardinality").containsAll(directives.keySet())) {
            return false;
        }
        boolean ignored = "active".equals(directives.get("effective"));
        return switch (clause.path()) {
            case "osgi.ee" -> true;
            case "osgi.extender" -> "osgi.component".equals(valueOf(EXTENDER, clause));
            case "osgi.service" -> ignored;
            case SKILL -> ignored && valueOf(SKILL_ID, clause) != null;
            default -> false;
        };
    }

    /** What the filter asks for, when it asks for exactly one; null otherwise. */
    private static String valueOf(Pattern pattern, HeaderClause clause) {
        Matcher matcher = pattern.matcher(clause.directives().getOrDefault("filter", ""));
        String value = matcher.find() ? matcher.group(1) : null;
        return matcher.find() ? null : value;
    }
}
