package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.sign.TestPublisher;

/** Statements that were changed, that are signed in an odd way, or that say more than their signer may. */
final class EnvelopeCases {

    private final List<BadCase> cases = new ArrayList<>();

    /** Makes an envelope of the good one. */
    private interface Change {
        Envelope of(Scene scene, SignedStatement signed) throws Exception;
    }

    static List<BadCase> all() {
        EnvelopeCases cases = new EnvelopeCases();
        cases.outside();
        cases.signatures();
        cases.confusion();
        cases.statements();
        cases.nameSpaces();
        return cases.cases;
    }

    private void outside() {
        add("type", "another payload type", "statement_invalid", (scene, s) -> typed(s, "application/json"));
        add("no_type", "no payload type", "statement_invalid", (scene, s) -> typed(s, null));
        add(
                "type_case",
                "the payload type in another case",
                "statement_invalid",
                (scene, s) -> typed(s, Envelope.RELEASE.toUpperCase(java.util.Locale.ROOT)));
        add(
                "no_payload",
                "no payload",
                "statement_invalid",
                (scene, s) -> new Envelope(Envelope.RELEASE, null, s.envelope().signatures()));
        add(
                "huge_payload",
                "a payload of 200 KiB",
                "statement_invalid",
                (scene, s) -> new Envelope(
                        Envelope.RELEASE, new byte[200 * 1024], s.envelope().signatures()));
        add(
                "no_signature",
                "no signature",
                "statement_invalid",
                (scene, s) -> new Envelope(Envelope.RELEASE, s.envelope().payload(), List.of()));
        add(
                "two_signatures",
                "the same signature twice",
                "statement_invalid",
                (scene, s) ->
                        new Envelope(Envelope.RELEASE, s.envelope().payload(), List.of(s.signature(), s.signature())));
        add(
                "second_signer",
                "a stranger's signature behind the right one",
                "statement_invalid",
                (scene, s) ->
                        new Envelope(Envelope.RELEASE, s.envelope().payload(), List.of(s.signature(), stranger(s))));
        add(
                "no_key_id",
                "a signature without a key id",
                "statement_invalid",
                (scene, s) ->
                        s.signedBy(null, s.signature().sig(), s.signature().certificateChain()));
        add(
                "no_signature_bytes",
                "a signature without bytes",
                "statement_invalid",
                (scene, s) ->
                        s.signedBy(s.signature().keyid(), null, s.signature().certificateChain()));
    }

    private void signatures() {
        for (int at : new int[] {0, 10, 200}) {
            add("changed_at_" + at, "a payload changed at byte " + at, "signature_wrong", (scene, s) -> {
                byte[] payload = s.envelope().payload().clone();
                payload[at] ^= 1;
                return with(s, payload);
            });
        }
        add("space", "a space more", "signature_wrong", (scene, s) -> with(s, (text(s) + " ").getBytes()));
        add(
                "swapped",
                "the statement of another release under this one's signature",
                "signature_wrong",
                (scene, s) -> with(s, s.edited("\"1.0.0\"", "\"2.0.0\"").payload()));
        add("flipped", "a changed signature", "signature_wrong", (scene, s) -> {
            byte[] sig = s.signature().sig().clone();
            sig[5] ^= 1;
            return signed(s, sig);
        });
        add("short", "a signature of three bytes", "signature_wrong", (scene, s) -> signed(s, new byte[3]));
        add("empty", "an empty signature", "signature_wrong", (scene, s) -> signed(s, new byte[0]));
        add("zeros", "a signature of zeros", "signature_wrong", (scene, s) -> signed(s, new byte[64]));
        add(
                "longer",
                "a signature with a byte more",
                "signature_wrong",
                (scene, s) -> signed(s, Arrays.copyOf(s.signature().sig(), 65)));
        add(
                "malleable",
                "a signature with a number beyond the order of the curve",
                "signature_wrong",
                (scene, s) -> signed(s, plusOrder(s.signature().sig())));
        add(
                "key_id",
                "another key id",
                "key_mismatch",
                (scene, s) -> s.signedBy(
                        "0".repeat(64), s.signature().sig(), s.signature().certificateChain()));
        add(
                "key_id_case",
                "the key id in capitals",
                "key_mismatch",
                (scene, s) -> s.signedBy(
                        s.signature().keyid().toUpperCase(java.util.Locale.ROOT),
                        s.signature().sig(),
                        s.signature().certificateChain()));
        add(
                "other_certificate",
                "somebody else's certificate",
                "key_mismatch",
                (scene, s) -> s.signedBy(
                        s.signature().keyid(), s.signature().sig(), stranger(s).certificateChain()));
        add(
                "statement_key",
                "a statement that names another key",
                "key_mismatch",
                (scene, s) ->
                        s.edited("\"key_id\":\"" + scene.publisher.key().keyId(), "\"key_id\":\"" + "0".repeat(64)));
        add(
                "rsa",
                "a publisher's key of RSA where Ed25519 belongs",
                "signature_wrong",
                (scene, s) -> otherKind(scene, s, "RSA", 2048));
        add(
                "ec",
                "a publisher's key of P-256 where Ed25519 belongs",
                "signature_wrong",
                (scene, s) -> otherKind(scene, s, "EC", 256));
    }

