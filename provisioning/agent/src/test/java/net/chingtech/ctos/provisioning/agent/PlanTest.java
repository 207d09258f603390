package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wire;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.ResolveContext;
import org.osgi.service.resolver.Resolver;

/** What a plan says, and why there is none. */
class PlanTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
    }

    @Test
    void unknownSkill_refused() {
        assertThat(rig.refused(new Change.Install(CRM, null)).code()).isEqualTo("skill_unknown");
    }

    @Test
    void unknownVersion_refusedWithWhatIsOffered() {
        rig.publish(skill(CRM, "2.0.1"));
        Problem problem = rig.refused(new Change.Install(CRM, SkillVersion.of("9.0.0")));
        assertThat(problem.code()).isEqualTo("version_unknown");
        assertThat(problem.nextStep()).contains("2.0.1");
    }

    @Test
    void sourceDown_refusedByItsName() {
        rig.hub.down = true;
        Problem problem = rig.refused(new Change.Install(CRM, null));
        assertThat(problem.code()).isEqualTo("source_unreachable");
        assertThat(problem.detail()).contains("skillhub:test");
    }

    @Test
    void dependencyThatNobodyProvides_refusedWithTheChainAndTheNearest() {
        SkillId base = new SkillId("net.chingtech.base");
        rig.publish(skill(base, "1.9.0"));
        rig.publish(skill(CRM, "2.0.1", base.value(), "^2.0.0"));
        rig.publish(skill(ACCOUNTING, "1.3.0", CRM.value(), "^2.0.0"));

        Problem problem = rig.refused(new Change.Install(ACCOUNTING, null));
        assertThat(problem.code()).isEqualTo("dependency_missing");
        assertThat(problem.more())
                .containsExactly(
                        "net.chingtech.accounting 1.3.0 needs net.chingtech.crm ^2.0.0",
                        "net.chingtech.crm 2.0.1 needs net.chingtech.base ^2.0.0",
                        "nearest: net.chingtech.base 1.9.0 exists in skillhub:test, but ^2.0.0 is wanted");
    }

    @Test
    void dependencyThatNobodyHasAtAll_saysSo() {
        rig.publish(skill(ACCOUNTING, "1.3.0", CRM.value(), "^2.0.0"));
        assertThat(rig.refused(new Change.Install(ACCOUNTING, null)).more())
                .contains("no source offers net.chingtech.crm");
    }

    @Test
    void installedSkillIsTooNew_saysThatItIsInstalled() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        rig.publish(skill(ACCOUNTING, "1.3.0", CRM.value(), "^1.0.0"));
        assertThat(rig.refused(new Change.Install(ACCOUNTING, null)).more())
                .contains(
                        "nearest: net.chingtech.crm 2.0.1 is installed, but ^1.0.0 is wanted, and no update of it fits");
    }

    @Test
    void newestCannotBe_anOlderThatFitsIsTaken() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "^2.0.0"));
        rig.publish(skill(ACCOUNTING, "2.0.0", CRM.value(), "^3.0.0"));
        assertThat(rig.plan(new Change.Install(ACCOUNTING, null)).items())
                .extracting(item -> item.id() + " " + item.to())
                .containsExactly("net.chingtech.crm 2.0.1", "net.chingtech.accounting 1.2.0");
    }

    @Test
    void newestBySemVer_notByOsgi() {
        rig.publish(skill(CRM, "2.0.0-beta.1").json("channel", "beta"));
        rig.publish(skill(CRM, "2.0.0-beta.2").json("channel", "beta"));
        rig.publish(skill(CRM, "2.0.0"));
        assertThat(rig.plan(new Change.Install(CRM, null)).items().get(0).to()).hasToString("2.0.0");
        rig.install(CRM, "2.0.0-beta.1");
        assertThat(rig.plan(new Change.Update(CRM, null)).items().get(0).to()).hasToString("2.0.0");
    }

    @Test
    void updateThatWouldBreakAnother_staysWithinWhatThatNeeds() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "^2.0.0"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(CRM, "2.1.0"));
        rig.publish(skill(CRM, "3.0.0"));

        assertThat(rig.plan(new Change.Update(CRM, null)).items().get(0).to()).hasToString("2.1.0");
        Problem problem = rig.refused(new Change.Update(CRM, SkillVersion.of("3.0.0")));
        assertThat(problem.code()).isEqualTo("dependency_missing");
        assertThat(problem.more())
                .containsExactly(
                        "net.chingtech.accounting 1.2.0 needs net.chingtech.crm ^2.0.0",
                        "asked for: net.chingtech.crm 3.0.0");
    }

    @Test
    void updateThatNeedsAnother_pullsItIn() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "^2.0.0"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(CRM, "3.0.0"));
        rig.publish(skill(ACCOUNTING, "2.0.0", CRM.value(), "^3.0.0"));

        assertThat(rig.plan(new Change.Update(CRM, null)).items())
                .extracting(item -> item.kind() + " " + item.id() + " " + item.to())
                .containsExactly("UPDATE net.chingtech.crm 3.0.0", "UPDATE net.chingtech.accounting 2.0.0");
    }

    @Test
    void twoSkillsThatNeedDifferentVersions_oneThatSuitsBothIsFound() {
        SkillId base = new SkillId("net.chingtech.base");
        rig.publish(skill(base, "1.0.0"));
        rig.publish(skill(base, "1.5.0"));
        rig.publish(skill(base, "2.0.0"));
        rig.publish(skill(CRM, "2.0.1", base.value(), ">=1.0.0"));
        rig.publish(skill(ACCOUNTING, "1.3.0", base.value(), "^1.0.0", CRM.value(), "*"));
        assertThat(rig.plan(new Change.Install(ACCOUNTING, null)).items())
                .extracting(item -> item.id() + " " + item.to())
                .containsExactly(
                        "net.chingtech.base 1.5.0", "net.chingtech.crm 2.0.1", "net.chingtech.accounting 1.3.0");
    }

    @Test
    void twoSkillsThatCannotAgree_refusedWithBoth() {
        twoThatCannotAgree();
        Problem problem = rig.refused(new Change.Install(ACCOUNTING, null));
        assertThat(problem.code()).isEqualTo("dependency_missing");
        assertThat(problem.more())
                .contains(
                        "net.chingtech.accounting 1.3.0 needs net.chingtech.base ^1.0.0",
                        "net.chingtech.crm 2.0.1 needs net.chingtech.base ^2.0.0");
    }

    @Test
    void updateAll_takesTheNewestOfEach() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "^2.0.0"));
        rig.install(ACCOUNTING, null);
        assertThat(rig.refused(new Change.Update(null, null)).code()).isEqualTo("up_to_date");
        rig.publish(skill(CRM, "2.1.0"));
        rig.publish(skill(CRM, "3.0.0"));
        rig.publish(skill(ACCOUNTING, "1.3.0", CRM.value(), "^2.0.0"));

        assertThat(rig.plan(new Change.Update(null, null)).items())
                .extracting(item -> item.id() + " " + item.to())
                .containsExactly("net.chingtech.crm 2.1.0", "net.chingtech.accounting 1.3.0");
    }

    @Test
    void uninstallOfWhatOthersNeed_namesThem() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "^2.0.0"));
        rig.install(ACCOUNTING, null);
        Problem problem = rig.refused(new Change.Uninstall(CRM, false));
        assertThat(problem.code()).isEqualTo("needed_by_others");
        assertThat(problem.detail()).contains("net.chingtech.accounting");
    }

    @Test
    void changesThatMakeNoSense_haveTheirOwnWords() {
        rig.publish(skill(CRM, "2.0.1"));
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("not_installed");
        assertThat(rig.refused(new Change.Uninstall(CRM, false)).code()).isEqualTo("not_installed");
        rig.install(CRM, null);
        assertThat(rig.refused(new Change.Install(CRM, null)).code()).isEqualTo("already_installed");
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("up_to_date");
        assertThat(rig.refused(new Change.Update(CRM, SkillVersion.of("1.0.0"))).code())
                .isEqualTo("not_newer");
        assertThat(rig.refused(new Change.Rollback(CRM, null)).code()).isEqualTo("nothing_to_roll_back");
    }

    @Test
    void moreOrFewerPermissions_areNamed() {
        rig.publish(skill(CRM, "2.0.1").json("permissions", List.of("db:read:crm", "filesystem:temp")));
        rig.install(CRM, null);
        rig.publish(skill(CRM, "2.1.0").json("permissions", List.of("db:read:crm", "db:write:crm")));
        Plan.Item item = rig.plan(new Change.Update(CRM, null)).items().get(0);
        assertThat(item.gained()).extracting(one -> one.name()).containsExactly("db:write:crm");
        assertThat(item.lost()).extracting(one -> one.name()).containsExactly("filesystem:temp");
    }

    @Test
    void searchThatNeverEnds_isEnded_andNamesTheConflict() {
        twoThatCannotAgree();
        resolverThatHangs(1);
        Problem problem = rig.refused(new Change.Install(ACCOUNTING, null));
        assertThat(problem.code()).isEqualTo("resolve_timeout");
        assertThat(problem.more()).contains("net.chingtech.crm 2.0.1 needs net.chingtech.base ^2.0.0");
    }

    @Test
    void resolverThatNeverAsksAnything_isEnded_andSaysWhatWasAskedFor() {
        rig.publish(skill(CRM, "2.0.1"));
        resolverThatHangs(0);
        Problem problem = rig.refused(new Change.Install(CRM, null));
        assertThat(problem.code()).isEqualTo("resolve_timeout");
        assertThat(problem.more()).containsExactly("asked for: net.chingtech.crm, the newest that fits");
    }

    @Test
    void slowSource_isNotTakenForAConflict() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.resolveLimit = Duration.ofSeconds(2);
        rig.sourceDeadline = Duration.ofSeconds(3);
        rig.restart();
        rig.hub.slow = true;
        assertThat(rig.refused(new Change.Install(CRM, null)).code()).isEqualTo("source_unreachable");
    }

    /** One that goes about its own business after some answers; only what interrupts it ends it. */
    private void resolverThatHangs(int afterAnswers) {
        Resolver real = rig.resolver;
        AtomicInteger answers = new AtomicInteger();
        rig.resolver = new Resolver() {
            @Override
            public Map<Resource, List<Wire>> resolve(ResolveContext context) throws ResolutionException {
                if (answers.getAndIncrement() < afterAnswers) {
                    return real.resolve(context);
                }
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return Map.of();
            }

            @Override
            public Map<Resource, List<Wire>> resolveDynamic(
                    ResolveContext context, Wiring host, Requirement requirement) {
                throw new UnsupportedOperationException();
            }
        };
        rig.resolveLimit = Duration.ofSeconds(4);
        rig.restart();
    }

    private void twoThatCannotAgree() {
        SkillId base = new SkillId("net.chingtech.base");
        rig.publish(skill(base, "1.0.0"));
        rig.publish(skill(base, "2.0.0"));
        rig.publish(skill(CRM, "2.0.1", base.value(), "^2.0.0"));
        rig.publish(skill(ACCOUNTING, "1.3.0", base.value(), "^1.0.0", CRM.value(), "*"));
    }
}
