package net.chingtech.ctos.sign;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.notice.Notice;
import org.junit.jupiter.api.Test;

class NoticeSignerTest {

    private final TestPublisher ada = TestPublisher.of("Ada", Tier.COMMUNITY, "org.ada");
    private final SigningKey next = SigningKey.generate();

    @Test
    void rotation_isSignedByTheOldKey_andCarriesItsCertificate() throws Exception {
        Envelope envelope = NoticeSigner.rotation(
                ada.key(), List.of(ada.certificate()), next.publicKey(), "New laptop.", NOW.plusMillis(5));

        assertThat(Notice.read(envelope.payload()))
                .isEqualTo(new Notice(
                        Notice.Kind.ROTATION, "Ada", ada.key().keyId(), next.keyId(), null, "New laptop.", NOW));
        assertThat(envelope.signatures().get(0).keyid()).isEqualTo(ada.key().keyId());
        assertThat(envelope.signatures().get(0).certificateChain())
                .containsExactly(ada.certificate().getEncoded());
        assertThat(envelope.signatures().get(0).sig()).isEqualTo(ada.key().sign(envelope.preAuthenticationEncoding()));
    }

    @Test
    void wordsOfTheAuthority_carryNoCertificate() throws Exception {
        Envelope replacement =
                NoticeSigner.replacement(ada.authority(), "Ada", ada.key().keyId(), next.publicKey(), "Lost.", NOW);
        Envelope revocation =
                NoticeSigner.revocation(ada.authority(), "Ada", ada.key().keyId(), NOW.minusSeconds(9), "Stolen.", NOW);

        assertThat(Notice.read(replacement.payload()).newKeyId()).isEqualTo(next.keyId());
        assertThat(Notice.read(revocation.payload()).since()).isEqualTo(NOW.minusSeconds(9));
        for (Envelope notice : List.of(replacement, revocation)) {
            assertThat(notice.signatures().get(0).keyid())
                    .isEqualTo(ada.authority().key().keyId());
            assertThat(notice.signatures().get(0).certificateChain()).isEmpty();
        }
    }

    @Test
    void noticesThatNobodyCouldBelieve_areNotSigned() {
        assertCode(
                "key_mismatch",
                () -> NoticeSigner.rotation(next, List.of(ada.certificate()), next.publicKey(), "x", NOW));
        assertCode(
                "notice_invalid",
                () -> NoticeSigner.rotation(
                        ada.key(), List.of(ada.certificate()), ada.key().publicKey(), "the same key", NOW));
        assertCode("notice_invalid", () -> NoticeSigner.revocation(ada.authority(), " ", next.keyId(), NOW, "x", NOW));
        assertCode(
                "notice_invalid",
                () -> NoticeSigner.revocation(ada.authority(), "Ada", next.keyId(), NOW, "x".repeat(501), NOW));
    }

    private interface Action {
        void run() throws SigningFailed;
    }

    private static void assertCode(String code, Action action) {
        assertThatExceptionOfType(SigningFailed.class)
                .isThrownBy(action::run)
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo(code));
    }
}
