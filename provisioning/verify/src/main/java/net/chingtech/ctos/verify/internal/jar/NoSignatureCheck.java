package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.StrictZip;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/** Has the JAR of a skill that nobody signed nothing in it that makes it look signed, and does Java see the same files? */
final class NoSignatureCheck {

    private NoSignatureCheck() {}

    /** The OSGi manifest, once it is clear that nothing speaks of a signature. */
    static ManifestText check(Path jar, StrictZip zip) throws Refused, IOException {
        ManifestText manifest = ManifestText.of(zip);
        for (ZipRecord entry : zip.entries()) {
            if (SignatureCheck.isSignature(entry.name())) {
                throw unexpected("it holds " + Refused.shown(entry.name()));
            }
        }
        // Sections of single files are for their digests, and can change what Java does with a file.
        if (!manifest.sections().isEmpty()) {
            throw unexpected("its manifest speaks of the single file "
                    + Refused.shown(manifest.sections().keySet().iterator().next()));
        }
        try (JarFile read = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ)) {
            for (ZipRecord entry : zip.entries()) {
                if (read.getEntry(entry.name()) == null) {
                    throw Refused.because(
                            "zip_mismatch", "Java does not find a file of the JAR: " + Refused.shown(entry.name()));
                }
            }
        }
        return manifest;
    }

    private static Refused unexpected(String why) {
        return Refused.because(
                "jar_signature_unexpected", "Nobody signed this release, but its JAR looks signed: " + why + ".");
    }
}
