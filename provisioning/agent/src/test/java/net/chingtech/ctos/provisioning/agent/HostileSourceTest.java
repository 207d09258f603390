package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.SkillManifest;
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
