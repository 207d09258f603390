package net.chingtech.ctos.verify.internal.jar;

import net.chingtech.ctos.verify.internal.Refused;

/** The bundle's name and version are the manifest's, with no directive behind them (singleton, attachment of fragments). */
final class IdentityCheck implements SkillCheck {

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        mustBe(skill, "Manifest-Version", "1.0");
        mustBe(skill, "Bundle-ManifestVersion", "2");
        mustBe(skill, "Bundle-SymbolicName", skill.manifest().id().value());
        mustBe(skill, "Bundle-Version", skill.manifest().version().bundleVersion());
    }

    private static void mustBe(SkillUnderTest skill, String header, String expected) throws Refused {
        String actual = skill.headers().main().get(header);
        if (!expected.equals(actual)) {
            throw Refused.because(
                    "header_mismatch",
                    "The header " + header + " is " + Refused.shown(String.valueOf(actual)) + " where " + expected
                            + " belongs.");
        }
    }
}
