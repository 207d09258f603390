package net.chingtech.ctos.verify.internal.jar;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * A skill provides itself, exactly once, and services: tools, migrations, health checks, and types of its own.
 */
final class CapabilityCheck implements SkillCheck {

    private static final String HEADER = "Provide-Capability";

    private static final Set<String> SERVICES = Set.of(
            "net.chingtech.ctos.skill.SkillTool",
            "net.chingtech.ctos.skill.SkillMigration",
            "org.apache.felix.hc.api.HealthCheck");

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        int itself = 0;
        for (HeaderClause clause : skill.clauses(HEADER)) {
            if (clause.paths().size() != 1) {
                throw SkillUnderTest.forbidden(HEADER, clause.text());
            }
            switch (clause.path()) {
                case RequirementCheck.SKILL -> {
                    mustBeItself(skill, clause);
                    itself++;
                }
                case "osgi.service" -> mustBeService(skill, clause);
                default -> throw SkillUnderTest.forbidden(HEADER, clause.text());
            }
        }
        if (itself != 1) {
            throw Refused.because(
                    "header_mismatch",
                    "The JAR provides the capability " + RequirementCheck.SKILL + " " + itself
                            + " times where once belongs.");
        }
    }

    private static void mustBeItself(SkillUnderTest skill, HeaderClause clause) throws Refused {
        Map<String, String> expected = Map.of(
                RequirementCheck.SKILL,
                skill.manifest().id().value(),
                "version",
                skill.manifest().version().bundleVersion());
        boolean same = clause.attributes().equals(expected)
                && clause.types().equals(Map.of("version", "Version"))
                && clause.directives().isEmpty();
        if (!same) {
            throw Refused.because(
                    "header_mismatch", "The JAR provides another skill than it is: " + Refused.shown(clause.text()));
        }
    }

    private static void mustBeService(SkillUnderTest skill, HeaderClause clause) throws Refused {
        List<String> types =
                List.of(clause.attributes().getOrDefault("objectClass", "").split(","));
        boolean lawful = types.stream()
                .map(String::strip)
                .allMatch(type -> SERVICES.contains(type) || skill.zip().has(type.replace('.', '/') + ".class"));
        if (!lawful) {
            throw SkillUnderTest.forbidden(HEADER, clause.text());
        }
    }
}
