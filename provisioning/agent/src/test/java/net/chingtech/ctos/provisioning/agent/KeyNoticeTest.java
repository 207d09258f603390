package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What authorities sign about the keys of what is installed. */
class KeyNoticeTest {

    private static final String NOTES_RUNS = "org.example.notes@1.0.0";

    @TempDir
    Path folder;

    Rig rig;
    TestPublisher next;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        next = TestPublisher.of(rig.official.authority(), "Ching Tech", Tier.OFFICIAL, "net.chingtech");
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.install(CRM, null);
        rig.install(NOTES, null);
        rig.audit.entries.clear();
    }

    @Test
    void revokedKey_stopsWhatItSignedSince_andNothingElse() throws Exception {
        rig.hub.listedAt = TestPublisher.NOW;
        revokeKey(rig.official.authority(), TestPublisher.NOW);
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly(NOTES_RUNS);
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
        assertThat(rig.parts.agent.installed(CRM).problem().detail())
                .contains("Test authority of Ching Tech", "The key was stolen.");
        assertThat(rig.audit.entries.get(0).details()).containsEntry("revoked_by", "Test authority of Ching Tech");
    }

    @Test
    void releaseFromBeforeTheRevocation_goesOn() throws Exception {
        rig.hub.listedAt = TestPublisher.NOW;
        revokeKey(rig.official.authority(), TestPublisher.NOW.plusSeconds(1));
        rig.parts.poll.poll();
        assertThat(rig.answering()).hasSize(2);
    }

    @Test
    void releaseThatWasListedAfterTheRevocation_isStoppedWhateverItSaysOfItself() throws Exception {
        rig.hub.listedAt = TestPublisher.NOW.plusSeconds(60);
        revokeKey(rig.official.authority(), TestPublisher.NOW.plusSeconds(30));
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly(NOTES_RUNS);
    }

    @Test
    void releaseThatNobodyListsAnyMore_countsAsSignedNow() throws Exception {
        rig.hub.listsNothing = true;
        revokeKey(rig.official.authority(), TestPublisher.NOW.plusSeconds(30));
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly(NOTES_RUNS);
    }

    @Test
    void communityAuthority_hasNoSayInAnOfficialPublishersKey() throws Exception {
        rig.hub.listedAt = TestPublisher.NOW;
        revokeKey(rig.community.authority(), TestPublisher.NOW);
        replaceKey(rig.community.authority());
        rig.parts.poll.poll();
        assertThat(rig.parts.notices.now().notices()).hasSize(2);
        assertThat(rig.answering()).hasSize(2);
        assertThat(rig.parts.agent.alerts()).isEmpty();
    }

    @Test
    void strangersNotice_countsForNothing() throws Exception {
        rig.hub.listedAt = TestPublisher.NOW;
        Instant before = TestPublisher.NOW.minusSeconds(9);
        revokeKey(Authority.create("Stranger", SigningKey.generate(), before, Duration.ofDays(9)), TestPublisher.NOW);
        rig.parts.poll.poll();
        assertThat(rig.parts.notices.now().notices()).isEmpty();
        assertThat(rig.answering()).hasSize(2);
    }

    @Test
    void knownRevocation_holdsAtTheNextStart_beforeAnybodyIsAsked() throws Exception {
        revokeKey(rig.official.authority(), TestPublisher.NOW);
        rig.parts.notices.learn(rig.hub.notices);
        rig.hub.down = true;
        rig.restart();
        assertThat(rig.host.events).isEmpty();
        assertThat(rig.answering()).containsExactly(NOTES_RUNS);
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
    }

    @Test
    void releaseWhoseTimeNobodyKnowsYet_runsUntilItsSourceWasAsked() throws Exception {
        rig.hub.listsNothing = true;
        revokeKey(rig.official.authority(), TestPublisher.NOW.plusSeconds(30));
        rig.parts.notices.learn(rig.hub.notices);
        rig.restart();
        assertThat(rig.answering()).hasSize(2);
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly(NOTES_RUNS);
    }

    @Test
    void replacedKey_isToldWithBothFingerprints_once() throws Exception {
        replaceKey(rig.official.authority());
        rig.parts.poll.poll();
        rig.parts.poll.poll();
        rig.restart().parts.poll.poll();
        assertThat(rig.parts.agent.alerts()).hasSize(1);
        Alert alert = rig.parts.agent.alerts().get(0);
        assertThat(alert.level()).isEqualTo(Alert.Level.WARNING);
        assertThat(alert.skill()).isEqualTo(CRM);
        assertThat(alert.problem().code()).isEqualTo("key_replaced");
        assertThat(alert.problem().detail())
                .contains(
                        "sha256:" + rig.official.key().keyId(),
                        "sha256:" + next.key().keyId(),
                        "The laptop was stolen.");
        assertThat(rig.answering()).hasSize(2);
        assertThat(rig.audit.entries.stream().map(AuditLog.Entry::action)).containsExactly("key_replaced");
    }

    private void revokeKey(Authority authority, Instant since) throws SigningFailed {
        rig.hub.notices.add(NoticeSigner.revocation(
                authority, "Ching Tech", rig.official.key().keyId(), since, "The key was stolen.", since));
    }

    private void replaceKey(Authority authority) throws SigningFailed {
        rig.hub.notices.add(NoticeSigner.replacement(
                authority,
                "Ching Tech",
                rig.official.key().keyId(),
                next.key().publicKey(),
                "The laptop was stolen.",
                TestPublisher.NOW));
    }
}
