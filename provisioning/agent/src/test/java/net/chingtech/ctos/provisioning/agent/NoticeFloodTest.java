package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that says more about keys than anybody wants to know: whoever has a key can rotate it. */
class NoticeFloodTest {

    @TempDir
    Path folder;

    Rig rig;
    FakeSource flooding;
    TestPublisher next;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        flooding = new FakeSource("skillhub:flood");
        rig.sources.add(flooding);
        next = TestPublisher.of(rig.official.authority(), "Ching Tech", Tier.OFFICIAL, "net.chingtech");
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        rig.hub.listedAt = NOW;
    }

    @Test
    void rotationsOfStrangers_areNotKept() throws Exception {
        TestPublisher before = stranger();
        for (int i = 0; i < 5; i++) {
            TestPublisher after = stranger();
            flooding.notices.add(before.rotation(after, "On we go.", NOW));
            flooding.notices.add(after.rotation(rig.official, "On we go.", NOW));
            before = after;
        }
        rig.parts.poll.poll();
        assertThat(rig.parts.notices.now().notices()).isEmpty();
    }

    @Test
    void rotationsOfOneKey_areKeptOnlyUntilTheyContradictEachOther_andKeepNoRevocationOut() throws Exception {
        for (int i = 0; i < 30; i++) {
            rig.hub.notices.add(rig.official.rotation(stranger(), "On we go.", NOW));
        }
        rig.hub.notices.add(NoticeSigner.revocation(
                rig.official.authority(), "Ching Tech", rig.official.key().keyId(), NOW, "Stolen.", NOW));
        rig.parts.poll.poll();
        assertThat(rig.parts.notices.now().notices()).hasSize(8 + 1);
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
        rig.publish(rig.hub, next, skill(CRM, "2.1.0"));
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("publisher_key_changed");
    }

    @Test
    void chainOfRotations_isFollowedFromThePinnedKey_inWhicheverOrderItIsTold() throws Exception {
        TestPublisher between =
                TestPublisher.of(rig.official.authority(), "Ching Tech", Tier.OFFICIAL, "net.chingtech");
        rig.hub.notices.add(between.rotation(next, "On we go.", NOW));
        rig.hub.notices.add(rig.official.rotation(between, "On we go.", NOW));
        rig.publish(rig.hub, next, skill(CRM, "2.1.0"));
        assertThat(rig.plan(new Change.Update(CRM, null)).items().get(0).flags())
                .containsExactly(Plan.Flag.NEW_KEY);
        assertThat(rig.parts.notices.now().notices()).hasSize(2);
    }

    @Test
    void endlessChain_isFollowedNotFarther_thanAnybodyChangesKeys() throws Exception {
        TestPublisher before = rig.official;
        for (int i = 0; i < 80; i++) {
            TestPublisher after = stranger();
            rig.hub.notices.add(before.rotation(after, "On we go.", NOW));
            before = after;
        }
        rig.parts.poll.poll();
        assertThat(rig.parts.notices.now().notices()).hasSize(64);
    }

    @Test
    void forgedNotices_areNotTriedWithoutEnd() throws Exception {
        Envelope real = NoticeSigner.revocation(
                rig.official.authority(), "Ching Tech", rig.official.key().keyId(), NOW, "Stolen.", NOW);
        List<Envelope> forged = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            Envelope.Signature signature = real.signatures().get(0);
            byte[] wrong = signature.sig().clone();
            wrong[i % 32] ^= (byte) (1 + i / 32);
            forged.add(new Envelope(
                    real.payloadType(),
                    real.payload(),
                    List.of(new Envelope.Signature(signature.keyid(), wrong, List.of()))));
        }
        flooding.notices.addAll(forged);
        flooding.notices.add(real);
        rig.parts.poll.poll();
        assertThat(rig.parts.notices.now().notices()).isEmpty();
        rig.hub.notices.add(real);
        rig.parts.poll.poll();
        assertThat(rig.parts.notices.now().notices()).hasSize(1);
    }

    private static TestPublisher stranger() {
        return TestPublisher.of("Ching Tech", Tier.COMMUNITY, "net.stranger");
    }
}
