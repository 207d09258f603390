package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static net.chingtech.ctos.verify.SignedNotice.by;
import static net.chingtech.ctos.verify.SignedNotice.replacement;
import static net.chingtech.ctos.verify.SignedNotice.revocation;
import static net.chingtech.ctos.verify.SignedNotice.rotation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.sign.TestPublisher;

/** Words about keys that are not their signer's to say, or that nobody said. */
final class NoticeCases {

    private final List<BadCase> cases = new ArrayList<>();

    /** Who takes part in a case. */
    private record People(TestPublisher old, TestPublisher next, TestPublisher stranger) {}

    private interface Saying {
        Envelope by(People people);
    }

    static List<BadCase> all() {
        NoticeCases cases = new NoticeCases();
        cases.signers();
        cases.envelopes();
        cases.words();
        return cases.cases;
    }

    private void signers() {
        add(
                "rotation_by_new",
                "a rotation by the new key",
                "notice_signer_wrong",
                p -> by(p.next, rotation(p.old, p.next, NOW)));
        add(
                "rotation_by_stranger",
                "a rotation to a stranger's key, by the stranger",
                "notice_signer_wrong",
                p -> by(p.stranger, rotation(p.old, p.stranger, NOW)));
        add(
                "rotation_by_authority",
                "a rotation by an authority",
                "notice_signer_wrong",
                p -> by(p.old.authority(), rotation(p.old, p.next, NOW)));
        add(
                "revocation_by_publisher",
                "a revocation by the publisher",
                "notice_signer_wrong",
                p -> by(p.old, revocation(p.old, NOW)));
        add(
                "replacement_by_publisher",
                "a replacement by the publisher",
                "notice_signer_wrong",
                p -> by(p.old, replacement(p.old, p.next, NOW)));
        add(
                "no_certificate",
                "a replacement by a publisher who leaves out the certificate",
                "notice_signer_unknown",
                p -> SignedNotice.signed(
                        p.old.key(), replacement(p.old, p.next, NOW).write(), List.of()));
        add(
                "authority_unknown",
                "a revocation by an authority that is not trusted",
                "notice_signer_unknown",
                p -> by(p.stranger.authority(), revocation(p.stranger, NOW)));
        add(
                "authority_forged",
                "a revocation under the key id of a trusted authority",
                "signature_wrong",
                p -> renamed(
                        by(p.stranger.authority(), revocation(p.old, NOW)),
                        p.old.authority().key().keyId()));
        add(
                "key_id",
                "a rotation under another key id than its certificate's",
                "key_mismatch",
                p -> renamed(
                        by(p.old, rotation(p.old, p.next, NOW)), p.next.key().keyId()));
        add("authority_certificate", "a revocation with the authority's certificate", "notice_signer_wrong", p -> {
            try {
                return SignedNotice.signed(
                        p.old.authority().key(),
                        revocation(p.old, NOW).write(),
                        List.of(p.old.authority().certificate().getEncoded()));
            } catch (java.security.cert.CertificateException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void envelopes() {
        add("changed", "a changed word", "signature_wrong", p -> {
            Envelope good = by(p.old.authority(), revocation(p.old, NOW));
            byte[] other = new String(good.payload(), StandardCharsets.UTF_8)
                    .replace("stolen", "broken")
                    .getBytes(StandardCharsets.UTF_8);
            return new Envelope(good.payloadType(), other, good.signatures());
        });
        add("two_signatures", "a signature twice", "notice_invalid", p -> {
            Envelope good = by(p.old, rotation(p.old, p.next, NOW));
            Envelope.Signature signature = good.signatures().get(0);
            return new Envelope(good.payloadType(), good.payload(), List.of(signature, signature));
        });
        add(
                "large",
                "of 17 KiB",
                "notice_invalid",
                p -> SignedNotice.signed(p.old.authority().key(), new byte[17 * 1024], List.of()));
        add(
                "nonsense_certificate",
                "a certificate that is none",
                "certificate_malformed",
                p -> SignedNotice.signed(
                        p.old.key(), rotation(p.old, p.next, NOW).write(), List.of(new byte[] {1})));
        add("release", "a release statement's type", "notice_invalid", p -> {
            Envelope good = by(p.old, rotation(p.old, p.next, NOW));
            return new Envelope(Envelope.RELEASE, good.payload(), good.signatures());
        });
    }

    private void words() {
        words("empty", "that says nothing", "{}");
        words("list", "that is a list", "[]");
        words("nonsense", "that is no JSON", "nonsense");
        words("kind", "of a kind that is not known", "{\"kind\":\"abdication\"}");
        words("half", "that says half", "{\"kind\":\"revocation\",\"publisher\":\"Ching Tech\",\"key_id\":\"xyz\"}");
        add(
                "hidden_reason",
                "whose reason is turned",
                "notice_invalid",
                p -> by(p.old.authority(), said(p, "Ching Tech", "all is well\u202e")));
        add(
                "hidden_name",
                "whose publisher's name has a space of no width",
                "notice_invalid",
                p -> by(p.old.authority(), said(p, "Ching\u200bTech", "")));
        add(
                "long_reason",
                "with a reason of 501 letters",
                "notice_invalid",
                p -> by(p.old.authority(), said(p, "Ching Tech", "x".repeat(501))));
        add("to_itself", "a rotation to the same key", "notice_invalid", p -> by(p.old, rotation(p.old, p.old, NOW)));
    }

    private static Notice said(People p, String publisher, String reason) {
        return new Notice(Notice.Kind.REVOCATION, publisher, p.old.key().keyId(), null, NOW, reason, NOW);
    }

    private static Envelope renamed(Envelope envelope, String keyId) {
        Envelope.Signature signature = envelope.signatures().get(0);
        return new Envelope(
                envelope.payloadType(),
                envelope.payload(),
                List.of(new Envelope.Signature(keyId, signature.sig(), signature.certificateChain())));
    }

    private void words(String name, String what, String payload) {
        add(
                name,
                what,
                "notice_invalid",
                p -> SignedNotice.signed(p.old.authority().key(), payload.getBytes(StandardCharsets.UTF_8), List.of()));
    }

    private void add(String name, String what, String code, Saying saying) {
        cases.add(new BadCase("notice." + name, "a notice: " + what, "notice", code, scene -> {
            Envelope envelope = saying.by(new People(
                    scene.publisher,
                    TestPublisher.of(scene.publisher.authority(), "Ching Tech", Tier.OFFICIAL, "net.chingtech"),
                    TestPublisher.of("Stranger", Tier.COMMUNITY, "org.stranger")));
            Verifier verifier = scene.verifier();
            return () -> verifier.notice(envelope);
        }));
    }
}
