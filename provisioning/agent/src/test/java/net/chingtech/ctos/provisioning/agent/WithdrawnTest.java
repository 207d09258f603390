package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source's signed lists say of a release, and the tier that it is taken for. */
class WithdrawnTest {

    private static final Listing LISTED = new Listing(TestPublisher.NOW, false, null);
    private static final Listing YANKED = new Listing(TestPublisher.NOW, true, null);
    private static final Listing REVOKED =
            new Listing(TestPublisher.NOW, false, new Revoked("It mines coins.", TestPublisher.NOW));

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        list(skill(CRM, "2.0.1"), LISTED);
    }

    @Test
    void yankedRelease_isNoCandidate_andRefusedByItsVersion() {
        list(skill(CRM, "2.1.0"), YANKED);
        assertThat(newest(CRM)).isEqualTo("2.0.1");
        rig.install(CRM, null);
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("up_to_date");
        Problem problem = rig.refused(new Change.Update(CRM, SkillVersion.of("2.1.0")));
        assertThat(problem.code()).isEqualTo("release_yanked");
    }

    @Test
    void onlyYankedReleases_areSaidToBeWithdrawn() {
        rig.hub.all().clear();
        list(skill(CRM, "2.1.0"), YANKED);
        Problem problem = rig.refused(new Change.Install(CRM, null));
        assertThat(problem.code()).isEqualTo("version_unknown");
        assertThat(problem.nextStep()).contains("withdrawn");
    }

    @Test
    void yankedDependency_isNotTaken_notEvenByAnExactRange() {
        list(skill(CRM, "2.1.0"), YANKED);
        list(skill(ACCOUNTING, "1.0.0", CRM.value(), "2.1.0"), LISTED);
        assertThat(rig.refused(new Change.Install(ACCOUNTING, null)).code()).isEqualTo("dependency_missing");
    }

    @Test
    void revokedRelease_isNoCandidate_andByItsVersionTakesAnExplicitYes() {
        list(skill(CRM, "2.1.0"), REVOKED);
        assertThat(newest(CRM)).isEqualTo("2.0.1");
        Change exact = new Change.Install(CRM, SkillVersion.of("2.1.0"));
        Plan plan = rig.plan(exact);
        Plan.Item item = plan.items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.REVOKED);
        assertThat(item.trust().revoked()).isEqualTo(REVOKED.revoked());
        assertThat(item.trust().words()).singleElement().asString().contains("It mines coins.");
        assertThat(plan.summary().get(0)).contains("revoked: It mines coins.");
    }

    @Test
    void revokedVersionBefore_takesAnExplicitYesToGoBackTo() {
        rig.install(CRM, null);
        list(skill(CRM, "2.1.0"), LISTED);
        rig.update(CRM, null);
        String before =
                rig.parts.store.state().find(CRM).orElseThrow().previous().sha256();
        rig.hub.revoked.put(before, REVOKED.revoked());
        rig.parts.poll.poll();
        Plan.Item item = rig.plan(new Change.Rollback(CRM, null)).items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.REVOKED);
        assertThat(item.trust().words()).singleElement().asString().contains("It mines coins.");
    }

    @Test
    void statementSignedLongBeforeItWasListed_refused() {
        SignedRelease late = signed(skill(CRM, "2.1.0"));
        rig.hub.add(late, new Listing(TestPublisher.NOW.plus(Duration.ofHours(25)), false, null));
        assertThat(rig.refused(new Change.Install(CRM, null)).code()).isEqualTo("statement_backdated");
        rig.hub.all().clear();
        rig.hub.add(late, new Listing(TestPublisher.NOW.plus(Duration.ofHours(24)), false, null));
        Plan.Item item = rig.plan(new Change.Install(CRM, null)).items().get(0);
        assertThat(item.trust().listedAt()).isEqualTo(TestPublisher.NOW.plus(Duration.ofHours(24)));
        assertThat(item.trust().publishedAt()).isEqualTo(TestPublisher.NOW);
    }

    @Test
    void hubThatClaimsATier_refused() {
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        rig.hub.shown = Tier.OFFICIAL;
        Problem problem = rig.refused(new Change.Install(NOTES, null));
        assertThat(problem.code()).isEqualTo("tier_claimed");
        assertThat(problem.detail()).contains("official", "community");
        rig.hub.shown = Tier.COMMUNITY;
        assertThat(rig.plan(new Change.Install(NOTES, null)).items()).hasSize(1);
    }

    @Test
    void hubOfALowerTier_isBelievedNoMore_thanThat() {
        rig.hub.maxTier = Tier.VERIFIED;
        rig.hub.shown = Tier.OFFICIAL;
        Plan.Item item = rig.plan(new Change.Install(CRM, null)).items().get(0);
        assertThat(item.tier()).isEqualTo(Tier.VERIFIED);
        assertThat(item.host()).isEqualTo("process");
        assertThat(item.trust().words()).singleElement().asString().contains("verified at most");
        rig.install(CRM, null);
        assertThat(rig.parts.store.state().find(CRM).orElseThrow().current().tier())
                .isEqualTo(Tier.VERIFIED);

        rig.sources.clear();
        assertThat(rig.plan(new Change.Restart(CRM, null)).items().get(0).tier())
                .isEqualTo(Tier.VERIFIED);
    }

    private String newest(SkillId id) {
        return rig.plan(new Change.Install(id, null)).items().get(0).to().toString();
    }

    private void list(TestSkill skill, Listing listing) {
        rig.hub.add(signed(skill), listing);
    }

    private SignedRelease signed(TestSkill skill) {
        return rig.publish(new FakeSource("nowhere"), rig.official, skill);
    }
}
