package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which source an id is taken from, when there is a company's hub and a public one. */
class SourceRulesTest {

    private static final SkillId BILLING = new SkillId("com.corp.billing");
    private static final SkillId LEDGER = new SkillId("com.corp.ledger");
    private static final SkillId REPORTS = new SkillId("org.example.reports");

    @TempDir
    Path folder;

    Rig rig;
    final TestPublisher corp = TestPublisher.of("Corp", Tier.VERIFIED, "com.corp");
    /** Somebody whom an authority gave a name space that is not his: the company never asked for a certificate there. */
    final TestPublisher squatter = TestPublisher.of("Squatter", Tier.COMMUNITY, "com.corp", "org.example");

    /** The public hub is the first in order. */
    FakeSource company = new FakeSource("skillhub:zcompany");

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.sources.add(company);
        Path authorities = rig.home.trust().resolve("authorities");
        corp.trustedIn(authorities, "community");
        squatter.trustedIn(authorities, "community");
        rig.restart();
    }

    @Test
    void internalDependency_isNotTakenFromThePublicHubThatHasAHigherVersion() {
        rig.publish(company, corp, skill(BILLING, "1.0.0", LEDGER.value(), ">=1.0.0"));
        rig.publish(company, corp, skill(LEDGER, "1.0.0"));
        rig.publish(rig.hub, squatter, skill(LEDGER, "99.0.0"));

        Plan plan = rig.plan(new Change.Install(BILLING, null));
        assertThat(plan.items())
                .extracting(item -> item.id() + " " + item.to() + " " + item.source() + " " + item.publisher())
                .containsExactly(
                        "com.corp.ledger 1.0.0 skillhub:zcompany Corp",
                        "com.corp.billing 1.0.0 skillhub:zcompany Corp");
    }

    @Test
    void internalDependencyWhoseOwnHubHasNoFittingRelease_isMissing_notTakenFromElsewhere() {
        rig.publish(company, corp, skill(BILLING, "1.0.0", LEDGER.value(), "^2.0.0"));
        rig.publish(company, corp, skill(LEDGER, "1.0.0"));
        rig.publish(rig.hub, squatter, skill(LEDGER, "2.0.0"));
        Problem problem = rig.refused(new Change.Install(BILLING, null));
        assertThat(problem.code()).isEqualTo("dependency_missing");
        assertThat(problem.more()).anyMatch(line -> line.contains("ledger 1.0.0 exists in skillhub:zcompany"));
    }

    @Test
    void newDependencyOfAnInstalledSkill_comesFromThatSkillsSource() {
        rig.publish(company, corp, skill(BILLING, "1.0.0"));
        rig.install(BILLING, null);
        rig.publish(company, corp, skill(BILLING, "1.1.0", LEDGER.value(), "*"));
        rig.publish(company, corp, skill(LEDGER, "1.0.0"));
        rig.publish(rig.hub, squatter, skill(LEDGER, "99.0.0"));
        assertThat(rig.plan(new Change.Update(BILLING, null)).items())
                .extracting(Plan.Item::source)
                .containsOnly("skillhub:zcompany");
    }

    @Test
    void twoSkillsThatMeanDifferentPublishersByOneId_refused() {
        rig.publish(rig.hub, squatter, skill(REPORTS, "1.0.0", LEDGER.value(), "*"));
        rig.publish(rig.hub, squatter, skill(LEDGER, "1.0.0"));
        rig.publish(company, corp, skill(LEDGER, "1.0.0"));
        rig.publish(company, corp, skill(BILLING, "1.0.0", LEDGER.value(), "*", REPORTS.value(), "*"));
        assertThat(rig.refused(new Change.Install(BILLING, null)).code()).isEqualTo("id_ambiguous");
    }

    @Test
    void newIdOfDifferentPublishersInTwoSources_refusedWithBoth_untilASourceIsNamed() {
        rig.publish(company, corp, skill(LEDGER, "1.0.0"));
        rig.publish(rig.hub, squatter, skill(LEDGER, "99.0.0"));
        Problem problem = rig.refused(new Change.Install(LEDGER, null));
        assertThat(problem.code()).isEqualTo("id_ambiguous");
        assertThat(problem.detail())
                .contains("skillhub:test: Squatter, sha256:" + squatter.key().keyId())
                .contains("skillhub:zcompany: Corp, sha256:" + corp.key().keyId());
        assertThat(problem.nextStep()).contains("--source");

        Plan.Item item = rig.plan(new Change.Install(LEDGER, null, null, "skillhub:zcompany"))
                .items()
                .get(0);
        assertThat(item.publisher()).isEqualTo("Corp");
        rig.succeed(new Change.Install(LEDGER, null, null, "skillhub:zcompany"));
        assertThat(rig.refused(new Change.Update(LEDGER, null)).code()).isEqualTo("up_to_date");
    }

    @Test
    void unverifiedOfferBesideAVerifiedOne_isAmbiguous() {
        TestPublisher stranger = TestPublisher.of("Stranger", Tier.COMMUNITY, "com.corp");
        rig.publish(company, corp, skill(LEDGER, "1.0.0"));
        rig.publish(rig.hub, stranger, skill(LEDGER, "2.0.0"));
        Problem problem = rig.refused(new Change.Install(LEDGER, null));
        assertThat(problem.code()).isEqualTo("id_ambiguous");
        assertThat(problem.detail()).contains("nobody vouches");
    }

    @Test
    void samePublisherInTwoSources_isTakenFromTheFirst_notFromTheHigherVersion() {
        rig.publish(rig.hub, corp, skill(LEDGER, "1.0.0"));
        rig.publish(company, corp, skill(LEDGER, "2.0.0"));
        Plan.Item item = rig.plan(new Change.Install(LEDGER, null)).items().get(0);
        assertThat(item.source()).isEqualTo("skillhub:test");
        assertThat(item.to()).hasToString("1.0.0");
    }

    @Test
    void sourceThatCannotBeAsked_mayBeTheHomeOfANewId() {
        rig.publish(rig.hub, squatter, skill(LEDGER, "99.0.0"));
        company.down = true;
        Problem problem = rig.refused(new Change.Install(LEDGER, null));
        assertThat(problem.code()).isEqualTo("source_unreachable");
        assertThat(problem.detail()).contains("skillhub:zcompany", "may be at home there");
        assertThat(rig.plan(new Change.Install(LEDGER, null, null, "skillhub:test"))
                        .items())
                .hasSize(1);
    }

    @Test
    void sourceThatIsNotTheHome_orDoesNotHaveIt_refused() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(company, rig.official, skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        rig.succeed(new Change.Uninstall(CRM, false));
        assertThat(rig.refused(new Change.Install(CRM, null, null, "skillhub:zcompany"))
                        .code())
                .isEqualTo("home_elsewhere");
        assertThat(rig.refused(new Change.Install(LEDGER, null, null, "skillhub:test"))
                        .code())
                .isEqualTo("skill_unknown");
        assertThat(rig.refused(new Change.Install(LEDGER, null, null, "skillhub:nowhere"))
                        .code())
                .isEqualTo("source_unreachable");
    }

    @Test
    void sourcesAndPins_areShownById() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        assertThat(rig.parts.agent.sources())
                .extracting(source -> source.id())
                .isEqualTo(List.of("skillhub:test", "skillhub:zcompany"));
        assertThat(rig.parts.agent.pins()).singleElement().satisfies(pin -> {
            assertThat(pin.id()).isEqualTo(CRM);
            assertThat(pin.source()).isEqualTo("skillhub:test");
            assertThat(pin.authority()).hasSize(64);
        });
    }
}
