package net.chingtech.ctos.verify.internal.jar;

import net.chingtech.ctos.format.SkillEntries;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/** Nothing stands under META-INF that has a meaning to some reader, beside the manifest and the signature. */
final class PlaceCheck implements SkillCheck {

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        for (ZipRecord entry : skill.zip().entries()) {
            String name = entry.name();
            if (!SkillEntries.isPlaceAllowed(name) && !SignatureCheck.isSignature(name)) {
                throw Refused.because(
                        "entry_forbidden",
                        "A skill may not hold " + Refused.shown(name) + ".",
                        "Its publisher must leave that file out, or put the library it belongs to under lib/.");
            }
        }
    }
}
