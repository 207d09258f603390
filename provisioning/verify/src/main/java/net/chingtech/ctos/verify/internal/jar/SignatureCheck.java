package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.StrictZip;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/** Is every file of the JAR signed, by exactly one signer, with the key of the statement, and is none missing? */
final class SignatureCheck {

    /** What the JDK takes for a part of a signature; such entries are not signed themselves. */
    private static final Pattern RELATED =
            Pattern.compile("META-INF/([^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)", Pattern.CASE_INSENSITIVE);

    private static final int LARGEST = 4 << 20;
    /** A signature with certificates and a time stamp; the JDK makes several objects of each two bytes of it. */
    private static final int LARGEST_BLOCK = 128 * 1024;

    private static final Pattern STRONG_DIGEST =
            Pattern.compile("SHA-(256|384|512)-Digest(-Manifest(-Main-Attributes)?)?");

    private SignatureCheck() {}

    static boolean isSignature(String name) {
        return RELATED.matcher(name).matches();
    }

    /** The OSGi manifest, once it and everything else proved to be signed. */
    static ManifestText check(Path jar, StrictZip zip, String keyId) throws Refused, IOException {
        ManifestText manifest = ManifestText.of(zip);
        Set<String> files = onePair(zip);
        onlyStrongDigests(manifest);
        onlyStrongDigests(ManifestText.of(zip, signatureFile(zip)));
        if (!files.containsAll(manifest.sections().keySet())) {
            Set<String> missing = new LinkedHashSet<>(manifest.sections().keySet());
            missing.removeAll(files);
            throw Refused.because("jar_entry_missing", "A signed file was taken out of the JAR: " + shown(missing));
        }
        // From here the JDK does the cryptography; the strict reading before makes sure that it sees the same files.
        try (JarFile signed = new JarFile(jar.toFile(), true, ZipFile.OPEN_READ)) {
            Set<String> unsigned = new LinkedHashSet<>();
            for (String file : files) {
                CodeSigner[] signers = signersOf(signed, file);
                if (signers == null || signers.length == 0) {
                    unsigned.add(file);
                } else {
                    mustBe(keyId, signers, file);
                }
            }
            if (unsigned.size() == files.size()) {
                throw Refused.because(
                        "jar_signature_wrong", "The signature of the JAR does not hold for any of its files.");
            }
            if (!unsigned.isEmpty()) {
                throw Refused.because(
                        "jar_entry_unsigned", "The JAR holds files that nobody signed: " + shown(unsigned));
            }
        }
        return manifest;
    }

    /** The names of all files that must be signed, once it is clear that there is one signature file and one block. */
    private static Set<String> onePair(StrictZip zip) throws Refused {
        Set<String> files = new LinkedHashSet<>();
        Set<String> related = new LinkedHashSet<>();
        for (ZipRecord entry : zip.entries()) {
            if (isSignature(entry.name())) {
                mustBeSmall(entry);
                related.add(entry.name());
            } else if (!entry.name().equals(JarFile.MANIFEST_NAME)) {
                files.add(entry.name());
            }
        }
        if (related.isEmpty() || files.isEmpty()) {
            throw Refused.because("jar_signature_missing", "The JAR is not signed.");
        }
        List<String> names = related.stream().sorted().toList();
        if (names.size() > 2) {
            throw Refused.because("jar_second_signer", "The JAR has more than one signer: " + shown(related));
        }
        boolean pair = names.size() == 2
                && names.get(1).endsWith(".SF")
                && names.get(0).matches("META-INF/[A-Z0-9_-]{1,8}\\.(EC|RSA|DSA)")
                && base(names.get(0)).equals(base(names.get(1)));
        if (!pair) {
            throw Refused.because("jar_signature_missing", "The JAR's signature is not whole: " + shown(related));
        }
        return files;
    }

    /** The JDK reads the parts of a signature whole. */
    private static void mustBeSmall(ZipRecord entry) throws Refused {
        int largest = entry.name().toUpperCase(Locale.ROOT).endsWith(".SF") ? LARGEST : LARGEST_BLOCK;
        if (entry.size() > largest) {
            throw Refused.because(
                    "jar_signature_wrong",
                    "A part of the JAR's signature is larger than " + largest + " bytes: "
                            + Refused.shown(entry.name()));
        }
    }

    private static String signatureFile(StrictZip zip) {
        return zip.entries().stream()
                .map(ZipRecord::name)
                .filter(name -> name.toUpperCase(Locale.ROOT).endsWith(".SF") && isSignature(name))
                .findFirst()
                .orElseThrow();
    }

    /** Digests of SHA-2 and nothing else: other attributes of a section would change what the JDK does with the file. */
    private static void onlyStrongDigests(ManifestText text) throws Refused {
        for (Map.Entry<String, Map<String, String>> section : text.sections().entrySet()) {
            for (String attribute : section.getValue().keySet()) {
                if (!STRONG_DIGEST.matcher(attribute).matches()) {
                    throw weak(attribute);
                }
            }
        }
        for (String header : text.main().keySet()) {
            if (header.contains("-Digest") && !STRONG_DIGEST.matcher(header).matches()) {
                throw weak(header);
            }
        }
    }

    private static Refused weak(String attribute) {
        return Refused.because(
                "jar_digest_weak",
                "The JAR's signature uses " + Refused.shown(attribute) + " where only SHA-256 or better is accepted.");
    }

    private static CodeSigner[] signersOf(JarFile jar, String name) throws Refused, IOException {
        JarEntry entry = jar.getJarEntry(name);
        if (entry == null) {
            throw Refused.because("zip_mismatch", "Java does not find a file of the JAR: " + Refused.shown(name));
        }
        // The JDK knows the signers only once it has read the file to its end.
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] buffer = new byte[16 * 1024];
            int n = in.read(buffer);
            while (n >= 0) {
                n = in.read(buffer);
            }
        } catch (SecurityException e) {
            throw Refused.because(
                    "jar_signature_wrong",
                    "The signature of the JAR does not hold for " + Refused.shown(name) + ".",
                    e);
        }
        return entry.getCodeSigners();
    }

    private static void mustBe(String keyId, CodeSigner[] signers, String name) throws Refused {
        if (signers.length != 1) {
            throw Refused.because("jar_second_signer", "More than one signer signed " + Refused.shown(name) + ".");
        }
        X509Certificate certificate = (X509Certificate)
                signers[0].getSignerCertPath().getCertificates().get(0);
        String actual = Digests.sha256Hex(certificate.getPublicKey().getEncoded());
        if (!actual.equals(keyId)) {
            throw Refused.because(
                    "jar_signer_foreign",
                    "The JAR is signed with the key " + actual + ", its release statement with " + keyId + ".");
        }
    }

    private static String base(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String shown(Set<String> names) {
        return Refused.shown(String.join(", ", names));
    }
}
