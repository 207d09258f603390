package net.chingtech.ctos.sign;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertPath;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import jdk.security.jarsigner.JarSignerException;

/**
 * Makes the signed JAR: the files of the unsigned one, each once, no folder entries, no extra fields, the OSGi manifest
 * first; one signer over all of it. So a signed JAR holds nothing that a verifier would have to guess about.
 */
final class ArtifactSigner {

    private static final String SIGNATURE_NAME = "CTOS";

    private ArtifactSigner() {}

    static void sign(SkillJar skill, SigningKey key, List<X509Certificate> chain, Path target) throws SigningFailed {
        Path folder = target.toAbsolutePath().getParent();
        Path plain = null;
        Path signed = null;
        try {
            plain = Files.createTempFile(folder, ".plain-", ".jar");
            signed = Files.createTempFile(folder, ".signed-", ".jar");
            copy(skill, plain);
            sign(plain, signed, key, chain);
            Files.move(signed, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw SigningFailed.because(
                    "jar_not_written",
                    "The signed JAR could not be written to " + target + ".",
                    "See that the folder exists and can be written, and that the disk is not full.",
                    e);
        } catch (JarSignerException | CertificateException e) {
            throw SigningFailed.because(
                    "signing_failed", "The JDK could not sign " + skill.path() + ".", "Look at the cause below.", e);
        } finally {
            remove(plain);
            remove(signed);
        }
    }

    private static void copy(SkillJar skill, Path plain) throws IOException {
        try (ZipFile from = new ZipFile(skill.path().toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(plain))) {
            for (String name : skill.entries()) {
                ZipEntry entry = from.getEntry(name);
                ZipEntry copy = new ZipEntry(name);
                // As local time, without a zone: the same bytes wherever the JAR is signed.
                copy.setTimeLocal(entry.getTimeLocal());
                to.putNextEntry(copy);
                try (InputStream in = from.getInputStream(entry)) {
                    in.transferTo(to);
                }
                to.closeEntry();
            }
        }
    }

    private static void sign(Path plain, Path signed, SigningKey key, List<X509Certificate> chain)
            throws IOException, CertificateException {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
        JarSigner signer;
        try {
            signer = new JarSigner.Builder(key.privateKey(), path)
                    .digestAlgorithm("SHA-256")
                    .signerName(SIGNATURE_NAME)
                    .build();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        try (ZipFile from = new ZipFile(plain.toFile());
                OutputStream to = Files.newOutputStream(signed)) {
            signer.sign(from, to);
        }
    }

    private static void remove(Path file) {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Beside the target, with a name that begins with a dot: harmless, and the outcome is already decided.
            file.toFile().deleteOnExit();
        }
    }
}
