package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Rig.yes;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.plan.PlanShelf;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A yes is to one exact plan, to all of it and to nothing else; one change at a time; and it can be stopped. */
class ConsentTest {

    private static final SkillPermission READ = new SkillPermission.DbRead("crm");
    private static final SkillPermission TEMP = new SkillPermission.FilesystemTemp();

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void publish() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1")
                .json("permissions", List.of("db:read:crm"))
                .json("optional_permissions", List.of("filesystem:temp")));
    }

    @Test
    void unknownPlan_refused() {
        assertThat(code(new Consent("nobody-knows", "x", Map.of(), Set.of(), "admin")))
                .isEqualTo("plan_unknown");
    }

    @Test
    void planOfTooLongAgo_refused() {
        Consent late = yes(rig.plan(new Change.Install(CRM, null)));
        rig.clock.pass(PlanShelf.LIFETIME);
        assertThat(code(late)).isEqualTo("plan_expired");
    }

    @Test
    void otherDigest_refused() {
        Consent yes = yes(rig.plan(new Change.Install(CRM, null)));
        assertThat(code(new Consent(yes.planId(), "0".repeat(64), yes.accept(), yes.flags(), "admin")))
                .isEqualTo("plan_changed");
    }

    @Test
    void somethingNewerWasPublishedSince_refused() {
        Consent yes = yes(rig.plan(new Change.Install(CRM, null)));
        rig.publish(skill(CRM, "2.1.0"));
        assertThat(code(yes)).isEqualTo("plan_changed");
    }

    @Test
    void somethingElseWasInstalledSince_refused() {
        rig.publish(skill(Skills.ACCOUNTING, "1.0.0"));
        Consent yes = yes(rig.plan(new Change.Install(CRM, null)));
        rig.install(Skills.ACCOUNTING, null);
        assertThat(code(yes)).isEqualTo("plan_changed");
    }

    @Test
    void neededPermissionNotAccepted_refusedByItsName() {
        Problem problem = refused(with(Set.of(TEMP), Set.of()));
        assertThat(problem.code()).isEqualTo("consent_missing");
        assertThat(problem.detail()).contains("db:read:crm").contains("read crm data");
    }

    @Test
    void permissionThatWasNotAskedFor_refused() {
        assertThat(refused(with(Set.of(READ, new SkillPermission.DbOwn()), Set.of()))
                        .code())
                .isEqualTo("consent_too_wide");
    }

    @Test
    void otherArtifactAccepted_refused() {
        Plan plan = rig.plan(new Change.Install(CRM, null));
        Consent other = new Consent(
                plan.planId(), plan.digest(), Map.of("net.chingtech.crm@2.0.1#00", Set.of(READ)), Set.of(), "admin");
        assertThat(code(other)).isEqualTo("consent_missing");
    }

    @Test
    void optionalPermissionDeclined_isNotGranted() {
        Plan plan = rig.plan(new Change.Install(CRM, null));
        rig.carryOut(with(plan, Set.of(READ), Set.of()));
        assertThat(rig.host.running).singleElement().satisfies(one -> assertThat(one.grants.permissions())
                .containsExactly(READ));
        assertThat(rig.parts.store.state().find(CRM).orElseThrow().current().declined())
                .containsExactly(TEMP);
    }

    @Test
    void flagNotGiven_refusedByItsName() {
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        Plan plan = rig.plan(new Change.Install(NOTES, null));
        Problem problem = refused(() -> rig.parts.agent.carryOut(with(plan, Set.of(), Set.of())));
        assertThat(problem.code()).isEqualTo("consent_missing");
        assertThat(problem.detail()).contains("WEAKER_HOST");

        rig.carryOut(with(plan, Set.of(), Set.of(Plan.Flag.WEAKER_HOST)));
        assertThat(rig.audit.entries.get(0).details()).containsEntry("explicit_yes", "[WEAKER_HOST]");
    }

    @Test
    void samePlanTwice_secondIsUnknown() {
        Consent yes = yes(rig.plan(new Change.Install(CRM, null)));
        rig.carryOut(yes);
        assertThat(code(yes)).isEqualTo("plan_unknown");
    }

    @Test
    void twoAtOnce_secondIsToldWhatRuns() throws Exception {
        rig.publish(skill(Skills.ACCOUNTING, "1.0.0"));
        Consent first = yes(rig.plan(new Change.Install(CRM, null)));
        Consent second = yes(rig.plan(new Change.Install(Skills.ACCOUNTING, null)));
        CountDownLatch goOn = new CountDownLatch(1);
        rig.hub.beforeFetch = () -> await(goOn);
        Task running = rig.begin(first);

        Problem problem = refused(() -> rig.parts.agent.carryOut(second));
        goOn.countDown();
        assertThat(problem.code()).isEqualTo("busy");
        assertThat(problem.detail()).contains(running.taskId()).contains("Install Crm 2.0.1");
        assertThat(rig.await(running).state()).isEqualTo(Task.State.SUCCEEDED);
    }

    @Test
    void cancelledWhileDownloading_allIsAsBefore() throws Exception {
        Map<String, String> before = rig.picture();
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        rig.hub.beforeFetch = () -> {
            fetching.countDown();
            await(goOn);
        };
        Task running = rig.begin(yes(rig.plan(new Change.Install(CRM, null))));
        await(fetching);
        rig.parts.tasks.cancel(running.taskId());
        goOn.countDown();

        assertThat(rig.await(running).state()).isEqualTo(Task.State.CANCELLED);
        assertThat(rig.picture()).isEqualTo(before);
        assertThat(refused(() -> rig.parts.tasks.cancel(running.taskId())).code())
                .isEqualTo("task_ended");
    }

    @Test
    void cancelledAfterTheSwitch_tooLate() throws Exception {
        rig.install(CRM, null);
        rig.publish(skill(CRM, "2.1.0"));
        Task[] running = new Task[1];
        Problem[] answer = new Problem[1];
        CountDownLatch known = new CountDownLatch(1);
        rig.host.beforeStop = () -> {
            await(known);
            answer[0] = refused(() -> rig.parts.tasks.cancel(running[0].taskId()));
        };
        running[0] = rig.begin(yes(rig.plan(new Change.Update(CRM, null))));
        known.countDown();

        assertThat(rig.await(running[0]).state()).isEqualTo(Task.State.SUCCEEDED);
        assertThat(answer[0].code()).isEqualTo("cancel_too_late");
    }

    @Test
    void registryThatCannotBeWritten_changeIsUndone() throws Exception {
        Files.createDirectories(rig.home.registry().resolve("in-the-way"));
        Task task = rig.carryOut(new Change.Install(CRM, null));
        assertThat(task.state()).isEqualTo(Task.State.FAILED);
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.host.running).isEmpty();
        assertThat(rig.home.installed().toFile().list()).isNullOrEmpty();
    }

    private String code(Consent consent) {
        return refused(() -> rig.parts.agent.carryOut(consent)).code();
    }

    private ThrowingCallable with(Set<SkillPermission> accepted, Set<Plan.Flag> flags) {
        Plan plan = rig.plan(new Change.Install(CRM, null));
        return () -> rig.parts.agent.carryOut(with(plan, accepted, flags));
    }

    private static Consent with(Plan plan, Set<SkillPermission> accepted, Set<Plan.Flag> flags) {
        Map<String, Set<SkillPermission>> accept = new HashMap<>();
        plan.items().forEach(item -> accept.put(item.consentKey(), new HashSet<>(accepted)));
        return new Consent(plan.planId(), plan.digest(), accept, flags, "admin");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Duration.ofMinutes(2).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