    private void confusion() {
        add(
                "plain",
                "a signature over the payload alone",
                "signature_wrong",
                (scene, s) -> signed(s, scene.publisher.key().sign(s.envelope().payload())));
        add(
                "old_encoding",
                "a signature over type and payload without lengths",
                "signature_wrong",
                (scene, s) -> signed(s, scene.publisher.key().sign((Envelope.RELEASE + text(s)).getBytes())));
        add("shifted", "a signature over another split of type and payload", "signature_wrong", (scene, s) -> {
            byte[] sig = scene.publisher
                    .key()
                    .sign(Envelope.preAuthenticationEncoding(
                            Envelope.RELEASE + " " + text(s).length() + " " + text(s), new byte[0]));
            return signed(s, sig);
        });
        add(
                "other_type_signed",
                "a signature for another type",
                "signature_wrong",
                (scene, s) -> signed(
                        s,
                        scene.publisher
                                .key()
                                .sign(Envelope.preAuthenticationEncoding(
                                        "text/plain", s.envelope().payload()))));
    }

    private void statements() {
        payload("no_json", "no JSON", "nonsense");
        payload("empty_object", "nothing said", "{}");
        payload("list", "a list", "[]");
        payload("deep", "10,000 lists in each other", "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        edited("key_twice", "a key twice", "\"channel\"", "\"channel\":\"beta\",\"channel\"");
        edited("digest", "a digest that is none", "\"sha256\":\"", "\"sha256\":\"x");
        edited("size", "a size below nothing", "\"size\":", "\"size\":-");
        edited("id", "an id that is none", "\"id\":\"net.chingtech.hello\"", "\"id\":\"../../hello\"");
        edited("version", "a version that is none", "\"version\":\"1.0.0\"", "\"version\":\"1\"");
        edited("time", "a time that is none", "\"published_at\":\"2026", "\"published_at\":\"MMXXVI");
        add(
                "permission",
                "a permission that is not known",
                "permission_unknown",
                (scene, s) -> s.edited("\"permissions\":[]", "\"permissions\":[\"db:raed:sales\"]"));
        add(
                "future",
                "signed in the future",
                "published_in_future",
                (scene, s) -> s.at(NOW.plus(Duration.ofMinutes(10))));
    }

