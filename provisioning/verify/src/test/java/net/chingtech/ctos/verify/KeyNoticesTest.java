package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static net.chingtech.ctos.verify.SignedNotice.by;
import static net.chingtech.ctos.verify.SignedNotice.replacement;
import static net.chingtech.ctos.verify.SignedNotice.revocation;
import static net.chingtech.ctos.verify.SignedNotice.rotation;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.format.notice.NoticeList;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.verify.KeyNotices.Change;
import net.chingtech.ctos.verify.KeyNotices.VouchedBy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key follows which, and what is not believed any more. */
class KeyNoticesTest {

    private static final Instant BEFORE = NOW.minus(Duration.ofDays(1));
    private static final Instant AFTER = NOW.plus(Duration.ofDays(1));
    private static final Duration TICK = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    /** Trusted as community, and vouches for the three keys. */
    private final Authority guild = TestPublisher.authority("Guild");

    private final TestPublisher first = TestPublisher.of(guild, "Example", Tier.COMMUNITY, "org.example");
    private final TestPublisher second = TestPublisher.of(guild, "Example", Tier.COMMUNITY, "org.example");
    private final TestPublisher third = TestPublisher.of(guild, "Example", Tier.COMMUNITY, "org.example");
    /** Vouched for by another community authority. */
    private final TestPublisher rival = TestPublisher.of("Rival", Tier.COMMUNITY, "org.rival");

    private Scene scene;
    private Authority official;

    @BeforeEach
    void trust() {
        scene = new Scene(folder);
        official = scene.publisher.authority();
        first.trustedIn(scene.authorities(), "community");
        rival.trustedIn(scene.authorities(), "community");
    }

    @Test
    void withoutAWord_noKeyFollowsAnother() {
        assertThat(successor(second)).isEmpty();
        assertThat(successor(first)).as("the same key is no change").isEmpty();
        assertThat(KeyNotices.none().successor("Example", first.key().keyId(), null, publisher(second)))
                .isEmpty();
    }

    @Test
    void rotation_isFollowed_forwardsOnly() {
        Envelope rotation = by(first, rotation(first, second, NOW));

        assertThat(successor(second, rotation)).contains(new Change(VouchedBy.OLD_KEY, "A new key every year.", NOW));
        assertThat(successor(third, rotation)).isEmpty();
        assertThat(successor(first, by(second, rotation(second, third, NOW)))).isEmpty();
    }

    @Test
    void chainOfRotations_isFollowed_inWhateverOrderItIsListed() {
        Envelope one = by(first, rotation(first, second, BEFORE));
        Envelope two = by(second, rotation(second, third, NOW));

        Optional<Change> change = Optional.of(new Change(VouchedBy.OLD_KEY, "A new key every year.", NOW));
        assertThat(successor(third, one, two)).isEqualTo(change);
        assertThat(successor(third, two, one)).isEqualTo(change);
    }

    @Test
    void loopOfRotations_leadsNowhere() {
        Envelope there = by(first, rotation(first, second, BEFORE));
        Envelope back = by(second, rotation(second, first, NOW));

        assertThat(successor(third, there, back)).isEmpty();
        assertThat(successor(second, there, back)).isPresent();
    }

    @Test
    void twoRotationsOfOneKey_countForNothing_andTheSameOneTwiceForOne() {
        Envelope one = by(first, rotation(first, second, BEFORE));
        Envelope other = by(first, rotation(first, third, NOW));

        assertThat(successor(second, one, other)).isEmpty();
        assertThat(successor(third, one, other)).isEmpty();
        assertThat(successor(second, one, by(first, rotation(first, second, NOW))))
                .contains(new Change(VouchedBy.OLD_KEY, "A new key every year.", BEFORE));
    }

    @Test
    void replacementOfTheAuthority_decidesBetweenRotations() {
        Envelope one = by(first, rotation(first, second, BEFORE));
        Envelope other = by(first, rotation(first, third, NOW));
        Envelope decision = by(guild, replacement(first, third, NOW));

        assertThat(successor(third, one, other, decision))
                .contains(new Change(VouchedBy.AUTHORITY, "The key was lost.", NOW));
        assertThat(successor(second, one, other, decision)).isEmpty();
    }

    @Test
    void replacement_silencesTheRotationOfAThief_wherever_theThiefGoes() {
        TestPublisher unknown = TestPublisher.of("Example", Tier.COMMUNITY, "org.example");
        Envelope decision = by(guild, replacement(first, second, NOW));

        assertThat(KeyNotices.read(list(decision, by(first, rotation(first, unknown, BEFORE))), scene.verifier())
                        .successor(
                                "Example",
                                first.key().keyId(),
                                guild.key().keyId(),
                                new Publisher(
                                        "Example",
                                        Tier.COMMUNITY,
                                        List.of(),
                                        unknown.key().keyId(),
                                        null)))
                .isEmpty();
    }

