package net.chingtech.ctos.verify.internal.jar;

import java.util.List;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.verify.internal.Refused;

/** The libraries and component descriptions that headers name are there. */
final class HeaderFileCheck implements SkillCheck {

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        for (String header : List.of("Bundle-ClassPath", "Service-Component")) {
            for (HeaderClause clause : skill.clauses(header)) {
                for (String path : clause.paths()) {
                    if (!path.equals(".") && !skill.zip().has(path)) {
                        throw Refused.because(
                                "file_missing",
                                "The header " + header + " names a file that the JAR does not hold: "
                                        + Refused.shown(path));
                    }
                }
            }
        }
    }
}
