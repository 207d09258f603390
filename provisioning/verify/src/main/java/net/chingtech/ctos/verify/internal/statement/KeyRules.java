package net.chingtech.ctos.verify.internal.statement;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import net.chingtech.ctos.verify.internal.Refused;

/** Which keys and signature algorithms are strong enough. */
final class KeyRules {

    private static final int SMALLEST_RSA = 2048;
    private static final int P256_BITS = 256;
    private static final String ED25519 = "Ed25519";

    private static final Set<String> ALGORITHMS = Set.of(
            ED25519,
            "EdDSA",
            "SHA256withECDSA",
            "SHA384withECDSA",
            "SHA512withECDSA",
            "SHA256withRSA",
            "SHA384withRSA",
            "SHA512withRSA",
            "RSASSA-PSS");

    private KeyRules() {}

    /** An authority's key: Ed25519, EC P-256, or RSA of at least 2048 bits. */
    static boolean isStrong(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() >= SMALLEST_RSA;
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getOrder().bitLength() == P256_BITS
                    && ec.getParams().toString().contains("secp256r1");
        }
        return isEd25519(key);
    }

    /** A publisher's key: what the envelope and the JAR are signed with. */
    static boolean isEd25519(PublicKey key) {
        return key instanceof EdECPublicKey ed && ED25519.equals(ed.getParams().getName());
    }

    /** Refuses a certificate with a weak key or a weak signature, such as SHA-1. */
    static void mustBeStrong(X509Certificate certificate) throws Refused {
        if (!isStrong(certificate.getPublicKey())) {
            throw weak(
                    certificate,
                    "has a weak key (" + certificate.getPublicKey().getAlgorithm()
                            + "); Ed25519, EC P-256 or RSA of 2048 bits and more are accepted.");
        }
        if (!ALGORITHMS.contains(certificate.getSigAlgName())) {
            throw weak(certificate, "is signed with " + Refused.shown(certificate.getSigAlgName()) + ".");
        }
    }

    private static Refused weak(X509Certificate certificate, String what) {
        return Refused.because(
                "certificate_weak",
                "The certificate of " + Names.of(certificate) + " " + what,
                "The publisher needs a new certificate from the authority.");
    }
}
