package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases that a revoked key has signed: not taken, but by who asks for exactly that. */
class RevokedKeyPlanTest {

    private static final Instant NOW = TestPublisher.NOW;

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
    }

    @Test
    void revokedKey_isRefused_andForAnExactVersionTakesAnExplicitYes() throws Exception {
        rig.publish(skill(CRM, "2.1.0"));
        rig.hub.notices.add(NoticeSigner.revocation(
                rig.official.authority(),
                "Ching Tech",
                rig.official.key().keyId(),
                NOW.minusSeconds(60),
                "The key was stolen.",
                NOW));
        Problem problem = rig.refused(new Change.Update(CRM, null));
        assertThat(problem.code()).isEqualTo("key_revoked");
        assertThat(problem.detail()).contains(rig.official.key().keyId(), "The key was stolen.");

        Change exact = new Change.Update(CRM, SkillVersion.of("2.1.0"));
        Plan.Item item = rig.plan(exact).items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.REVOKED);
        assertThat(item.trust().revoked().reason()).isEqualTo("The key was stolen.");
        assertThat(item.trust().words()).singleElement().asString().contains("The key was stolen.");
    }

    @Test
    void keyThatIsRevokedByWhoVouchedForIt_isNotSavedByAnotherAuthority() throws Exception {
        Authority other = TestPublisher.authority("Another authority");
        TestPublisher.of(other, "Example", Tier.COMMUNITY, "org.example")
                .trustedIn(rig.home.trust().resolve("authorities"), "community");
        rig.restart();
        rig.publish(rig.hub, rig.community, skill(Skills.NOTES, "1.0.0"));
        rig.install(Skills.NOTES, null);
        TestPublisher moved = new TestPublisher(
                other,
                rig.community.key(),
                other.issue(
                        rig.community.key().publicKey(),
                        new PublisherClaim("Example", Tier.COMMUNITY, List.of("org.example")),
                        NOW.minusSeconds(60),
                        Authority.PUBLISHER_VALIDITY));
        rig.publish(rig.hub, moved, skill(Skills.NOTES, "1.1.0"));
        rig.hub.notices.add(NoticeSigner.revocation(
                rig.community.authority(),
                "Example",
                rig.community.key().keyId(),
                NOW.minusSeconds(60),
                "Stolen.",
                NOW));
        assertThat(rig.refused(new Change.Update(Skills.NOTES, null)).code()).isEqualTo("key_revoked");
    }
}
