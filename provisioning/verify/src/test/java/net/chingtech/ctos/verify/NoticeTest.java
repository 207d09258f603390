package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static net.chingtech.ctos.verify.Scene.assertRefused;
import static net.chingtech.ctos.verify.SignedNotice.by;
import static net.chingtech.ctos.verify.SignedNotice.replacement;
import static net.chingtech.ctos.verify.SignedNotice.revocation;
import static net.chingtech.ctos.verify.SignedNotice.rotation;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.format.notice.NoticeList;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who signed a word about a key, and whether it is theirs to say. */
class NoticeTest {

    @TempDir
    Path folder;

    private Scene scene;
    private TestPublisher old;
    private TestPublisher next;
    private TestPublisher stranger;

    @BeforeEach
    void meet() {
        scene = new Scene(folder);
        old = scene.publisher;
        next = TestPublisher.of(old.authority(), "Ching Tech", Tier.OFFICIAL, "net.chingtech");
        stranger = TestPublisher.of("Stranger", Tier.COMMUNITY, "org.stranger");
    }

    @Test
    void reason_isAPieceOfOneLine() throws Exception {
        Notice notice = rotation(old, next, NOW);
        Notice lines = new Notice(
                notice.kind(),
                notice.publisher(),
                notice.keyId(),
                notice.newKeyId(),
                null,
                "Lost.\n\n  Nothing below needs a look.",
                NOW);

        assertThat(scene.verifier().notice(by(old, lines)).notice().reason())
                .isEqualTo("Lost. Nothing below needs a look.");
    }

    @Test
    void rotationByTheOldKey_isItsOwnWord() throws Exception {
        VerifiedNotice notice = scene.verifier().notice(by(old, rotation(old, next, NOW)));

        assertThat(notice)
                .isEqualTo(
                        new VerifiedNotice(rotation(old, next, NOW), old.key().keyId(), null, false));
    }

    @Test
    void rotationOfAKeyThatNobodyVouchesFor_countsAsThatKeysWord() throws Exception {
        VerifiedNotice notice = scene.verifier().notice(by(stranger, rotation(stranger, next, NOW)));

        assertThat(notice.signedBy()).isEqualTo(stranger.key().keyId());
        assertThat(notice.authority()).isNull();
    }

    @Test
    void wordsOfAnAuthority_nameIt_andWhetherItIsOfficial() throws Exception {
        stranger.trustedIn(scene.authorities(), "community");

        VerifiedNotice official = scene.verifier().notice(by(old.authority(), revocation(old, NOW)));
        assertThat(official.authority())
                .isEqualTo(new Publisher.Authority(
                        "Test authority of Ching Tech", old.authority().key().keyId()));
        assertThat(official.official()).isTrue();
        assertThat(scene.verifier()
                        .notice(by(stranger.authority(), replacement(stranger, next, NOW)))
                        .official())
                .isFalse();
    }

    @Test
    void wordsOfAnAuthorityThatIsNotTrusted_areRefused_withItsFingerprint() {
        VerificationFailed failed =
                refused("notice_signer_unknown", by(stranger.authority(), revocation(stranger, NOW)));

        assertThat(failed.problem().detail())
                .contains("sha256:" + stranger.authority().key().keyId());
    }

    @Test
    void releaseStatementSignedByAnAuthority_isNoNotice_andTheOtherWayRound() {
        Envelope notice = by(old, rotation(old, next, NOW));
        Envelope release = new SignedStatement(scene).envelope();

        refused("notice_invalid", release);
        refused("signature_wrong", new Envelope(Notice.PAYLOAD_TYPE, release.payload(), release.signatures()));
        assertRefused("statement_invalid", () -> scene.verifier().statement(notice));
        assertRefused("signature_wrong", () -> scene.verifier()
                .statement(new Envelope(Envelope.RELEASE, notice.payload(), notice.signatures())));
    }

    @Test
    void listWithBadOnesInIt_isReadForTheGoodOnes_andSaysWhyNotTheOthers() {
        SigningKey unknown = SigningKey.generate();
        byte[] ofLater = "{\"kind\":\"abdication\",\"publisher\":\"Ching Tech\"}".getBytes(StandardCharsets.UTF_8);
        NoticeList list = new NoticeList(List.of(
                SignedNotice.signed(old.authority().key(), ofLater, List.of()),
                by(old, rotation(old, next, NOW)),
                SignedNotice.signed(unknown, revocation(old, NOW).write(), List.of()),
                new Envelope("text/plain", new byte[1], List.of())));

        KeyNotices notices = KeyNotices.read(list, scene.verifier());

        assertThat(notices.notices()).extracting(VerifiedNotice::notice).containsExactly(rotation(old, next, NOW));
        assertThat(notices.refused())
                .extracting(Problem::code)
                .containsExactly("notice_invalid", "notice_signer_unknown", "notice_invalid");
    }

    private VerificationFailed refused(String code, Envelope envelope) {
        return assertRefused(code, () -> scene.verifier().notice(envelope));
    }
}
