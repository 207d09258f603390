package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Skills that need each other are exchanged together or not at all; others do not suffer from them. */
class GroupTest {

    private static final SkillId STOCK = new SkillId("net.chingtech.stock");
    private static final Problem THREW = new Problem(422, "skill_threw", "It threw.", "Tell its publisher.");

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void installThree() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "~2.0.0"));
        rig.publish(skill(STOCK, "1.0.0"));
        rig.install(ACCOUNTING, null);
        rig.install(STOCK, null);
        rig.publish(skill(CRM, "2.1.0"));
        rig.publish(skill(ACCOUNTING, "1.3.0", CRM.value(), "~2.1.0"));
        rig.publish(skill(STOCK, "1.1.0"));
    }

    @Test
    void oneGroupThatFails_theOtherIsUpdatedAllTheSame() {
        rig.host.throwsInStart.put("net.chingtech.accounting@1.3.0", THREW);
        Task task = updateAll();

        assertThat(task.state()).isEqualTo(Task.State.FAILED);
        assertThat(task.problem().code()).isEqualTo("partly_done");
        assertThat(task.problem().more())
                .containsExactly(
                        "Crm 2.1.0, Accounting 1.3.0: skill_threw: It threw. Next: Tell its publisher. Crm 2.0.1 goes on."
                                + " Accounting 1.2.0 goes on.",
                        "Stock 1.1.0: done");
        assertThat(rig.answering())
                .containsExactly(
                        "net.chingtech.accounting@1.2.0", "net.chingtech.crm@2.0.1", "net.chingtech.stock@1.1.0");
        assertThat(rig.audit.entries.stream().skip(3).map(entry -> entry.action() + " " + entry.subject()))
                .containsExactly(
                        "skill_update_failed net.chingtech.crm@2.1.0",
                        "skill_update_failed net.chingtech.accounting@1.3.0",
                        "skill_updated net.chingtech.stock@1.1.0",
                        "update_failed container");
        assertThat(rig.home.registry().resolveSibling("journal").toFile().list())
                .isNullOrEmpty();
        assertThat(rig.parts.tasks.find(task.taskId()).orElseThrow().log())
                .contains("undone: Start Crm 2.1.0")
                .doesNotContain("undone: Start Stock 1.1.0");
    }

    @Test
    void whatFailsOfAll_isAnAlert_forThoseWhoDidNotAsk() {
        rig.host.throwsInStart.put("net.chingtech.accounting@1.3.0", THREW);
        Task task = updateAll();

        assertThat(rig.parts.agent.alerts()).hasSize(1);
        Alert alert = rig.parts.agent.alerts().get(0);
        assertThat(alert.level()).isEqualTo(Alert.Level.WARNING);
        assertThat(alert.problem().code()).isEqualTo("update_failed");
        assertThat(alert.problem().detail())
                .isEqualTo(
                        "The update of all skills that " + task.actor()
                                + " asked for did not bring Crm 2.1.0, Accounting 1.3.0: It threw. What was there before goes on.");
        assertThat(alert.problem().more())
                .containsExactly("Crm 2.0.1 goes on.", "Accounting 1.2.0 goes on.", "task " + task.taskId());
    }

    @Test
    void whatFailsOfOneThatSomebodyAskedFor_isInTheTaskAlone() {
        rig.host.throwsInStart.put("net.chingtech.stock@1.1.0", THREW);
        Task task = rig.carryOut(new Change.Update(STOCK, null));
        assertThat(task.problem().more()).containsExactly("Stock 1.0.0 goes on.");
        assertThat(rig.parts.agent.alerts()).isEmpty();
    }

    @Test
    void allGroupsThatFail_eachSaysWhy() {
        rig.host.throwsInStart.put("net.chingtech.accounting@1.3.0", THREW);
        rig.host.throwsInStart.put(
                "net.chingtech.stock@1.1.0", new Problem(422, "start_timeout", "It hung.", "Tell its publisher."));
        Map<String, String> before = rig.picture();
        Task task = updateAll();

        assertThat(task.problem().code()).isEqualTo("partly_done");
        assertThat(task.problem().detail()).startsWith("0 of 2");
        assertThat(rig.parts.agent.alerts())
                .extracting(
                        alert -> alert.skill() + " " + alert.problem().detail().contains("It hung."))
                .containsExactlyInAnyOrder("null false", STOCK + " true");
        assertThat(rig.picture()).containsAllEntriesOf(before);
    }

    @Test
    void downloadThatFails_nothingThatRunsIsTouched() {
        rig.asked.all.clear();
        Plan plan = rig.plan(new Change.Update(null, null));
        rig.hub.beforeFetch = () -> {
            if (rig.hub.fetched == 4) {
                rig.hub.fetchProblem = new Problem(502, "download_cut_off", "It ended early.", "Try again.");
            }
        };
        Map<String, String> before = rig.picture();
        Task task = rig.carryOut(Rig.yes(plan));

        assertThat(task.problem().code()).isEqualTo("download_cut_off");
        assertThat(task.problem().more())
                .containsExactly("Crm 2.0.1 goes on.", "Accounting 1.2.0 goes on.", "Stock 1.0.0 goes on.");
        assertThat(rig.asked.all).isEmpty();
        assertThat(rig.picture()).containsAllEntriesOf(before);
    }

    @Test
    void allGood_everyGroupIsCommittedByItself() throws Exception {
        long revision = rig.parts.store.state().registry().revision();
        Task task = updateAll();
        assertThat(task.state()).isEqualTo(Task.State.SUCCEEDED);
        assertThat(rig.parts.store.state().registry().revision()).isEqualTo(revision + 2);
        assertThat(rig.home.backups().resolve(CRM.value() + "/" + task.taskId() + "-1"))
                .exists();
        assertThat(rig.home.backups().resolve(STOCK.value() + "/" + task.taskId() + "-2"))
                .exists();
        assertThat(Files.exists(rig.home.staging().resolve(task.taskId() + "-1")))
                .isFalse();
    }

    @Test
    void eachGroup_isWrittenDownBeforeTheNextBegins() {
        List<String> writtenDown = new ArrayList<>();
        rig.asked.before = what -> {
            if (what.equals("start net.chingtech.stock@1.1.0")) {
                rig.audit.entries.stream()
                        .skip(3)
                        .map(entry -> entry.action() + " " + entry.subject())
                        .forEach(writtenDown::add);
            }
        };
        assertThat(updateAll().state()).isEqualTo(Task.State.SUCCEEDED);
        assertThat(writtenDown)
                .containsExactly(
                        "skill_updated net.chingtech.crm@2.1.0", "skill_updated net.chingtech.accounting@1.3.0");
    }

    private Task updateAll() {
        return rig.carryOut(new Change.Update(null, null));
    }
}