    private void nameSpaces() {
        add(
                "publisher",
                "another publisher's name",
                "name_space",
                "publisher_mismatch",
                (scene, s) -> s.edited("\"publisher\":\"Ching Tech\"", "\"publisher\":\"Example\""));
        String[] ids = {"org.example.notes", "net.chingtechnology.hello", "net.chingtec.h"};
        for (int i = 0; i < ids.length; i++) {
            String id = ids[i];
            add(
                    "foreign_" + i,
                    "the id " + id + " outside of the publisher's name space",
                    "name_space",
                    "namespace_foreign",
                    (scene, s) -> s.edited("\"id\":\"net.chingtech.hello\"", "\"id\":\"" + id + "\""));
        }
    }

    private static Envelope typed(SignedStatement s, String type) {
        return new Envelope(type, s.envelope().payload(), s.envelope().signatures());
    }

    private static Envelope with(SignedStatement s, byte[] payload) {
        return new Envelope(Envelope.RELEASE, payload, s.envelope().signatures());
    }

    private static Envelope signed(SignedStatement s, byte[] sig) {
        return s.signedBy(s.signature().keyid(), sig, s.signature().certificateChain());
    }

    private static String text(SignedStatement s) {
        return new String(s.envelope().payload(), StandardCharsets.UTF_8);
    }

    private static Envelope.Signature stranger(SignedStatement s) {
        TestPublisher stranger = TestPublisher.of("Stranger", net.chingtech.ctos.format.Tier.OFFICIAL, "net.chingtech");
        return s.by(stranger, List.of(stranger.certificate())).signatures().get(0);
    }

    private static Envelope otherKind(Scene scene, SignedStatement s, String algorithm, int bits) throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(scene.authorities());
        OddCertificates leaf = root.issue(algorithm, bits, "Ed25519", "Ching Tech", OddCertificates::lawful);
        byte[] payload = s.payloadOf(leaf);
        java.security.Signature signature =
                java.security.Signature.getInstance(algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(leaf.pair().getPrivate());
        signature.update(Envelope.preAuthenticationEncoding(Envelope.RELEASE, payload));
        return new Envelope(
                Envelope.RELEASE,
                payload,
                List.of(new Envelope.Signature(
                        Digests.sha256Hex(leaf.pair().getPublic().getEncoded()),
                        signature.sign(),
                        List.of(leaf.certificate().getEncoded()))));
    }

    /** RFC 8032, 5.1.7: S must be below the order, or one signature has two forms. */
    private static byte[] plusOrder(byte[] sig) {
        java.math.BigInteger order = java.math.BigInteger.TWO
                .pow(252)
                .add(new java.math.BigInteger("27742317777372353535851937790883648493"));
        byte[] s = Arrays.copyOfRange(sig, 32, 64);
        reverse(s);
        byte[] sum = new java.math.BigInteger(1, s).add(order).toByteArray();
        reverse(sum);
        byte[] changed = sig.clone();
        System.arraycopy(sum, 0, changed, 32, Math.min(32, sum.length));
        return changed;
    }

    private static void reverse(byte[] bytes) {
        for (int i = 0; i < bytes.length / 2; i++) {
            byte b = bytes[i];
            bytes[i] = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = b;
        }
    }

    private void edited(String name, String what, String from, String to) {
        add(name, "a statement with " + what, "statement_invalid", (scene, s) -> s.edited(from, to));
    }

    private void payload(String name, String what, String json) {
        add(name, "a statement: " + what, "statement_invalid", (scene, s) -> {
            OddCertificates root = OddCertificates.root("Odd");
            return root.envelope(json.getBytes(StandardCharsets.UTF_8), List.of(root.certificate()));
        });
    }

    private void add(String name, String what, String code, Change change) {
        add(name, what, "envelope", code, change);
    }

    private void add(String name, String what, String stage, String code, Change change) {
        cases.add(new BadCase("statement." + name, what, stage, code, scene -> {
            Envelope envelope = change.of(scene, new SignedStatement(scene));
            Verifier verifier = scene.verifier();
            return () -> verifier.statement(envelope);
        }));
    }
}
