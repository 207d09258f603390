package net.chingtech.ctos.sign;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.PublisherClaim;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Somebody who vouches for publishers: a self-signed root and its key. The root goes to {@code trust/authorities/} of
 * containers and hubs; the key stays off them.
 *
 * @param key the key that the root is for
 * @param certificate the root
 */
public record Authority(SigningKey key, X509Certificate certificate) {

    /** How long a publisher's certificate holds, when nothing else is said. */
    public static final Duration PUBLISHER_VALIDITY = Duration.ofDays(730);

    /** How long a root holds, when nothing else is said. */
    public static final Duration ROOT_VALIDITY = Duration.ofDays(3650);

    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws SigningFailed {@code key_mismatch}: the certificate is for another key */
    public static Authority of(SigningKey key, X509Certificate certificate) throws SigningFailed {
        if (!certificate.getPublicKey().equals(key.publicKey())) {
            throw SigningFailed.because(
                    "key_mismatch",
                    "The authority's certificate is for another key than the one given.",
                    "Name the key and the certificate that were made together.");
        }
        return new Authority(key, certificate);
    }

    /** Makes a new root that may issue publishers' certificates, and nothing below those. */
    public static Authority create(String name, SigningKey key, Instant from, Duration validity) {
        X500Name subject = name(name);
        X509v3CertificateBuilder builder = builder(subject, subject, key.publicKey(), from, validity);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            return new Authority(key, signed(builder, key));
        } catch (IOException e) {
            throw new IllegalStateException("an extension that we made cannot be encoded", e);
        }
    }

    /**
     * Issues a publisher's certificate.
     *
     * @param publisher the publisher's public key
     * @param claim what this authority vouches for
     * @throws SigningFailed {@code publisher_claim_invalid}
     */
    public X509Certificate issue(PublicKey publisher, PublisherClaim claim, Instant from, Duration validity)
            throws SigningFailed {
        try {
            claim.checked();
        } catch (FormatException e) {
            throw SigningFailed.because(
                    e.code(), e.getMessage(), "Correct the publisher's name, tier or name spaces.", e);
        }
        X509v3CertificateBuilder builder = builder(
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                name(claim.publisher()),
                publisher,
                from,
                validity);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
            // Not critical: the JDK takes a JAR for unsigned when a certificate has a critical extension that it does
            // not
            // know. Our verifier demands the extension all the same.
            builder.addExtension(
                    new ASN1ObjectIdentifier(PublisherClaim.OID),
                    false,
                    new DERUTF8String(new String(claim.write(), java.nio.charset.StandardCharsets.UTF_8)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new BcX509ExtensionUtils().createAuthorityKeyIdentifier(info(key.publicKey())));
            return signed(builder, key);
        } catch (IOException e) {
            throw new IllegalStateException("an extension that we made cannot be encoded", e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant from, Duration validity) {
        Instant begin = from.truncatedTo(ChronoUnit.SECONDS);
        try {
            return new X509v3CertificateBuilder(
                            issuer,
                            // The top bit is set, so that every serial number has all its 128 bits.
                            new BigInteger(127, RANDOM).setBit(127),
                            Date.from(begin),
                            Date.from(begin.plus(validity)),
                            subject,
                            info(key))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new BcX509ExtensionUtils().createSubjectKeyIdentifier(info(key)));
        } catch (IOException e) {
            throw new IllegalStateException("an extension that we made cannot be encoded", e);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, SigningKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("Ed25519").build(key.privateKey())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a key that was checked cannot sign a certificate", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(commonName))
                .build();
    }

    private static SubjectPublicKeyInfo info(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded());
    }
}
