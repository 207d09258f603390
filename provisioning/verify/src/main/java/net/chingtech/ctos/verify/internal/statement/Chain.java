package net.chingtech.ctos.verify.internal.statement;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.verify.internal.Refused;

/** The certificates of an envelope, the publisher's own first. Nothing of them is proven yet. */
record Chain(List<X509Certificate> certificates) {

    private static final int LONGEST = 5;
    private static final int LARGEST = 16 * 1024;

    static Chain read(List<byte[]> encoded, Sealed what) throws Refused {
        if (encoded.isEmpty() || encoded.size() > LONGEST) {
            throw malformed(what, encoded.size() + " certificates where 1 to " + LONGEST + " belong", null);
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : encoded) {
            certificates.add(certificate(der, what));
        }
        return new Chain(List.copyOf(certificates));
    }

    X509Certificate leaf() {
        return certificates.get(0);
    }

    String keyId() {
        return Digests.sha256Hex(leaf().getPublicKey().getEncoded());
    }

    private static X509Certificate certificate(byte[] der, Sealed what) throws Refused {
        if (der == null || der.length > LARGEST) {
            throw malformed(what, "a certificate that is missing or too large", null);
        }
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            // The factory reads PEM too, and ignores bytes after the certificate.
            if (!Arrays.equals(certificate.getEncoded(), der)) {
                throw malformed(what, "a certificate with other bytes around it", null);
            }
            return certificate;
        } catch (CertificateException e) {
            throw malformed(what, "a certificate that cannot be read", e);
        }
    }

    private static Refused malformed(Sealed what, String how, Exception cause) {
        return Refused.because("certificate_malformed", "The " + what.words() + " comes with " + how + ".", cause);
    }
}
