package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/** The skill's own classes; OSGi's packages are the framework's, so a skill does not bring them. */
final class ClassCheck implements SkillCheck {

    @Override
    public void check(SkillUnderTest skill) throws Refused, IOException {
        for (ZipRecord entry : skill.zip().entries()) {
            if (!entry.name().endsWith(".class")) {
                continue;
            }
            if (entry.name().startsWith("org/osgi/")) {
                throw Refused.because(
                        "class_reserved",
                        "A skill may not bring classes of OSGi: " + Refused.shown(entry.name()),
                        "Its publisher must import the OSGi packages instead.");
            }
            ClassFiles.check(skill.zip(), entry);
        }
    }
}
