package net.chingtech.ctos.verify.internal.jar;

import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.verify.internal.Refused;

/** Components are described by files that are there, under OSGI-INF, without wildcards. */
final class ComponentCheck implements SkillCheck {

    private static final String HEADER = "Service-Component";

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        for (HeaderClause clause : skill.clauses(HEADER)) {
            boolean plain = clause.attributes().isEmpty() && clause.directives().isEmpty();
            for (String path : clause.paths()) {
                if (!plain
                        || !path.matches("OSGI-INF/[^*]+\\.xml")
                        || !skill.zip().has(path)) {
                    throw SkillUnderTest.forbidden(HEADER, clause.text());
                }
            }
        }
    }
}
