package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.TestPublisher;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;

/** Statements whose signer nobody vouches for, or somebody who may not. */
final class CertificateCases {

    private final List<BadCase> cases = new ArrayList<>();

    private interface Making {
        Envelope in(Scene scene, SignedStatement signed) throws Exception;
    }

    static List<BadCase> all() {
        CertificateCases cases = new CertificateCases();
        cases.forms();
        cases.strangers();
        cases.usage();
        cases.claims();
        cases.strength();
        cases.paths();
        cases.dates();
        cases.anchors();
        return cases.cases;
    }

    private void forms() {
        chain("none", "none", der -> List.of());
        chain("six", "six of them", der -> Collections.nCopies(6, der));
        chain("longer", "a byte after it", der -> List.of(Arrays.copyOf(der, der.length + 1)));
        chain("cut", "cut off", der -> List.of(Arrays.copyOf(der, der.length - 1)));
        chain("nonsense", "one byte", der -> List.of(new byte[] {1}));
        chain("empty", "empty", der -> List.of(new byte[0]));
        chain(
                "pem",
                "PEM where DER belongs",
                der -> List.of(("-----BEGIN CERTIFICATE-----\n"
                                + java.util.Base64.getMimeEncoder().encodeToString(der)
                                + "\n-----END CERTIFICATE-----\n")
                        .getBytes(StandardCharsets.US_ASCII)));
        chain("huge", "of 20 KiB", der -> List.of(new byte[20 * 1024]));
        chain("nonsense_behind", "a good one and nonsense behind it", der -> List.of(der, new byte[] {0x30, 0}));
    }

    private void strangers() {
        add("unknown", "of an authority that is not trusted", "publisher_unknown", (scene, s) -> {
            TestPublisher stranger = stranger();
            return s.by(stranger, List.of(stranger.certificate()));
        });
        add("unknown_with_root", "the same, with that authority's root attached", "publisher_unknown", (scene, s) -> {
            TestPublisher stranger = stranger();
            return s.by(
                    stranger,
                    List.of(stranger.certificate(), stranger.authority().certificate()));
        });
        add("forged", "of one who only has the authority's name", "certificate_forged", (scene, s) -> {
            TestPublisher forger = forger();
            return s.by(forger, List.of(forger.certificate()));
        });
        add("forged_with_root", "the same, with the real root attached", "certificate_forged", (scene, s) -> {
            TestPublisher forger = forger();
            return s.by(
                    forger,
                    List.of(forger.certificate(), scene.publisher.authority().certificate()));
        });
        add("forged_middle", "of a forged middle that names the real root", "certificate_forged", (scene, s) -> {
            OddCertificates namesake = OddCertificates.root("Test authority of Ching Tech");
            OddCertificates middle = namesake.issue("Ed25519", 0, "Ed25519", "Middle", OddCertificates::authority);
            return leaf(middle, s, OddCertificates::lawful, middle.certificate());
        });
        add("broken_chain", "with a middle that did not issue it", "certificate_forged", (scene, s) -> {
            OddCertificates root = trusted(scene);
            OddCertificates other = root.issue("Ed25519", 0, "Ed25519", "Other", OddCertificates::authority);
            return leaf(root, s, OddCertificates::lawful, other.certificate());
        });
        add("chain_order", "behind its issuer", "key_mismatch", "envelope", (scene, s) -> {
            OddCertificates root = trusted(scene);
            OddCertificates middle = root.issue("Ed25519", 0, "Ed25519", "Middle", OddCertificates::authority);
            OddCertificates leaf = middle.issue("Ed25519", 0, "Ed25519", "Ching Tech", OddCertificates::lawful);
            return leaf.envelope(s.payloadOf(leaf), List.of(middle.certificate(), leaf.certificate()));
        });
    }

