package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import net.chingtech.ctos.verify.internal.Refused;

/** One thing that must be true of a skill JAR whose bytes and signature were proven. */
interface SkillCheck {

    void check(SkillUnderTest skill) throws Refused, IOException;
}
