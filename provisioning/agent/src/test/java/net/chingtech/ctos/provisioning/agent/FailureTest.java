package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.task.RunningTask;
import net.chingtech.ctos.provisioning.agent.transaction.Step;
import net.chingtech.ctos.provisioning.agent.transaction.StepFailed;
import net.chingtech.ctos.provisioning.agent.transaction.Steps;
import net.chingtech.ctos.provisioning.agent.transaction.Transaction;
import net.chingtech.ctos.provisioning.agent.transaction.TransactionContext;
import net.chingtech.ctos.runtime.Health;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails, and wherever: all is as it was, and the task says why. */
class FailureTest {

    private static final Problem BROKEN = new Problem(500, "broken_on_purpose", "It broke.", "Nothing.");

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void publish() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(skill(CRM, "2.1.0"));
        rig.publish(skill(ACCOUNTING, "1.2.0", "net.chingtech.crm", "^2.0.0"));
        rig.publish(skill(ACCOUNTING, "1.3.0", "net.chingtech.crm", "^2.1.0"));
    }

    @Test
    void installThatFailsAtAnyStep_leavesNothing() throws Exception {
        failAtEveryStep(new Change.Install(ACCOUNTING, null));
    }

    @Test
    void updateOfTwoThatFailsAtAnyStep_leavesTheOldOnesRunning() throws Exception {
        rig.install(CRM, "2.0.1");
        rig.install(ACCOUNTING, "1.2.0");
        failAtEveryStep(new Change.Update(ACCOUNTING, null));
    }

    @Test
    void updateWithDataThatFailsAtAnyStep_keepsTheData() throws Exception {
        rig.install(CRM, "2.0.1");
        Files.writeString(rig.home.data().resolve("net.chingtech.crm/people"), "precious");
        failAtEveryStep(new Change.Update(CRM, null));
    }

    @Test
    void rollbackThatFailsAtAnyStep_leavesTheNewOneRunning() throws Exception {
        rig.install(CRM, "2.0.1");
        rig.update(CRM, null);
        failAtEveryStep(new Change.Rollback(CRM, null));
    }

    @Test
    void uninstallThatFailsAtAnyStep_leavesItRunning() throws Exception {
        rig.install(CRM, "2.0.1");
        failAtEveryStep(new Change.Uninstall(CRM, false));
    }

    @Test
    void otherBytesThanSigned_refusedAndStagingEmptied() throws Exception {
        rig.hub.otherBytes = "not a jar".getBytes(StandardCharsets.UTF_8);
        fails(new Change.Install(CRM, null), "size_mismatch");

        byte[] bytes = Files.readAllBytes(rig.folder.resolve("signed2.jar"));
        bytes[bytes.length / 2] ^= 1;
        rig.hub.otherBytes = bytes;
        fails(new Change.Install(CRM, null), "digest_mismatch");
        assertThat(rig.home.cache()).doesNotExist();
    }

    @Test
    void downloadCutOff_refusedAndNothingLeft() throws Exception {
        rig.hub.fetchProblem = new Problem(502, "download_cut_off", "The download ended early.", "Try again.");
        Task task = fails(new Change.Install(ACCOUNTING, null), "download_cut_off");
        assertThat(task.log()).contains("undone: Download Crm 2.1.0");
    }

    @Test
    void diskFull_saysSo() throws Exception {
        rig.hub.fetchProblem = diskFull();
        assertThat(fails(new Change.Install(CRM, null), "disk_full").problem().detail())
                .contains("disk is full");
    }

    @Test
    void skillThatThrowsInStart_oldVersionGoesOn() throws Exception {
        rig.install(CRM, "2.0.1");
        rig.host.throwsInStart.put(
                "net.chingtech.crm@2.1.0", new Problem(422, "skill_threw", "It threw an exception.", "Tell them."));
        fails(new Change.Update(CRM, null), "skill_threw");
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
    }

    @Test
    void errorInAStep_isUndoneLikeAnyFailure() throws Exception {
        rig.install(CRM, "2.0.1");
        rig.host.inStart = () -> {
            throw new NoClassDefFoundError("a class of the skill");
        };
        Plan plan = rig.plan(new Change.Update(CRM, null));
        Task task = rig.carryOut(Rig.yes(plan));

        assertThat(task.problem().code()).isEqualTo("internal_error");
        assertThat(task.problem().detail()).contains("a class of the skill");
        assertThat(task.log()).contains("undone: Download Crm 2.1.0");
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
        assertThat(rig.home.installed().resolve("net.chingtech.crm_2.1.0")).doesNotExist();
    }

    @Test
    void unhealthySkill_doesNotGetCalls() throws Exception {
        rig.host.health.put("net.chingtech.crm@2.1.0", new Health(Health.Status.CRITICAL, List.of("no database")));
        Task task = fails(new Change.Install(CRM, null), "skill_unhealthy");
        assertThat(task.problem().more()).containsExactly("no database");
        assertThat(rig.host.running).isEmpty();
    }

    @Test
    void toolNameOfAnotherSkill_refused() throws Exception {
        rig.install(CRM, null);
        rig.host.tools.put("net.chingtech.accounting@1.3.0", "net_chingtech_crm");
        Task task = fails(new Change.Install(ACCOUNTING, null), "tool_name_taken");
        assertThat(task.problem().detail()).contains("net_chingtech_crm").contains(CRM.value());
    }

    @Test
    void keptVersionChangedOnDisk_rollbackRefused() throws Exception {
        rig.install(CRM, "2.0.1");
        rig.update(CRM, null);
        Path kept = rig.home.installed().resolve("net.chingtech.crm_2.0.1/artifact.jar");
        Files.delete(kept);
        Files.writeString(kept, "something else");

        assertThat(rig.refused(new Change.Rollback(CRM, null)).code()).isEqualTo("digest_mismatch");
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.1.0");
    }

    /** Fails after each step in turn, and before it. */
    private void failAtEveryStep(Change change) throws Exception {
        // Writes the files of an empty home, so that there is something to compare with.
        rig.parts.store.commit(
                rig.parts.store.state().registry(), rig.parts.store.state().pins());
        Map<String, String> before = rig.picture();
        int steps = Integer.MAX_VALUE;
        for (int at = 0; at < steps; at++) {
            Planned planned = rig.parts.planner.plan(change);
            List<Step> real = Steps.of(planned, Rig.yes(planned.plan()), rig.parts.world);
            // The last step is the broom, which is asked nothing any more.
            steps = real.size() - 1;
            List<Step> broken = new ArrayList<>(real);
            broken.set(at, new Broken(real.get(at)));
            RunningTask task = rig.parts.tasks.begin("test", null, "Test", "admin");
            Optional<Problem> problem =
                    new Transaction(broken, rig.home.staging().resolve("test"), task).run();

            assertThat(problem).as(real.get(at).words()).contains(BROKEN);
            assertThat(rig.picture())
                    .as("after failing at: " + real.get(at).words())
                    .isEqualTo(before);
            assertThat(task.now().log()).noneMatch(line -> line.startsWith("could not"));
            assertThat(rig.home.staging().toFile().list()).isNullOrEmpty();
        }
        assertThat(steps).isGreaterThan(1).isLessThan(Integer.MAX_VALUE);
    }

    private Task fails(Change change, String code) throws Exception {
        Map<String, String> before = rig.picture();
        Plan plan = rig.plan(change);
        Task task = rig.carryOut(Rig.yes(plan));

        assertThat(task.state()).isEqualTo(Task.State.FAILED);
        assertThat(task.problem().code()).as(task.problem().toString()).isEqualTo(code);
        assertThat(task.problem().nextStep()).isNotBlank();
        assertThat(rig.picture()).isEqualTo(before);
        assertThat(rig.home.staging().toFile().list()).isNullOrEmpty();
        assertThat(rig.audit.entries.get(rig.audit.entries.size() - 1).details())
                .containsEntry("result", code);
        return task;
    }

    private static Problem diskFull() {
        try (FileOutputStream full = new FileOutputStream("/dev/full")) {
            full.write(1);
            throw new AssertionError("the full device took a byte");
        } catch (IOException e) {
            return DiskFailures.of(e, "download");
        }
    }

    /** Does its work, and fails then. */
    private record Broken(Step real) implements Step {

        @Override
        public String words() {
            return real.words();
        }

        @Override
        public void execute(TransactionContext context) throws StepFailed {
            real.execute(context);
            throw new StepFailed(BROKEN, null);
        }

        @Override
        public void undo(TransactionContext context) throws StepFailed {
            real.undo(context);
        }
    }
}
