package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.util.Map;
import java.util.jar.JarFile;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.StrictZip;

/**
 * The OSGi manifest or a signature file, read strictly: what the JDK and the framework would read in different ways (a
 * header twice, a section twice, stray bytes) is refused.
 *
 * @param main the headers of the main section
 * @param sections the headers of each other section, by its name
 */
record ManifestText(Map<String, String> main, Map<String, Map<String, String>> sections) {

    private static final int LARGEST = 4 << 20;

    /** The OSGi manifest of a JAR; the first entry, under its usual name. */
    static ManifestText of(StrictZip zip) throws Refused, IOException {
        boolean first = !zip.entries().isEmpty()
                && zip.entries().iterator().next().name().equals(JarFile.MANIFEST_NAME);
        if (!first) {
            throw Refused.because("header_missing", "META-INF/MANIFEST.MF is not the first entry of the JAR.");
        }
        return of(zip, JarFile.MANIFEST_NAME);
    }

    /** A signature file, which has the same form. */
    static ManifestText of(StrictZip zip, String name) throws Refused, IOException {
        if (zip.size(name) > LARGEST) {
            throw malformed("it is larger than " + LARGEST + " bytes");
        }
        return new ManifestReader(zip.content(name)).read();
    }

    static Refused malformed(String what) {
        return Refused.because(
                "header_malformed",
                "A manifest in the JAR cannot be read in one way only: " + Refused.shown(what) + ".");
    }
}