    @Test
    void ofSeveralReplacements_theLastDecides_andATieDecidesNothing() {
        Envelope mistake = by(guild, replacement(first, second, BEFORE));

        assertThat(successor(third, mistake, by(guild, replacement(first, third, NOW))))
                .isPresent();
        assertThat(successor(second, mistake, by(guild, replacement(first, third, NOW))))
                .isEmpty();
        assertThat(successor(second, mistake, by(guild, replacement(first, third, BEFORE))))
                .isEmpty();
    }

    @Test
    void replacementInAChain_isWhatTheChangeNames() {
        Envelope one = by(first, rotation(first, second, NOW));
        Envelope two = by(guild, replacement(second, third, BEFORE));
        assertThat(successor(third, one, two)).contains(new Change(VouchedBy.AUTHORITY, "The key was lost.", BEFORE));

        Envelope lost = by(guild, replacement(first, second, BEFORE));
        Envelope turn = by(second, rotation(second, third, NOW));
        assertThat(successor(third, lost, turn)).contains(new Change(VouchedBy.AUTHORITY, "The key was lost.", BEFORE));
    }

    @Test
    void replacementByAnotherAuthority_countsForNothing_unlessItIsOfficial() {
        assertThat(successor(second, by(rival.authority(), replacement(first, second, NOW))))
                .isEmpty();
        assertThat(successor(second, by(official, replacement(first, second, NOW))))
                .isPresent();
    }

    @Test
    void communityAuthority_hasNoSayAboutAnOfficialPublisher() {
        TestPublisher chingTech = scene.publisher;
        TestPublisher imitation = TestPublisher.of(guild, "Ching Tech", Tier.COMMUNITY, "net.chingtech");
        KeyNotices notices =
                notices(by(guild, replacement(chingTech, imitation, NOW)), by(guild, revocation(chingTech, BEFORE)));

        assertThat(notices.successor(
                        "Ching Tech", chingTech.key().keyId(), official.key().keyId(), publisher(imitation)))
                .isEmpty();
        assertThat(notices.revoked(publisher(chingTech), NOW, NOW)).isEmpty();
    }

    @Test
    void replacementOfAKeyThatNobodyVouchedFor_isForOfficialsOnly() {
        KeyNotices byGuild = notices(by(guild, replacement(first, second, NOW)));
        KeyNotices byOfficial = notices(by(official, replacement(first, second, NOW)));

        assertThat(byGuild.successor("Example", first.key().keyId(), null, publisher(second)))
                .isEmpty();
        assertThat(byOfficial.successor("Example", first.key().keyId(), null, publisher(second)))
                .isPresent();
    }

    @Test
    void replacementToAKeyThatTheAuthorityDoesNotVouchFor_countsForNothing() {
        TestPublisher elsewhere = TestPublisher.of(rival.authority(), "Example", Tier.COMMUNITY, "org.example");

        assertThat(successor(elsewhere, by(guild, replacement(first, elsewhere, NOW))))
                .isEmpty();
        assertThat(successor(elsewhere, by(official, replacement(first, elsewhere, NOW))))
                .isPresent();
        assertThat(notices(by(official, replacement(first, elsewhere, NOW)))
                        .successor(
                                "Example",
                                first.key().keyId(),
                                guild.key().keyId(),
                                new Publisher(
                                        "Example",
                                        Tier.COMMUNITY,
                                        List.of(),
                                        elsewhere.key().keyId(),
                                        null)))
                .isEmpty();
    }

    @Test
    void wordsAboutAnotherPublisher_countForNothing() {
        assertThat(successor(rival, by(first, rotation(first, rival, NOW)))).isEmpty();
        Notice misnamed = new Notice(
                Notice.Kind.ROTATION,
                "Somebody",
                first.key().keyId(),
                second.key().keyId(),
                null,
                "",
                NOW);
        assertThat(successor(second, by(first, misnamed))).isEmpty();
    }

    @Test
    void rotationOfAKeyThatNobodyVouchesFor_isFollowed() {
        TestPublisher from = TestPublisher.of("Nobody", Tier.COMMUNITY, "org.nobody");
        TestPublisher to = TestPublisher.of("Nobody", Tier.COMMUNITY, "org.nobody");
        Publisher now =
                new Publisher("Nobody", Tier.COMMUNITY, List.of(), to.key().keyId(), null);

        assertThat(notices(by(from, rotation(from, to, NOW)))
                        .successor("Nobody", from.key().keyId(), null, now))
                .isPresent();
    }

