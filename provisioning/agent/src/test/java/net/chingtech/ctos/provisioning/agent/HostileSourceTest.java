package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source, and a publisher whose key was stolen, that say one thing today and another tomorrow. */
class HostileSourceTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
    }

    @Test
    void sourceThatSaysAnEarlierTimeThanBefore_savesNoReleaseOfARevokedKey() throws Exception {
        rig.hub.add(signed("2.0.1", "first"), new Listing(NOW.plusSeconds(60), false, null));
        rig.install(CRM, null);
        rig.hub.listedAt = NOW;
        rig.hub.notices.add(NoticeSigner.revocation(
                rig.official.authority(),
                "Ching Tech",
                rig.official.key().keyId(),
                NOW.plusSeconds(30),
                "Stolen.",
                NOW));
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
    }

    /** The thief has the publisher's key and the hub's online keys, so every time in a new release is the thief's. */
    @Test
    void newVersionDatedBeforeTheRevocation_isNotTaken_whenItWasNotThereThen() throws Exception {
        installAndFollow();
        rig.clock.pass(Duration.ofDays(3));
        revokeSince(NOW.plus(Duration.ofDays(1)));
        offerBackdated("2.0.2");

        Problem problem = rig.refused(new Change.Update(CRM, null));
        assertThat(problem.code()).isEqualTo("key_revoked");
        assertThat(problem.more())
                .singleElement()
                .asString()
                .contains("2026-03-01T12:01:00Z", "first seen here at 2026-03-04T12:00:00Z");
        Plan.Item exact = rig.plan(new Change.Update(CRM, SkillVersion.of("2.0.2")))
                .items()
                .get(0);
        assertThat(exact.flags()).containsExactly(Plan.Flag.REVOKED);
        assertThat(exact.trust().words()).anyMatch(each -> each.contains("first seen here at 2026-03-04T12:00:00Z"));
    }

    @Test
    void newVersionDatedBeforeTheRevocation_isStopped_whenTheRevocationComesAfterIt() throws Exception {
        installAndFollow();
        rig.clock.pass(Duration.ofDays(3));
        offerBackdated("2.0.2");
        rig.hub.listedAt = NOW.plusSeconds(60);
        rig.update(CRM, null);
        revokeSince(NOW.plus(Duration.ofDays(1)));
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
    }

    @Test
    void newVersionWithTheEarlierKey_datedBeforeItWasFollowed_isRefusedWithItsOwnWords() throws Exception {
        TestPublisher next = TestPublisher.of(rig.official.authority(), "Ching Tech", Tier.VERIFIED, "net.chingtech");
        rotateAfterAnHour(next);
        rig.hub.add(signed(next, "2.1.0"), new Listing(NOW, false, null));
        rig.install(CRM, null);
        rig.parts.agent.checkForUpdates();
        rig.clock.pass(Duration.ofHours(2));
        offerBackdated("2.1.1");

        Problem problem = rig.refused(new Change.Update(CRM, null));
        assertThat(problem.code()).isEqualTo("release_seen_late");
        assertThat(problem.detail()).contains("2026-03-01T12:01:00Z", "first seen here at 2026-03-01T14:00:00Z");
        assertThat(problem.nextStep()).contains("Ching Tech");
    }

    @Test
    void versionWithTheEarlierKey_thatWasThereWhenFollowingBegan_isTakenAsBefore() throws Exception {
        TestPublisher next = TestPublisher.of(rig.official.authority(), "Ching Tech", Tier.VERIFIED, "net.chingtech");
        rig.hub.add(signed(next, "2.1.0"), new Listing(NOW, false, null));
        rig.install(CRM, null);
        rotateAfterAnHour(next);
        rig.clock.pass(Duration.ofHours(2));
        offerBackdated("2.1.1");
        rig.parts.agent.checkForUpdates();
        rig.clock.pass(Duration.ofHours(2));
        Plan.Item item = rig.plan(new Change.Update(CRM, null)).items().get(0);
        assertThat(item.flags()).isEmpty();
        assertThat(item.trust().words()).anyMatch(each -> each.contains("earlier key"));
    }

    @Test
    void newVersionDatedLongAgo_isAsYoungAsItsFirstSightHere() throws Exception {
        installAndFollow();
        rig.clock.pass(Duration.ofDays(7));
        offerBackdated("2.0.2");
        assertThat(notSilent().code()).isEqualTo("release_too_young");
        assertThat(notSilent().detail()).contains("2026-03-09T12:00:00Z");
        rig.restart();
        rig.clock.pass(Duration.ofHours(23));
        assertThat(notSilent().code()).isEqualTo("release_too_young");
        rig.clock.pass(Duration.ofHours(1));
        assertThat(notSilent()).isNull();
    }

    @Test
    void releaseThatWasSeenWhileTheClockWasAhead_isNotTooYoungForYears() throws Exception {
        installAndFollow();
        rig.clock.pass(Duration.ofDays(400));
        offerBackdated("2.0.2");
        rig.parts.agent.checkForUpdates();
        rig.clock.pass(Duration.ofDays(-399));
        assertThat(notSilent().code()).isEqualTo("release_too_young");
        rig.clock.pass(Duration.ofDays(1));
        assertThat(notSilent()).isNull();
    }

    @Test
    void whatWasSeenBefore_beginsAnew_whenItsFileCannotBeRead() throws Exception {
        installAndFollow();
        Files.writeString(rig.home.registry().resolveSibling("first-seen.json"), "{");
        rig.restart();
        offerBackdated("2.0.2");
        rig.clock.pass(Duration.ofDays(2));
        assertThat(notSilent()).isNull();
        assertThat(rig.home.registry().resolveSibling("first-seen.json"))
                .content()
                .contains("net.chingtech.crm");
    }

    @Test
    void skillThatWasUninstalled_isFollowedAnew() throws Exception {
        installAndFollow();
        rig.succeed(new Change.Uninstall(CRM, false));
        rig.parts.rounds("a-container", most -> most).ask();
        rig.clock.pass(Duration.ofDays(2));
        offerBackdated("2.0.2");
        rig.install(CRM, "2.0.1");
        assertThat(notSilent()).isNull();
    }

    private void installAndFollow() {
        rig.hub.add(signed("2.0.1", "first"), new Listing(NOW, false, null));
        rig.install(CRM, null);
        rig.parts.agent.checkForUpdates();
    }

    /** A release that is new now, in lists that say that it was there a minute after the beginning. */
    private void offerBackdated(String version) {
        rig.hub.add(signed(version, "better"), new Listing(NOW.plusSeconds(60), false, null));
    }

    private void rotateAfterAnHour(TestPublisher next) {
        rig.hub.notices.add(rig.official.rotation(next, "", NOW.plus(Duration.ofHours(1))));
    }

    private Problem notSilent() {
        return rig.parts.agent.checkForUpdates().updates().get(0).notSilent();
    }

    private void revokeSince(Instant since) throws Exception {
        rig.hub.notices.add(NoticeSigner.revocation(
                rig.official.authority(), "Ching Tech", rig.official.key().keyId(), since, "Stolen.", since));
    }

    private SignedRelease signed(TestPublisher publisher, String version) {
        return rig.publish(new FakeSource("nowhere"), publisher, skill(CRM, version));
    }

    @Test
    void versionBefore_isRevokedByWhoeverVouchedForIt_thoughAnotherVouchesNow() throws Exception {
        Authority other = TestPublisher.authority("Another authority");
        TestPublisher.of(other, "Example", Tier.COMMUNITY, "org.example")
                .trustedIn(rig.home.trust().resolve("authorities"), "community");
        rig.restart();
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        rig.install(NOTES, null);
        TestPublisher moved = new TestPublisher(
                other,
                rig.community.key(),
                other.issue(
                        rig.community.key().publicKey(),
                        new PublisherClaim("Example", Tier.COMMUNITY, List.of("org.example")),
                        NOW.minusSeconds(60),
                        Authority.PUBLISHER_VALIDITY));
        rig.publish(rig.hub, moved, skill(NOTES, "1.1.0"));
        rig.update(NOTES, null);
        rig.hub.notices.add(NoticeSigner.revocation(
                rig.community.authority(),
                "Example",
                rig.community.key().keyId(),
                NOW.minusSeconds(60),
                "Stolen.",
                NOW));
        rig.parts.poll.poll();
        assertThat(rig.plan(new Change.Rollback(NOTES, null)).items().get(0).flags())
                .contains(Plan.Flag.REVOKED);
    }

    @Test
    void releaseNotes_areTheOnesThatWereSigned() {
        SignedRelease first = signed("2.0.1", "Mends a fault.");
        offer(first, first.manifest(), "An urgent fix, agree to everything.");
        assertThat(rig.plan(new Change.Install(CRM, null)).items().get(0).releaseNotes())
                .isEqualTo("Mends a fault.");
    }

    @Test
    void manifestWithOtherReleaseNotes_isNotInstalled() {
        SignedRelease first = signed("2.0.1", "Mends a fault.");
        offer(first, signed("2.0.1", "An urgent fix, agree to everything.").manifest(), "");
        Task task = rig.carryOut(new Change.Install(CRM, null));
        assertThat(task.state()).isEqualTo(Task.State.FAILED);
        assertThat(task.problem().code()).isEqualTo("manifest_mismatch");
    }

    private SignedRelease signed(String version, String notes) {
        return rig.publish(
                new FakeSource("nowhere"), rig.official, skill(CRM, version).json("release_notes", notes));
    }

    private void offer(SignedRelease signed, SkillManifest manifest, String notes) {
        rig.hub.add(signed);
        Release right = rig.hub.all().remove(0);
        ReleaseInfo info = new ReleaseInfo(
                manifest,
                right.envelope(),
                right.info().sha256(),
                right.info().size(),
                right.info().requirements(),
                right.info().capabilities(),
                notes,
                "download");
        rig.hub.add(new Release(right.source(), right.envelope(), right.claim(), info, null));
    }
}
