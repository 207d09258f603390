package net.chingtech.ctos.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates in PEM files: one, or a chain with the publisher's own first. */
public final class Certificates {

    private static final int LARGEST = 256 * 1024;

    private Certificates() {}

    /** The PEM text of a chain. */
    public static byte[] pem(List<X509Certificate> chain) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            for (X509Certificate certificate : chain) {
                writer.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes a chain; a certificate is public, so the file has the usual mode. */
    public static void write(Path file, List<X509Certificate> chain) throws SigningFailed {
        try {
            Files.write(file, pem(chain));
        } catch (IOException e) {
            throw SigningFailed.because(
                    "certificate_not_written",
                    "The certificate could not be written to " + file + ".",
                    "See that the folder exists and can be written, and that the disk is not full.",
                    e);
        }
    }

    /**
     * Reads a chain of at least one certificate.
     *
     * @throws SigningFailed {@code certificate_unreadable}
     */
    public static List<X509Certificate> read(Path file) throws SigningFailed {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CertificateException("larger than " + LARGEST + " bytes");
            }
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new CertificateException("no certificate in it");
            }
            return chain;
        } catch (IOException | CertificateException e) {
            throw SigningFailed.because(
                    "certificate_unreadable",
                    file + " holds no X.509 certificate in PEM.",
                    "Name the file with the certificate that the authority issued to you.",
                    e);
        }
    }
}
