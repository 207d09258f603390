package net.chingtech.ctos.verify.internal.statement;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
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
            "SHA512withRSA");

    /** RSA with digests that stand in its parameters: of what is signed, and of the mask. */
    private static final String PSS = "RSASSA-PSS";

    private static final Set<String> PSS_DIGESTS = Set.of("SHA-256", "SHA-384", "SHA-512");

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
        String algorithm = certificate.getSigAlgName();
        if (PSS.equals(algorithm)) {
            if (!isStrongPss(certificate.getSigAlgParams())) {
                throw weak(certificate, "is signed with RSASSA-PSS and other digests than SHA-256, 384 or 512.");
            }
        } else if (!ALGORITHMS.contains(algorithm)) {
            throw weak(certificate, "is signed with " + Refused.shown(algorithm) + ".");
        }
    }

    /** What the parameters leave out is SHA-1. */
    private static boolean isStrongPss(byte[] encoded) {
        if (encoded == null) {
            return false;
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
            parameters.init(encoded);
            PSSParameterSpec pss = parameters.getParameterSpec(PSSParameterSpec.class);
            return PSS_DIGESTS.contains(pss.getDigestAlgorithm())
                    && pss.getMGFParameters() instanceof MGF1ParameterSpec mask
                    && PSS_DIGESTS.contains(mask.getDigestAlgorithm());
        } catch (GeneralSecurityException | IOException e) {
            // What cannot be read names no digest that is strong.
            return false;
        }
    }

    private static Refused weak(X509Certificate certificate, String what) {
        return Refused.because(
                "certificate_weak",
                "The certificate of " + Names.of(certificate) + " " + what,
                "The publisher needs a new certificate from the authority.");
    }
}
