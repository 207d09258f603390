package net.chingtech.ctos.verify.internal.jar;

import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.verify.internal.Refused;

/** The headers are those that the kit makes of this manifest.json: the same rules as at build, from the same list. */
final class HeaderCheck implements SkillCheck {

    private static final Set<String> IDENTITY =
            Set.of("Bundle-ManifestVersion", "Bundle-SymbolicName", "Bundle-Version");

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        List<Violation> violations = SkillHeaders.check(skill.headers().main(), skill.manifest());
        if (violations.isEmpty()) {
            return;
        }
        Violation first = violations.get(0);
        throw Refused.because(
                IDENTITY.contains(first.path()) ? "header_mismatch" : "header_forbidden",
                "The header " + Refused.shown(first.path()) + " is not what a skill may say: expected "
                        + first.expected() + ", found " + Refused.shown(first.found()) + ".",
                "Its publisher must build it with the kit.");
    }
}
