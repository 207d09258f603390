package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a plan trusts, where it looks, and which host it chooses. */
class PlanTrustTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
    }

    @Test
    void communitySkillWithoutAProcessHost_needsAnExplicitYes() {
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        Plan.Item item = rig.plan(new Change.Install(NOTES, null)).items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.WEAKER_HOST);
        assertThat(item.host()).isEqualTo("in_framework");

        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        item = rig.plan(new Change.Install(NOTES, null)).items().get(0);
        assertThat(item.flags()).isEmpty();
        assertThat(item.host()).isEqualTo("process");
    }

    @Test
    void noHostCanRunIt_installIsRefusedWithTheHostsReason() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        rig.publish(skill(CRM, "2.1.0"));
        rig.publish(skill(ACCOUNTING, "1.2.0"));
        rig.host.status =
                HostStatus.unavailable("host_unavailable_java", "Java 25 has no security manager.", "security_layer");

        assertThat(rig.refused(new Change.Install(ACCOUNTING, null)).code()).isEqualTo("host_unavailable_java");
        assertThat(rig.plan(new Change.Update(CRM, null)).items()).hasSize(1);
        assertThat(rig.plan(new Change.Uninstall(CRM, false)).items()).hasSize(1);
    }

    @Test
    void otherPublisherOfTheSameId_isNoCandidate() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        TestPublisher other = TestPublisher.of(rig.official.authority(), "Somebody", Tier.OFFICIAL, "net.chingtech");
        rig.publish(rig.hub, other, skill(CRM, "9.0.0"));
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("up_to_date");
    }

    @Test
    void higherVersionInAnotherSource_isNoCandidate() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        FakeSource other = new FakeSource("another:source");
        rig.sources.add(other);
        rig.publish(other, rig.official, skill(CRM, "9.0.0"));
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("up_to_date");
        rig.succeed(new Change.Uninstall(CRM, false));
        assertThat(rig.plan(new Change.Install(CRM, null)).items().get(0).source())
                .isEqualTo("skillhub:test");
    }

    @Test
    void sourceThatClaimsOtherThanWasSigned_refused() {
        SignedRelease lower = rig.publish(skill(CRM, "2.0.1"));
        SignedRelease higher = rig.publish(skill(CRM, "2.1.0"));
        rig.hub.all().clear();
        Envelope envelope = lower.envelope();
        rig.hub.add(new Release(
                "skillhub:test",
                envelope,
                higher.statement(),
                new ReleaseInfo(higher.manifest(), envelope, "", 1, List.of(), List.of(), "", ""),
                null));
        assertThat(rig.refused(new Change.Install(CRM, null)).code()).isEqualTo("statement_invalid");
    }
}