    @Test
    void rotationSignedAfterTheRevocation_countsForNothing() {
        Envelope revocation = by(guild, revocation(first, NOW));

        assertThat(successor(second, revocation, by(first, rotation(first, second, NOW))))
                .isEmpty();
        assertThat(successor(second, revocation, by(first, rotation(first, second, AFTER))))
                .isEmpty();
    }

    @Test
    void rotationSignedBeforeTheRevocation_counts_whenTheAuthorityKnowsTheNewKey() {
        Envelope revocation = by(guild, revocation(first, NOW));
        TestPublisher thief = TestPublisher.of(rival.authority(), "Example", Tier.COMMUNITY, "org.example");

        assertThat(successor(second, revocation, by(first, rotation(first, second, BEFORE))))
                .isPresent();
        assertThat(successor(thief, revocation, by(first, rotation(first, thief, BEFORE))))
                .as("whoever stole the key can write an earlier time")
                .isEmpty();
    }

    @Test
    void chainThroughARevokedKey_leadsNowhere() {
        Envelope one = by(first, rotation(first, second, BEFORE));
        Envelope two = by(second, rotation(second, third, AFTER));

        assertThat(successor(third, one, two, by(guild, revocation(second, NOW))))
                .isEmpty();
        assertThat(successor(third, one, two, by(rival.authority(), revocation(second, NOW))))
                .isPresent();
    }

    @Test
    void revokedKey_mayStillBeReplaced() {
        assertThat(successor(second, by(guild, revocation(first, BEFORE)), by(guild, replacement(first, second, NOW))))
                .isPresent();
    }

    @Test
    void statementOfARevokedKey_isJudgedAtTheLaterOfSignedAndListed() {
        KeyNotices notices = notices(by(guild, revocation(first, NOW)));

        assertThat(notices.revoked(publisher(first), BEFORE, NOW.minus(TICK))).isEmpty();
        assertThat(notices.revoked(publisher(first), BEFORE, NOW)).contains(revocation(first, NOW));
        assertThat(notices.revoked(publisher(first), NOW, BEFORE)).isPresent();
        assertThat(notices.revoked(publisher(first), AFTER, AFTER)).isPresent();
        assertThat(notices.revoked(publisher(second), AFTER, AFTER)).isEmpty();
    }

    @Test
    void unlistedStatementOfARevokedKey_isNeverBelieved() {
        KeyNotices notices = notices(by(guild, revocation(first, AFTER)));

        assertThat(notices.revoked(publisher(first), BEFORE, null)).isPresent();
        assertThat(notices.revoked(publisher(second), BEFORE, null)).isEmpty();
    }

    @Test
    void revocation_isForWhoeverVouches_andForOfficials() {
        assertThat(notices(by(rival.authority(), revocation(first, BEFORE))).revoked(publisher(first), NOW, NOW))
                .isEmpty();
        assertThat(notices(by(official, revocation(first, BEFORE))).revoked(publisher(first), NOW, NOW))
                .isPresent();
        Publisher unvouched =
                new Publisher("Example", Tier.COMMUNITY, List.of(), first.key().keyId(), null);
        assertThat(notices(by(guild, revocation(first, BEFORE))).revoked(unvouched, NOW, NOW))
                .as("the certificate that leads to it was only left away")
                .isPresent();
        assertThat(notices(by(official, revocation(first, BEFORE))).revoked(unvouched, NOW, NOW))
                .isPresent();
    }

    @Test
    void ofSeveralRevocations_theEarliestTimeCounts() {
        List<Envelope> two =
                Arrays.asList(by(guild, revocation(first, AFTER)), by(official, revocation(first, BEFORE)));
        for (int order = 0; order < 2; order++) {
            assertThat(notices(two.toArray(Envelope[]::new)).revoked(publisher(first), BEFORE, NOW))
                    .contains(revocation(first, BEFORE));
            Collections.reverse(two);
        }
    }

    private Optional<Change> successor(TestPublisher now, Envelope... notices) {
        return notices(notices)
                .successor("Example", first.key().keyId(), guild.key().keyId(), publisher(now));
    }

    private KeyNotices notices(Envelope... envelopes) {
        KeyNotices notices = KeyNotices.read(list(envelopes), scene.verifier());
        assertThat(notices.refused()).isEmpty();
        return notices;
    }

    private static NoticeList list(Envelope... envelopes) {
        return new NoticeList(Stream.of(envelopes).toList());
    }

    private static Publisher publisher(TestPublisher of) {
        return new Publisher(
                of.signer().publisher().publisher(),
                of.signer().publisher().tier(),
                of.signer().publisher().namespaces(),
                of.key().keyId(),
                new Publisher.Authority("any name", of.authority().key().keyId()));
    }
}
