package net.chingtech.ctos.verify.internal.jar;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.verify.internal.Refused;

/** The class path is the JAR itself and libraries inside it. */
final class ClassPathCheck implements SkillCheck {

    static final String HEADER = "Bundle-ClassPath";

    static final Pattern LIBRARY = Pattern.compile("lib/[A-Za-z0-9][A-Za-z0-9._+-]*\\.jar");

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        Set<String> seen = new HashSet<>();
        for (HeaderClause clause : skill.clauses(HEADER)) {
            boolean plain = clause.attributes().isEmpty() && clause.directives().isEmpty();
            for (String path : clause.paths()) {
                boolean known = path.equals(".")
                        || (LIBRARY.matcher(path).matches() && skill.zip().has(path));
                if (!plain || !known || !seen.add(path)) {
                    throw SkillUnderTest.forbidden(HEADER, clause.text());
                }
            }
        }
    }
}
