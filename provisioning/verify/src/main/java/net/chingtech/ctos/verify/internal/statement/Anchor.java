package net.chingtech.ctos.verify.internal.statement;

import java.security.GeneralSecurityException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.verify.internal.Refused;
import org.bouncycastle.asn1.ASN1OctetString;

/**
 * An authority that was configured as trusted.
 *
 * @param certificate its root
 * @param highest the best tier that it may vouch for
 */
public record Anchor(X509Certificate certificate, Tier highest) {

    private static final int KEY_CERT_SIGN = 5;
    private static final String NAME_CONSTRAINTS = "2.5.29.30";

    /** Takes a certificate as an anchor only when it is a root that may issue certificates. */
    public static Anchor of(X509Certificate certificate, Tier highest) throws Refused {
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() < 0 || usage == null || !usage[KEY_CERT_SIGN]) {
            throw unfit(certificate, "is not the certificate of an authority", null);
        }
        KeyRules.mustBeStrong(certificate);
        try {
            certificate.verify(certificate.getPublicKey());
            Anchor anchor = new Anchor(certificate, highest);
            anchor.forPath();
            return anchor;
        } catch (GeneralSecurityException e) {
            throw unfit(certificate, "is not a root, signed by its own key", e);
        } catch (IllegalArgumentException e) {
            throw unfit(certificate, "has name constraints that cannot be read", e);
        }
    }

    /** SHA-256 of its SubjectPublicKeyInfo, in hex. */
    public String keyId() {
        return Digests.sha256Hex(certificate.getPublicKey().getEncoded());
    }

    /** As the JDK's path validation takes it: with the names that it may give, which it does not read for itself. */
    TrustAnchor forPath() {
        byte[] names = certificate.getExtensionValue(NAME_CONSTRAINTS);
        return new TrustAnchor(
                certificate,
                names == null ? null : ASN1OctetString.getInstance(names).getOctets());
    }

    private static Refused unfit(X509Certificate certificate, String what, Exception cause) {
        return Refused.because(
                "authority_invalid",
                "The certificate of " + Names.of(certificate) + " " + what + ".",
                "Put only roots of authorities into the folder of trusted authorities.",
                cause);
    }
}