    private void usage() {
        add("publisher_as_authority", "issued by a publisher", "certificate_unfit", (scene, s) -> {
            Authority usurper = new Authority(scene.publisher.key(), scene.publisher.certificate());
            TestPublisher friend = TestPublisher.of(usurper, "Friend", Tier.OFFICIAL, "net.chingtech");
            return s.by(friend, List.of(friend.certificate(), scene.publisher.certificate()));
        });
        add("root_signs", "the root itself", "certificate_unfit", (scene, s) -> {
            OddCertificates root = trusted(scene);
            return root.envelope(s.payloadOf(root), List.of(root.certificate()));
        });
        unfit("for_servers", "for servers", e -> e.add(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)));
        unfit("for_any", "for any purpose, not for code", e -> e.add(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)));
        unfit(
                "no_usage",
                "without a usage",
                e -> e.add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning)));
        unfit("for_encipherment", "for encipherment", e -> e.add(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment))
                .add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning)));
        unfit("also_authority", "that is an authority, too", e -> {
            OddCertificates.lawful(e);
            e.add(Extension.basicConstraints, true, new BasicConstraints(true));
        });
        unfit("signs_certificates", "that may sign certificates", e -> e.add(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign))
                .add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning)));
        unfit("unknown_critical", "with a critical extension that nobody knows", e -> {
            OddCertificates.lawful(e);
            e.add(new ASN1ObjectIdentifier("1.2.3.4"), true, new DERUTF8String("x"));
        });
    }

    private void claims() {
        unfit("no_claim", "that names no publisher", OddCertificates::forCode);
        claim("no_json", "a claim that is no JSON", "nonsense");
        claim("tier_king", "a tier that is none", "{\"tier\":\"king\"}");
        claim(
                "tier_legacy",
                "the tier of those that nobody signed",
                "{\"publisher\":\"Ching Tech\",\"tier\":\"legacy\",\"namespaces\":[\"net.chingtech\"]}");
        claim(
                "all_of_net",
                "a whole top-level name space",
                "{\"publisher\":\"Ching Tech\",\"tier\":\"official\",\"namespaces\":[\"net\"]}");
        claim(
                "no_name_space",
                "no name space",
                "{\"publisher\":\"Ching Tech\",\"tier\":\"official\",\"namespaces\":[]}");
        claim(
                "turned",
                "a name that is turned",
                "{\"publisher\":\"Ching\u202eTech\",\"tier\":\"official\",\"namespaces\":[\"net.chingtech\"]}");
        unfit("claim_form", "whose claim is no text", e -> {
            OddCertificates.forCode(e);
            e.add(new ASN1ObjectIdentifier(PublisherClaim.OID), false, new DEROctetString(new byte[] {1}));
        });
        add(
                "tier",
                "of a community authority that calls its publisher official",
                "tier_not_allowed",
                "name_space",
                (scene, s) -> {
                    TestPublisher climber = TestPublisher.of("Climber", Tier.OFFICIAL, "net.chingtech")
                            .trustedIn(scene.authorities(), "community");
                    return s.by(climber, List.of(climber.certificate()));
                });
    }

    private void strength() {
        middle("rsa_1024", "a middle key of RSA with 1024 bits", "RSA", 1024, "Ed25519", "SHA256withRSA");
        middle("sha1", "SHA-1 in the path", "RSA", 2048, "Ed25519", "SHA1withRSA");
        pss("pss_sha1", "RSASSA-PSS with SHA-1", "SHA-1", MGF1ParameterSpec.SHA1);
        pss("pss_mask_sha1", "RSASSA-PSS with SHA-1 for its mask", "SHA-256", MGF1ParameterSpec.SHA1);
        middle("p384", "a middle key of a curve that is not allowed", "EC", 384, "Ed25519", "SHA384withECDSA");
        middle("dsa", "a middle key of DSA", "DSA", 2048, "Ed25519", "SHA256withDSA");
        middle("ed448", "a middle key of Ed448", "Ed448", 0, "Ed25519", "Ed448");
    }

    private void paths() {
        add(
                "path_length",
                "below a middle that a root without room for one issued",
                "certificate_unfit",
                (scene, s) -> {
                    // As our own authorities are: with room for publishers only.
                    OddCertificates root = OddCertificates.of("Root", e -> {
                        e.add(Extension.basicConstraints, true, new BasicConstraints(0));
                        e.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                    });
                    root.trustedIn(scene.authorities());
                    OddCertificates below = root.issue("Ed25519", 0, "Ed25519", "Below", OddCertificates::authority);
                    return leaf(below, s, OddCertificates::lawful, below.certificate());
                });
        add(
                "path_length_middle",
                "below two middles where the first leaves room for none",
                "certificate_unfit",
                (scene, s) -> {
                    OddCertificates one = trusted(scene).issue("Ed25519", 0, "Ed25519", "One", e -> {
                        e.add(Extension.basicConstraints, true, new BasicConstraints(0));
                        e.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                    });
                    OddCertificates two = one.issue("Ed25519", 0, "Ed25519", "Two", OddCertificates::authority);
                    return leaf(two, s, OddCertificates::lawful, two.certificate(), one.certificate());
                });
        add("middle_no_ca", "below a middle that is no authority", "certificate_unfit", (scene, s) -> {
            OddCertificates middle = trusted(scene)
                    .issue(
                            "Ed25519",
                            0,
                            "Ed25519",
                            "Middle",
                            e -> e.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));
            return leaf(middle, s, OddCertificates::lawful, middle.certificate());
        });
        add("middle_no_sign", "below a middle that may not sign certificates", "certificate_unfit", (scene, s) -> {
            OddCertificates middle = trusted(scene).issue("Ed25519", 0, "Ed25519", "Middle", e -> {
                e.add(Extension.basicConstraints, true, new BasicConstraints(true));
                e.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            });
            return leaf(middle, s, OddCertificates::lawful, middle.certificate());
        });
        add("name_constraints", "outside of the names that its issuer may give", "certificate_unfit", (scene, s) -> {
            OddCertificates middle = trusted(scene).issue("Ed25519", 0, "Ed25519", "Middle", e -> {
                OddCertificates.authority(e);
                GeneralSubtree permitted = new GeneralSubtree(new GeneralName(new X500Name("C=TW")));
                e.add(Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {permitted}, null));
            });
            return leaf(middle, s, OddCertificates::lawful, middle.certificate());
        });
        add("root_name_constraints", "outside of the names that the root may give", "certificate_unfit", (scene, s) -> {
            OddCertificates root = OddCertificates.of("Root", e -> {
                OddCertificates.authority(e);
                GeneralSubtree permitted = new GeneralSubtree(new GeneralName(new X500Name("C=TW")));
                e.add(Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {permitted}, null));
            });
            root.trustedIn(scene.authorities());
            return leaf(root, s, OddCertificates::lawful);
        });
        add("middle_expired", "below a middle that had expired when it signed", "certificate_expired", (scene, s) -> {
            OddCertificates root = trusted(scene);
            OddCertificates middle = root.issueAt(
                    NOW.minus(Duration.ofDays(20)),
                    NOW.minus(Duration.ofDays(10)),
                    "Middle",
                    OddCertificates::authority);
            return leaf(middle, s, OddCertificates::lawful, middle.certificate());
        });
    }

    private void dates() {
        Instant late = NOW.plus(Duration.ofDays(800));
        cases.add(new BadCase(
                "certificate.expired",
                "a certificate: expired when the release was signed",
                "certificate",
                "certificate_expired",
                scene -> {
                    Envelope envelope = new SignedStatement(scene).at(late);
                    Verifier verifier =
                            Verifiers.create(TrustAnchors.load(scene.authorities()), Clock.fixed(late, ZoneOffset.UTC));
                    return () -> verifier.statement(envelope);
                }));
        add(
                "not_yet",
                "not yet valid when the release was signed",
                "certificate_expired",
                (scene, s) -> s.at(NOW.minus(Duration.ofDays(30))));
        add("root_expired", "of a root that had expired", "certificate_expired", (scene, s) -> {
            OddCertificates root =
                    OddCertificates.rootAt(NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(10)), "Old");
            root.trustedIn(scene.authorities());
            return leaf(root, s, OddCertificates::lawful);
        });
    }

    private void anchors() {
        anchor("broken", "a file that is no certificate", scene -> "nonsense".getBytes());
        anchor("leaf", "a publisher's certificate", scene -> Certificates.pem(List.of(scene.publisher.certificate())));
        anchor(
                "weak",
                "a root with RSA of 1024 bits",
                scene -> Certificates.pem(List.of(OddCertificates.weakRoot().certificate())));
        anchor("large", "a file of 300 KiB", scene -> new byte[300 * 1024]);
    }

    private interface Bytes {
        byte[] in(Scene scene) throws Exception;
    }

    private void anchor(String name, String what, Bytes bytes) {
        cases.add(new BadCase(
                "authority." + name, "among the authorities: " + what, "authorities", "authority_invalid", scene -> {
                    Envelope envelope = new SignedStatement(scene).envelope();
                    java.nio.file.Files.write(scene.authorities().resolve("official/bad.pem"), bytes.in(scene));
                    Verifier verifier = Verifiers.create(LiveAnchors.of(scene.authorities()), TestPublisher.CLOCK);
                    return () -> verifier.statement(envelope);
                }));
    }

    private static TestPublisher stranger() {
        return TestPublisher.of("Stranger", Tier.COMMUNITY, "net.chingtech");
    }

    private static TestPublisher forger() {
        Authority namesake = TestPublisher.authority("Test authority of Ching Tech");
        return TestPublisher.of(namesake, "Ching Tech", Tier.OFFICIAL, "net.chingtech");
    }

    private static OddCertificates trusted(Scene scene) throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(scene.authorities());
        return root;
    }

    private static Envelope leaf(
            OddCertificates issuer, SignedStatement s, OddCertificates.Wish wish, X509Certificate... above)
            throws Exception {
        OddCertificates leaf = issuer.issue("Ed25519", 0, "Ed25519", "Ching Tech", wish);
        List<X509Certificate> chain = new ArrayList<>(List.of(leaf.certificate()));
        chain.addAll(List.of(above));
        return leaf.envelope(s.payloadOf(leaf), chain);
    }

    private void middle(String name, String what, String algorithm, int bits, String rootSigns, String signs) {
        add(name, "below " + what, "certificate_weak", (scene, s) -> {
            OddCertificates middle =
                    trusted(scene).issue(algorithm, bits, rootSigns, "Middle", OddCertificates::authority);
            OddCertificates leaf = middle.issue("Ed25519", 0, signs, "Ching Tech", OddCertificates::lawful);
            return leaf.envelope(s.payloadOf(leaf), List.of(leaf.certificate(), middle.certificate()));
        });
    }

    private void pss(String name, String what, String digest, MGF1ParameterSpec mask) {
        add(name, "below " + what + " in the path", "certificate_weak", (scene, s) -> {
            OddCertificates middle = trusted(scene).issue("RSA", 2048, "Ed25519", "Middle", OddCertificates::authority);
            OddCertificates leaf = middle.issuePss(digest, mask, "Ching Tech", OddCertificates::lawful);
            return leaf.envelope(s.payloadOf(leaf), List.of(leaf.certificate(), middle.certificate()));
        });
    }

    private void claim(String name, String what, String json) {
        unfit(name, "with " + what, e -> {
            OddCertificates.forCode(e);
            e.add(new ASN1ObjectIdentifier(PublisherClaim.OID), false, new DERUTF8String(json));
        });
    }

    private void unfit(String name, String what, OddCertificates.Wish wish) {
        add(name, what, "certificate_unfit", (scene, s) -> leaf(trusted(scene), s, wish));
    }

    private void chain(String name, String what, java.util.function.Function<byte[], List<byte[]>> change) {
        add(
                name,
                what,
                "certificate_malformed",
                (scene, s) -> s.signedBy(
                        s.signature().keyid(),
                        s.signature().sig(),
                        change.apply(s.signature().certificateChain().get(0))));
    }

    private void add(String name, String what, String code, Making making) {
        add(name, what, code, "certificate", making);
    }

    private void add(String name, String what, String code, String stage, Making making) {
        cases.add(new BadCase("certificate." + name, "a certificate: " + what, stage, code, scene -> {
            Envelope envelope = making.in(scene, new SignedStatement(scene));
            Verifier verifier = scene.verifier();
            return () -> verifier.statement(envelope);
        }));
    }
}
