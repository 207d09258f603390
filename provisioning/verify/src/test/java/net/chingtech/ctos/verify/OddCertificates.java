package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.Certificates;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key with a certificate that our own authorities would not issue: weak, unfit, without its extension. */
record OddCertificates(KeyPair pair, X509Certificate certificate) {

    private static final byte[] OURS =
            new PublisherClaim("Ching Tech", Tier.OFFICIAL, List.of("net.chingtech")).write();

    private static final Instant FROM = NOW.minusSeconds(86_400);
    private static final Instant TO = NOW.plusSeconds(86_400);

    /** Extensions of a certificate to be. */
    interface Extensions {
        Extensions add(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) throws Exception;

        /** Whatever bytes they are. */
        void raw(String id, byte[] value) throws Exception;
    }

    interface Wish {
        void on(Extensions extensions) throws Exception;
    }

    private interface Signing {
        ContentSigner by(PrivateKey key) throws Exception;
    }

    /** A usual root. */
    static OddCertificates root(String name) throws Exception {
        return of(name, OddCertificates::authority);
    }

    /** A root with other extensions. */
    static OddCertificates of(String name, Wish wish) throws Exception {
        return of("Ed25519", 0, "Ed25519", name, null, null, FROM, TO, wish);
    }

    static OddCertificates rootAt(Instant from, Instant to, String name) throws Exception {
        return of("Ed25519", 0, "Ed25519", name, null, null, from, to, OddCertificates::authority);
    }

    static OddCertificates weakRoot() throws Exception {
        return of("RSA", 1024, "SHA256withRSA", "Weak", null, null, FROM, TO, OddCertificates::authority);
    }

    static void authority(Extensions e) throws Exception {
        e.add(Extension.basicConstraints, true, new BasicConstraints(true));
        e.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    }

    /** What a certificate for signing code has. */
    static void forCode(Extensions e) throws Exception {
        e.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
    }

    /** And what says that it is our publisher's. */
    static void lawful(Extensions e) throws Exception {
        forCode(e);
        e.add(
                new ASN1ObjectIdentifier(PublisherClaim.OID),
                false,
                new DERUTF8String(new String(OURS, StandardCharsets.UTF_8)));
    }

    /** Issued by this one. */
    OddCertificates issue(String algorithm, int bits, String signature, String name, Wish wish) throws Exception {
        return of(
                algorithm,
                bits,
                signature,
                name,
                pair,
                certificate.getSubjectX500Principal().getName(),
                FROM,
                TO,
                wish);
    }

    /** Issued by this one, whose key is of RSA, with RSASSA-PSS. */
    OddCertificates issuePss(String digest, MGF1ParameterSpec mask, String name, Wish wish) throws Exception {
        PSSParameterSpec parameters = new PSSParameterSpec(digest, "MGF1", mask, 20, 1);
        return of(
                "Ed25519",
                0,
                key -> pss(key, parameters),
                name,
                pair,
                certificate.getSubjectX500Principal().getName(),
                FROM,
                TO,
                wish);
    }

    /** By the JDK: our library's signer takes no digest of the mask but that of what is signed. */
    private static ContentSigner pss(PrivateKey key, PSSParameterSpec spec) throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
        parameters.init(spec);
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(spec);
        signature.initSign(key);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                try {
                    return new AlgorithmIdentifier(
                            PKCSObjectIdentifiers.id_RSASSA_PSS, ASN1Primitive.fromByteArray(parameters.getEncoded()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public OutputStream getOutputStream() {
                return content;
            }

            @Override
            public byte[] getSignature() {
                try {
                    signature.update(content.toByteArray());
                    return signature.sign();
                } catch (SignatureException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /** Issued by this one for a time. */
    OddCertificates issueAt(Instant from, Instant to, String name, Wish wish) throws Exception {
        String issuer = certificate.getSubjectX500Principal().getName();
        return of("Ed25519", 0, "Ed25519", name, pair, issuer, from, to, wish);
    }

    void trustedIn(Path authorities) throws Exception {
        Path official = Files.createDirectories(authorities.resolve("official"));
        Files.write(official.resolve("odd.pem"), Certificates.pem(List.of(certificate)));
    }

    Envelope envelope(byte[] payload, List<X509Certificate> chain) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(Envelope.preAuthenticationEncoding(Envelope.RELEASE, payload));
        List<byte[]> encoded = new ArrayList<>();
        for (X509Certificate each : chain) {
            encoded.add(each.getEncoded());
        }
        return new Envelope(
                Envelope.RELEASE, payload, List.of(new Envelope.Signature(keyId(), signature.sign(), encoded)));
    }

    String keyId() {
        return Digests.sha256Hex(pair.getPublic().getEncoded());
    }

    private static OddCertificates of(
            String algorithm,
            int bits,
            String signature,
            String name,
            KeyPair issuer,
            String issuerName,
            Instant from,
            Instant to,
            Wish wish)
            throws Exception {
        return of(
                algorithm,
                bits,
                new JcaContentSignerBuilder(signature)::build,
                name,
                issuer,
                issuerName,
                from,
                to,
                wish);
    }

    private static OddCertificates of(
            String algorithm,
            int bits,
            Signing signature,
            String name,
            KeyPair issuer,
            String issuerName,
            Instant from,
            Instant to,
            Wish wish)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0) {
            generator.initialize(bits);
        }
        KeyPair pair = generator.generateKeyPair();
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                new X500Name(issuerName == null ? "CN=" + name : issuerName),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(from),
                Date.from(to),
                new X500Name("CN=" + name),
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        Extensions extensions = new Extensions() {
            @Override
            public Extensions add(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) throws Exception {
                builder.addExtension(id, critical, value);
                return this;
            }

            @Override
            public void raw(String id, byte[] value) throws Exception {
                builder.addExtension(new ASN1ObjectIdentifier(id), false, value);
            }
        };
        wish.on(extensions);
        KeyPair signer = issuer == null ? pair : issuer;
        return new OddCertificates(
                pair,
                new JcaX509CertificateConverter().getCertificate(builder.build(signature.by(signer.getPrivate()))));
    }
}
