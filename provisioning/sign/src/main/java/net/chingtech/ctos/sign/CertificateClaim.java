package net.chingtech.ctos.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.PublisherClaim;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;

/** Reads what a certificate says of its publisher, so that a wrong certificate is noticed before anything is signed. */
final class CertificateClaim {

    private CertificateClaim() {}

    static PublisherClaim of(X509Certificate certificate) throws SigningFailed {
        byte[] extension = certificate.getExtensionValue(PublisherClaim.OID);
        if (extension == null) {
            throw unfit(null);
        }
        try {
            byte[] value = ASN1OctetString.getInstance(extension).getOctets();
            if (ASN1Primitive.fromByteArray(value) instanceof ASN1UTF8String text) {
                return PublisherClaim.read(text.getString().getBytes(StandardCharsets.UTF_8));
            }
            throw unfit(null);
        } catch (IOException | IllegalArgumentException | FormatException e) {
            throw unfit(e);
        }
    }

    private static SigningFailed unfit(Exception cause) {
        return SigningFailed.because(
                "certificate_unfit",
                "The certificate does not say which publisher, tier and name spaces it is for.",
                "Use the certificate that a CTOS authority issued to you as a publisher.",
                cause);
    }
}
