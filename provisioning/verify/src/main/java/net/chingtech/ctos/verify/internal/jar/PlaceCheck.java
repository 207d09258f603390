package net.chingtech.ctos.verify.internal.jar;

import java.util.regex.Pattern;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/**
 * What may stand under META-INF: the manifest, the signature, licences. Everything else there has a meaning to some
 * reader: services of the service loader, classes for other Java versions, an index.
 */
final class PlaceCheck implements SkillCheck {

    private static final Pattern ALLOWED =
            Pattern.compile("META-INF/(MANIFEST\\.MF|(LICENSE|NOTICE|DEPENDENCIES)(\\.(txt|md))?|maven/.+)");

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        for (ZipRecord entry : skill.zip().entries()) {
            String name = entry.name();
            boolean inMetaInf = name.regionMatches(true, 0, "META-INF/", 0, "META-INF/".length());
            if (inMetaInf && !ALLOWED.matcher(name).matches() && !SignatureCheck.isSignature(name)) {
                throw Refused.because(
                        "entry_forbidden",
                        "A skill may not hold " + Refused.shown(name) + ".",
                        "Its publisher must leave that file out, or put the library it belongs to under lib/.");
            }
        }
    }
}
