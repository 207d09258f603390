package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.policy.AutoConsent;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To what the container says yes by itself. */
class AutoConsentTest {

    private static final SkillPermission TEMP = new SkillPermission.FilesystemTemp();
    private static final SkillPermission READ = new SkillPermission.DbRead("sales");

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.publish(asking(skill(CRM, "1.0.0")));
        Plan plan = rig.plan(new Change.Install(CRM, null));
        Map<String, Set<SkillPermission>> accept = Map.of(plan.items().get(0).consentKey(), Set.of(READ));
        rig.carryOut(new Consent(plan.planId(), plan.digest(), accept, Set.of(), "admin"));
    }

    private static TestSkill asking(TestSkill skill) {
        return skill.json("permissions", List.of("db:read:sales"))
                .json("optional_permissions", List.of("filesystem:temp"));
    }

    @Test
    void anUpdateThatAsksForNothingNew_keepsWhatIsGrantedAndWhatIsDeclined() throws ProvisioningException {
        rig.publish(asking(skill(CRM, "1.0.1")));
        Task task = rig.carryOut(consent(rig.plan(new Change.Update(CRM, null))));
        assertThat(task.state()).isEqualTo(Task.State.SUCCEEDED);
        assertThat(task.actor()).isEqualTo("update-agent");
        var now = rig.parts.store.state().find(CRM).orElseThrow().current();
        assertThat(now.grants()).containsExactly(READ);
        assertThat(now.declined()).containsExactly(TEMP);
    }

    @Test
    void aNewPermission_needsSomebody() {
        rig.publish(asking(skill(CRM, "1.0.1")).json("permissions", List.of("db:read:sales", "db:write:sales")));
        assertThat(against(new Change.Update(CRM, null)).detail()).contains("db:write:sales");
        assertThat(against(new Change.Update(CRM, null)).code()).isEqualTo("permissions_added");
    }

    @Test
    void aDeclinedPermissionThatIsNeededNow_needsSomebody() {
        rig.publish(skill(CRM, "1.0.1").json("permissions", List.of("db:read:sales", "filesystem:temp")));
        assertThat(against(new Change.Update(CRM, null)).code()).isEqualTo("permissions_added");
    }

    @Test
    void aNewDependency_needsSomebody_andSoDoesWhatComesWithIt() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        rig.publish(asking(skill(CRM, "1.0.1", ACCOUNTING.value(), "*")));
        Problem problem = against(new Change.Update(CRM, null));
        assertThat(problem.more()).anyMatch(line -> line.startsWith("dependency_added: "));
        assertThat(problem.more()).anyMatch(line -> line.startsWith("not_an_update: net.chingtech.accounting"));
    }

    @Test
    void whatNeedsAFlag_needsSomebody() {
        TestPublisher stranger = TestPublisher.of("Stranger", Tier.OFFICIAL, "com.stranger");
        rig.hosts.add(new FakeHost(net.chingtech.ctos.runtime.HostLevel.PROCESS));
        var id = new net.chingtech.ctos.format.SkillId("com.stranger.tool");
        rig.publish(rig.hub, stranger, skill(id, "1.0.0"));
        rig.install(id, null);
        rig.hosts.remove(1);
        rig.publish(rig.hub, stranger, skill(id, "1.0.1"));
        assertThat(against(new Change.Update(id, null)).code()).isEqualTo("weaker_host");
    }

    @Test
    void goingBack_isOnTheTermsOfThen() throws ProvisioningException {
        rig.publish(skill(CRM, "1.0.1").json("permissions", List.of("filesystem:temp")));
        rig.update(CRM, null);
        Consent back = consent(rig.plan(new Change.Rollback(CRM, null)));
        assertThat(back.accept().values()).containsExactly(Set.of(READ));
        assertThat(rig.carryOut(back).state()).isEqualTo(Task.State.SUCCEEDED);
    }

    @Test
    void anInstallOrARemoval_isForPeople() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        assertThat(against(new Change.Install(ACCOUNTING, null)).code()).isEqualTo("not_an_update");
        assertThat(against(new Change.Uninstall(CRM, false)).code()).isEqualTo("not_an_update");
    }

    private Consent consent(Plan plan) throws ProvisioningException {
        return AutoConsent.of(plan, rig.parts.store.state()::find, "update-agent");
    }

    private Problem against(Change change) {
        Optional<Problem> problem = AutoConsent.against(rig.plan(change), rig.parts.store.state()::find);
        assertThat(problem).isPresent();
        return problem.get();
    }
}
