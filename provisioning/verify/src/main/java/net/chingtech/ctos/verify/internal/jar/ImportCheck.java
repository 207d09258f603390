package net.chingtech.ctos.verify.internal.jar;

import java.util.Set;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.verify.internal.Refused;

/** A skill wires to nothing but the API: a fixed list of packages, and the JDK's own. */
final class ImportCheck implements SkillCheck {

    private static final String HEADER = "Import-Package";

    private static final Set<String> API = Set.of(
            "net.chingtech.ctos.skill",
            "org.apache.felix.hc.api",
            "org.osgi.framework",
            "org.osgi.service.component",
            "org.osgi.util.function",
            "org.osgi.util.promise");

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        for (HeaderClause clause : skill.clauses(HEADER)) {
            boolean lawful = clause.paths().stream().allMatch(path -> API.contains(path) || path.startsWith("java."))
                    // A bundle's name or an attribute would pick one exporter among several.
                    && Set.of("version").containsAll(clause.attributes().keySet())
                    && Set.of("resolution").containsAll(clause.directives().keySet());
            if (!lawful) {
                throw SkillUnderTest.forbidden(HEADER, clause.text());
            }
        }
    }
}
