package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/** The skill's own classes; packages of OSGi and of Felix are the framework's, so a skill does not bring them. */
final class ClassCheck implements SkillCheck {

    @Override
    public void check(SkillUnderTest skill) throws Refused, IOException {
        for (ZipRecord entry : skill.zip().entries()) {
            if (!entry.name().endsWith(".class")) {
                continue;
            }
            if (entry.name().startsWith("org/osgi/") || entry.name().startsWith("org/apache/felix/")) {
                throw Refused.because(
                        "class_reserved",
                        "A skill may not bring classes of the framework: " + Refused.shown(entry.name()),
                        "Its publisher must import these packages instead.");
            }
            ClassFiles.check(skill.zip(), entry);
        }
    }
}
