package net.chingtech.ctos.verify.internal.jar;

import java.util.Set;
import net.chingtech.ctos.verify.internal.Refused;

/** The headers that a skill may have are a list. What is not on it, a framework of tomorrow may understand. */
final class HeaderNameCheck implements SkillCheck {

    private static final Set<String> ALLOWED = Set.of(
            // Who and what
            "Manifest-Version",
            "Bundle-ManifestVersion",
            "Bundle-SymbolicName",
            "Bundle-Version",
            // What other checks look into
            "Bundle-ClassPath",
            "Import-Package",
            "Service-Component",
            "Require-Capability",
            "Provide-Capability",
            // For people only
            "Bundle-Name",
            "Bundle-Description",
            "Bundle-Vendor",
            "Bundle-License",
            "Bundle-Copyright",
            "Bundle-Category",
            "Bundle-ContactAddress",
            "Bundle-Developers",
            "Bundle-DocURL",
            "Bundle-SCM",
            "Bnd-LastModified",
            "Build-Jdk",
            "Build-Jdk-Spec",
            "Built-By",
            "Created-By",
            "Originally-Created-By",
            "Private-Package",
            "Tool");

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        for (String header : skill.headers().main().keySet()) {
            if (!ALLOWED.contains(header)) {
                throw SkillUnderTest.forbidden(header, header);
            }
        }
    }
}
