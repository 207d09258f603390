package net.chingtech.ctos.verify.internal.jar;

import java.util.List;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.verify.internal.Refused;

/** The statement says of the release what the JAR says of itself: what was shown and accepted is what is installed. */
final class StatementMatch {

    private StatementMatch() {}

    static void check(SkillUnderTest skill) throws Refused {
        SkillManifest manifest = skill.manifest();
        ReleaseStatement statement = skill.statement();
        mustAgree("id", manifest.id(), statement.id());
        mustAgree("version", manifest.version(), statement.version());
        mustAgree("channel", manifest.channel(), statement.channel());
        mustAgree("permissions", manifest.permissions(), statement.permissions());
        mustAgree("optional_permissions", manifest.optionalPermissions(), statement.optionalPermissions());
        mustAgree("dependencies", manifest.dependencies(), statement.dependencies());
        mustAgree("exports", manifest.exports(), statement.exports());
        mustAgree("security_fix", manifest.securityFix(), statement.securityFix());
        mustAgree("requirements", texts(skill, "Require-Capability"), statement.requirements());
        mustAgree("capabilities", texts(skill, "Provide-Capability"), statement.capabilities());
    }

    private static List<String> texts(SkillUnderTest skill, String header) throws Refused {
        return skill.clauses(header).stream().map(HeaderClause::text).toList();
    }

    private static void mustAgree(String what, Object inJar, Object inStatement) throws Refused {
        if (!inJar.equals(inStatement)) {
            throw Refused.because(
                    "manifest_mismatch",
                    "The JAR and its release statement do not agree on " + what + ": " + Refused.shown(inJar.toString())
                            + " and " + Refused.shown(inStatement.toString()) + ".");
        }
    }
}
