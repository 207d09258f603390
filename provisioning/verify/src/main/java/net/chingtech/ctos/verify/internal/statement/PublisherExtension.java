package net.chingtech.ctos.verify.internal.statement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.verify.internal.Refused;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;

/** Reads what an authority wrote into a publisher's certificate. */
final class PublisherExtension {

    private PublisherExtension() {}

    static PublisherClaim of(X509Certificate certificate) throws Refused {
        byte[] extension = certificate.getExtensionValue(PublisherClaim.OID);
        if (extension == null) {
            throw unfit(certificate, null);
        }
        try {
            ASN1Primitive value = ASN1Primitive.fromByteArray(
                    ASN1OctetString.getInstance(extension).getOctets());
            if (value instanceof ASN1UTF8String text) {
                return PublisherClaim.read(text.getString().getBytes(StandardCharsets.UTF_8));
            }
            throw unfit(certificate, null);
        } catch (IOException | IllegalArgumentException | FormatException e) {
            throw unfit(certificate, e);
        }
    }

    private static Refused unfit(X509Certificate certificate, Exception cause) {
        return Refused.because(
                "certificate_unfit",
                "The certificate of " + Names.of(certificate)
                        + " does not say which publisher, tier and name spaces it is for.",
                "The publisher needs a certificate that a CTOS authority issued for publishing skills.",
                cause);
    }
}
