package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import net.chingtech.ctos.format.SkillEntries;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/** The skill's own classes: none of the platform's packages, and for Java 17. */
final class ClassCheck implements SkillCheck {

    @Override
    public void check(SkillUnderTest skill) throws Refused, IOException {
        for (ZipRecord entry : skill.zip().entries()) {
            if (!entry.name().endsWith(".class")) {
                continue;
            }
            if (SkillEntries.isPlatform(packageOf(entry.name()))) {
                throw Refused.because(
                        "class_reserved",
                        "A skill may not bring classes of the platform: " + Refused.shown(entry.name()),
                        "Its publisher must import these packages instead.");
            }
            ClassFiles.check(skill.zip(), entry);
        }
    }

    private static String packageOf(String classFile) {
        return classFile.substring(0, Math.max(0, classFile.lastIndexOf('/'))).replace('/', '.');
    }
}
