package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Rig.yes;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.runtime.AuditLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optional permissions are granted and taken back while a skill runs: at once, lastingly, or not at all. */
class GrantingTest {

    private static final SkillPermission READ = new SkillPermission.DbRead("crm");
    private static final SkillPermission TEMP = new SkillPermission.FilesystemTemp();
    private static final SkillPermission KEY = new SkillPermission.Env("API_KEY");

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void installWithoutTheOptionalOnes() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1")
                .json("permissions", List.of("db:read:crm"))
                .json("optional_permissions", List.of("filesystem:temp", "env:API_KEY")));
        Plan plan = rig.plan(new Change.Install(CRM, null));
        rig.carryOut(accepting(plan, Set.of(READ)));
    }

    @Test
    void granted_holdsAtOnceAndAfterARestart() throws Exception {
        InstalledSkill skill = rig.parts.agent.grant(CRM, Set.of(TEMP), "anna");

        assertThat(skill.grants()).containsExactly(READ, TEMP);
        assertThat(skill.declined()).containsExactly(KEY);
        assertThat(running()).containsExactly(READ, TEMP);
        assertThat(rig.host.events).containsExactly("start net.chingtech.crm@2.0.1");
        assertThat(rig.home.lockFile()).content().contains("filesystem:temp");
        rig.restart();
        assertThat(running()).containsExactly(READ, TEMP);
    }

    @Test
    void takenBack_isGoneAtOnceAndAfterARestart() throws Exception {
        rig.parts.agent.grant(CRM, Set.of(TEMP, KEY), "anna");
        rig.parts.agent.grant(CRM, Set.of(KEY), "anna");

        assertThat(running()).containsExactly(READ, KEY);
        assertThat(rig.home.lockFile()).content().doesNotContain("filesystem:temp");
        rig.restart();
        assertThat(running()).containsExactly(READ, KEY);
        AuditLog.Entry last = rig.audit.entries.get(rig.audit.entries.size() - 1);
        assertThat(last.actor()).isEqualTo("anna");
        assertThat(last.action()).isEqualTo("skill_grants_changed");
        assertThat(last.details())
                .containsEntry("taken_back", "filesystem:temp")
                .containsEntry("granted", "");
    }

    @Test
    void whatIsNeededOrNotAskedFor_isRefusedByItsName() {
        Problem needed = refused(() -> rig.parts.agent.grant(CRM, Set.of(READ), "anna"));
        assertThat(needed.code()).isEqualTo("permission_needed");
        assertThat(needed.nextStep()).contains("uninstall");
        Problem strange = refused(() -> rig.parts.agent.grant(CRM, Set.of(new SkillPermission.DbOwn()), "anna"));
        assertThat(strange.code()).isEqualTo("permission_not_asked");
        assertThat(strange.nextStep()).contains("env:API_KEY, filesystem:temp");
        assertThat(refused(() -> rig.parts.agent.grant(Skills.NOTES, Set.of(), "anna"))
                        .code())
                .isEqualTo("not_installed");
        assertThat(running()).containsExactly(READ);
    }

    @Test
    void skillThatCannotBeHeldToIt_keepsWhatItHad() {
        Map<String, String> before = rig.picture();
        rig.host.throwsInRegrant = new Problem(500, "regrant_failed", "The process does not answer.", "Restart it.");

        assertThat(refused(() -> rig.parts.agent.grant(CRM, Set.of(TEMP), "anna"))
                        .code())
                .isEqualTo("regrant_failed");

        assertThat(rig.picture()).isEqualTo(before);
        AuditLog.Entry last = rig.audit.entries.get(rig.audit.entries.size() - 1);
        assertThat(last.action()).isEqualTo("skill_grants_change_failed");
        assertThat(last.details()).containsEntry("result", "regrant_failed");
    }

    @Test
    void registryThatCannotBeWritten_skillGoesBack() throws Exception {
        Path registry = rig.home.registry();
        byte[] kept = Files.readAllBytes(registry);
        Files.delete(registry);
        Files.createDirectories(registry.resolve("in-the-way"));

        assertThat(refused(() -> rig.parts.agent.grant(CRM, Set.of(TEMP), "anna"))
                        .code())
                .isEqualTo("disk_failed");

        assertThat(running()).containsExactly(READ);
        assertThat(rig.parts.agent.installed(CRM).grants()).containsExactly(READ);
        assertThat(rig.home.lockFile()).content().doesNotContain("filesystem:temp");
        Files.delete(registry.resolve("in-the-way"));
        Files.delete(registry);
        Files.write(registry, kept);
        rig.restart();
        assertThat(running()).containsExactly(READ);
    }

    @Test
    void skillThatDoesNotRun_isGrantedForItsNextStart() throws Exception {
        rig.host.throwsInStart.put("net.chingtech.crm@2.0.1", new Problem(422, "skill_threw", "It threw.", "Wait."));
        rig.restart();
        InstalledSkill skill = rig.parts.agent.grant(CRM, Set.of(TEMP), "anna");
        assertThat(skill.status()).isEqualTo(InstalledSkill.Status.FAILED);
        assertThat(skill.optionalPermissions()).containsExactlyInAnyOrder(TEMP, KEY);
        rig.host.throwsInStart.clear();
        rig.restart();
        assertThat(running()).containsExactly(READ, TEMP);
    }

    @Test
    void whileAChangeRuns_isToldWhatRuns() throws Exception {
        rig.publish(skill(Skills.ACCOUNTING, "1.0.0"));
        CountDownLatch goOn = new CountDownLatch(1);
        rig.hub.beforeFetch = () -> {
            try {
                assertThat(goOn.await(120, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Task running = rig.begin(yes(rig.plan(new Change.Install(Skills.ACCOUNTING, null))));

        Problem problem = refused(() -> rig.parts.agent.grant(CRM, Set.of(TEMP), "anna"));
        goOn.countDown();
        rig.await(running);
        assertThat(problem.code()).isEqualTo("busy");
        assertThat(problem.detail()).contains("Install Accounting 1.0.0");
        assertThat(rig.parts.agent.grant(CRM, Set.of(TEMP), "anna").grants()).contains(TEMP);
    }

    @Test
    void update_showsWhatWasGrantedAndWhatWasDeclined() throws Exception {
        rig.parts.agent.grant(CRM, Set.of(TEMP), "anna");
        rig.publish(skill(CRM, "2.1.0")
                .json("permissions", List.of("db:read:crm"))
                .json("optional_permissions", List.of("filesystem:temp", "env:API_KEY", "db:own")));

        Plan plan = rig.plan(new Change.Update(CRM, null));
        Plan.Item item = plan.items().get(0);
        assertThat(item.gained()).containsExactly(new SkillPermission.DbOwn(), KEY);
        assertThat(item.declined()).containsExactly(KEY);
        rig.carryOut(accepting(plan, Set.of(READ, TEMP)));
        assertThat(running()).containsExactly(READ, TEMP);
    }

    private List<SkillPermission> running() {
        assertThat(rig.host.running).hasSizeGreaterThanOrEqualTo(1);
        return rig.host.running.stream()
                .filter(one -> one.skill.id().equals(CRM))
                .findFirst()
                .orElseThrow()
                .grants
                .permissions();
    }

    private static Consent accepting(Plan plan, Set<SkillPermission> permissions) {
        return new Consent(
                plan.planId(), plan.digest(), Map.of(plan.items().get(0).consentKey(), permissions), Set.of(), "admin");
    }
}
