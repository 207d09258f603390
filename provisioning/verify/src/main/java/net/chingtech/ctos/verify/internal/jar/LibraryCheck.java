package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.StrictZip;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/**
 * The libraries inside: each stands in lib/ and is a lawful ZIP with lawful classes. Services of the service loader and
 * classes for newer Java versions are allowed in them, since they reach no further than the skill's own class loader.
 */
final class LibraryCheck implements SkillCheck {

    private static final long LARGEST = 32L << 20;
    private static final Pattern LIBRARY = Pattern.compile("lib/[^/]+\\.jar");

    @Override
    public void check(SkillUnderTest skill) throws Refused, IOException {
        for (ZipRecord entry : skill.zip().entries()) {
            String name = entry.name();
            if (!name.toLowerCase(Locale.ROOT).endsWith(".jar")) {
                continue;
            }
            if (!LIBRARY.matcher(name).matches()) {
                throw Refused.because(
                        "library_misplaced", "A JAR inside the skill is not in lib/: " + Refused.shown(name));
            }
            // Unless it is stored, it is held in memory, one at a time.
            if (entry.size() > LARGEST) {
                throw Refused.because(
                        "library_too_large",
                        "A library inside the skill is larger than " + LARGEST + " bytes: " + Refused.shown(name));
            }
            check(skill, name);
        }
    }

    private static void check(SkillUnderTest skill, String name) throws Refused, IOException {
        StrictZip library;
        try {
            library = StrictZip.read(skill.zip().open(name), true, skill.limits());
        } catch (Refused e) {
            throw Refused.because(
                    "library_malformed",
                    "The library " + Refused.shown(name) + " inside the skill is not acceptable: "
                            + e.problem().detail(),
                    "Its publisher must take another build of that library, or pack it anew.",
                    e);
        }
        for (ZipRecord entry : library.entries()) {
            if (entry.name().endsWith(".class")) {
                ClassFiles.check(library, entry);
            }
        }
    }
}
