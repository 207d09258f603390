package net.chingtech.ctos.verify.internal.statement;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * An authority that was configured as trusted.
 *
 * @param certificate its root
 * @param highest the best tier that it may vouch for
 */
public record Anchor(X509Certificate certificate, Tier highest) {

    private static final int KEY_CERT_SIGN = 5;

    /** Takes a certificate as an anchor only when it is a root that may issue certificates. */
    public static Anchor of(X509Certificate certificate, Tier highest) throws Refused {
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() < 0 || usage == null || !usage[KEY_CERT_SIGN]) {
            throw unfit(certificate, "is not the certificate of an authority", null);
        }
        KeyRules.mustBeStrong(certificate);
        try {
            certificate.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw unfit(certificate, "is not a root, signed by its own key", e);
        }
        return new Anchor(certificate, highest);
    }

    private static Refused unfit(X509Certificate certificate, String what, Exception cause) {
        return Refused.because(
                "authority_invalid",
                "The certificate of " + Names.of(certificate) + " " + what + ".",
                "Put only roots of authorities into the folder of trusted authorities.",
                cause);
    }
}
