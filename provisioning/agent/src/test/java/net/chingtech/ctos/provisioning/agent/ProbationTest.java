package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.Vitals;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minute of a new version. */
class ProbationTest {

    private static final String OLD = "net.chingtech.crm@2.0.1";
    private static final String NEW = "net.chingtech.crm@2.1.0";
    private static final Health BAD = new Health(Health.Status.CRITICAL, List.of("no database"));

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void update() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1").json("permissions", List.of("db:read:crm")));
        rig.publish(skill(ACCOUNTING, "1.2.0"));
        rig.install(CRM, null);
        rig.publish(skill(CRM, "2.1.0").json("permissions", List.of("db:read:crm")));
        rig.update(CRM, null);
        rig.audit.entries.clear();
    }

    @Test
    void wellForAMinute_isOver_andPlansThatWereShownStayTrue() {
        assertThat(installed().probationUntil()).isEqualTo(TestPublisher.NOW.plusSeconds(60));
        Change.Rollback back = new Change.Rollback(CRM, null);
        Plan shown = rig.plan(back);
        rig.parts.watch.look();
        pass(59);
        rig.parts.watch.look();
        assertThat(installed().probationUntil()).isNotNull();
        pass(1);
        rig.parts.watch.look();
        assertThat(installed().probationUntil()).isNull();
        rig.host.health.put(NEW, BAD);
        rig.parts.watch.look();
        rig.parts.watch.look();
        assertThat(rig.answering()).containsExactly(NEW);
        assertThat(rig.carryOut(Rig.yes(shown)).state()).isEqualTo(Task.State.SUCCEEDED);
    }

    @Test
    void badTwiceInARow_goesBack_andIsTold() {
        rig.host.health.put(NEW, BAD);
        rig.parts.watch.look();
        assertThat(rig.answering()).containsExactly(NEW);
        rig.parts.watch.look();
        awaitBack();

        assertThat(installed().probationUntil()).isNull();
        assertThat(installed().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.version()).hasToString("2.1.0");
            assertThat(failed.problem().code()).isEqualTo("skill_unhealthy");
            assertThat(failed.problem().more()).containsExactly("no database");
        });
        Alert alert = onlyAlert("update_rolled_back");
        assertThat(alert.level()).isEqualTo(Alert.Level.DANGER);
        assertThat(alert.problem().detail()).contains("2.1.0", "no database");
        assertThat(audited())
                .containsExactly("container skill_rolled_back " + OLD, "container update_rolled_back " + NEW);
        // What is told and read is not told again by a restart.
        rig.restart();
        assertThat(rig.parts.agent.alerts()).hasSize(1);
    }

    @Test
    void badOnce_isForgiven() {
        rig.host.health.put(NEW, BAD);
        rig.parts.watch.look();
        rig.host.health.clear();
        rig.parts.watch.look();
        rig.host.health.put(NEW, BAD);
        rig.parts.watch.look();
        assertThat(installed().failed()).isEmpty();
        assertThat(rig.answering()).containsExactly(NEW);
    }

    @Test
    void dead_goesBackAtOnce() {
        rig.host.vitals = new Vitals(
                Vitals.State.FAILED, "bubblewrap", null, 3, new Problem(503, "skill_ended", "Its process ended.", ""));
        rig.parts.watch.look();
        rig.host.vitals = null;
        awaitBack();
        assertThat(onlyAlert("update_rolled_back").problem().detail()).contains("Its process ended.");
    }

    @Test
    void startedAgainByItsHost_isSeenAtTheSecondLook() {
        rig.host.vitals = new Vitals(Vitals.State.RUNNING, "bubblewrap", null, 1, null);
        rig.parts.watch.look();
        assertThat(installed().failed()).isEmpty();
        rig.parts.watch.look();
        rig.host.vitals = null;
        awaitBack();
    }

    @Test
    void asleep_isLeftToSleep() {
        rig.host.vitals = new Vitals(Vitals.State.ASLEEP, "bubblewrap", null, 0, null);
        rig.host.health.put(NEW, BAD);
        int asked = rig.host.askedForHealth.get();
        rig.parts.watch.look();
        rig.parts.watch.look();
        assertThat(rig.host.askedForHealth).hasValue(asked);
        assertThat(rig.answering()).containsExactly(NEW);
    }

    @Test
    void doesNotStartAfterARestart_goesBackAtOnce() {
        rig.host.throwsInStart.put(NEW, new Problem(422, "skill_threw", "It threw.", "Tell its publisher."));
        rig.restart();
        awaitBack();
        assertThat(onlyAlert("update_rolled_back").problem().detail()).contains("It threw.");
    }

    @Test
    void unhealthyAfterARestart_goesBackAtOnce() {
        rig.host.health.put(NEW, BAD);
        rig.restart();
        awaitBack();
    }

    @Test
    void keptOffForWhatIsNotItsOwn_doesNotGoBack() throws Exception {
        rig.host.throwsInStart.put(
                NEW, new Problem(503, "sandbox_missing", "There is no sandbox.", "See ./ctos doctor."));
        rig.restart();
        rig.parts.watch.look();
        assertThat(rig.answering()).isEmpty();
        assertThat(installed().failed()).isEmpty();
        assertThat(installed().version()).hasToString("2.1.0");
    }

    @Test
    void revokedMeanwhile_isLeftToQuarantine() {
        rig.hub.revoked.put(installed().sha256(), new Revoked("malware", TestPublisher.NOW));
        rig.parts.poll.poll();
        rig.parts.watch.look();
        rig.parts.watch.look();
        assertThat(rig.answering()).isEmpty();
        assertThat(installed().status()).isEqualTo(InstalledSkill.Status.QUARANTINED);
        assertThat(installed().failed()).isEmpty();
    }

    @Test
    void whileAnotherChangeRuns_itWaitsForItsEnd() {
        CountDownLatch mayFetch = new CountDownLatch(1);
        rig.hub.beforeFetch = () -> awaitLatch(mayFetch);
        Task other = rig.begin(Rig.yes(rig.plan(new Change.Install(ACCOUNTING, null))));
        rig.host.health.put(NEW, BAD);
        for (int look = 0; look < 3; look++) {
            rig.parts.watch.look();
        }
        assertThat(rig.answering()).containsExactly(NEW);
        assertThat(installed().failed()).isEmpty();
        mayFetch.countDown();
        rig.await(other);
        awaitBack();
    }

    @Test
    void goingBackThatFails_isTold_andTriedAgainAtTheNextStart() {
        rig.host.health.put(NEW, BAD);
        rig.host.throwsInStart.put(OLD, new Problem(422, "skill_threw", "It threw, too.", "Tell its publisher."));
        rig.parts.watch.look();
        rig.parts.watch.look();
        await("the alert", () -> !rig.parts.agent.alerts().isEmpty());
        Alert alert = onlyAlert("rollback_failed");
        assertThat(alert.problem().detail()).contains("no database", "It threw, too.");
        assertThat(alert.problem().nextStep()).contains("./ctos rollback " + CRM);
        assertThat(rig.answering()).containsExactly(NEW);
        int tasks = rig.parts.tasks.newest().size();
        rig.parts.watch.look();
        rig.parts.watch.look();
        assertThat(rig.parts.tasks.newest()).hasSize(tasks);

        rig.host.throwsInStart.clear();
        rig.restart();
        awaitBack();
    }

    @Test
    void stateThatIsGone_cannotBeGoneBackTo() throws Exception {
        commit(entry -> entry.draft().history(List.of()).entry());
        rig.host.health.put(NEW, BAD);
        rig.parts.watch.look();
        rig.parts.watch.look();
        assertThat(onlyAlert("rollback_failed").problem().detail()).contains("is not kept any more");
        assertThat(rig.answering()).containsExactly(NEW);
    }

    @Test
    void killedBeforeItWentBack_goesBackAtTheNextStart_alsoWhenItIsWellThen() throws Exception {
        Problem problem = new Problem(503, "skill_unhealthy", "It was not well.", "");
        commit(entry -> entry.draft()
                .failed(List.of(new FailedVersion(
                        entry.current().version(), entry.current().sha256(), TestPublisher.NOW, problem)))
                .entry());
        rig.restart();
        awaitBack();
    }

    @Test
    void clockSetBack_makesNoProbationLongerThanAWholeOne() {
        rig.clock.pass(Duration.ofHours(-5));
        rig.restart();
        pass(59);
        rig.parts.watch.look();
        assertThat(installed().probationUntil()).isNotNull();
        pass(1);
        rig.parts.watch.look();
        assertThat(installed().probationUntil()).isNull();
    }

    @Test
    void clockSetForward_endsNoProbationInTheSameRun() {
        rig.parts.watch.look();
        rig.clock.pass(Duration.ofHours(5));
        rig.parts.watch.look();
        assertThat(installed().probationUntil()).isNotNull();
    }

    @Test
    void versionThatFailed_isForgivenWhenSomebodyInstallsItAgain_andFailsAgain() {
        for (int time = 0; time < 2; time++) {
            rig.host.health.put(NEW, BAD);
            rig.parts.watch.look();
            rig.parts.watch.look();
            awaitBack();
            assertThat(installed().failed()).hasSize(1);
            int told = time + 1;
            await("it is told again", () -> rig.parts.agent.alerts().size() == told);
            rig.host.health.clear();
            rig.update(CRM, null);
            assertThat(installed().failed()).isEmpty();
            rig.clock.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void versionThatDoesNotEvenStart_isRemembered_andForgottenOnceItDoes() {
        rig.publish(skill(CRM, "2.2.0").json("permissions", List.of("db:read:crm")));
        rig.host.throwsInStart.put(CRM + "@2.2.0", new Problem(422, "skill_threw", "It threw.", "Tell its publisher."));
        assertThat(rig.carryOut(new Change.Update(CRM, null)).state()).isEqualTo(Task.State.FAILED);
        assertThat(installed().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.version()).hasToString("2.2.0");
            assertThat(failed.problem().code()).isEqualTo("skill_threw");
        });
        rig.restart();
        Plan again = rig.plan(new Change.Update(CRM, null));
        assertThat(again.items().get(0).effects().failedBefore().detail()).contains("It threw.");
        rig.host.throwsInStart.clear();
        rig.succeed(new Change.Update(CRM, null));
        assertThat(installed().failed()).isEmpty();
    }

    @Test
    void skillsThatCameTogether_goBackTogether() {
        rig.publish(skill(ACCOUNTING, "2.0.0", CRM.value(), "^2.0.0"));
        rig.publish(skill(ACCOUNTING, "3.0.0", CRM.value(), "^3.0.0"));
        rig.publish(skill(CRM, "3.0.0").json("permissions", List.of("db:read:crm")));
        rig.install(ACCOUNTING, "2.0.0");
        rig.update(ACCOUNTING, "3.0.0");
        assertThat(rig.answering()).containsExactlyInAnyOrder("net.chingtech.crm@3.0.0", ACCOUNTING + "@3.0.0");
        rig.host.health.put("net.chingtech.crm@3.0.0", BAD);
        rig.parts.watch.look();
        rig.parts.watch.look();
        await("both are back", () -> rig.answering().containsAll(List.of(NEW, ACCOUNTING + "@2.0.0")));
        await("the alert", () -> !rig.parts.agent.alerts().isEmpty());
        onlyAlert("update_rolled_back");
    }

    private void commit(UnaryOperator<Entry> change) throws Exception {
        State now = rig.parts.store.state();
        Entry changed = change.apply(now.find(CRM).orElseThrow());
        rig.parts.store.commit(now.registry().with(changed), now.pins());
    }

    private InstalledSkill installed() {
        return rig.parts.agent.installed().stream()
                .filter(one -> one.id().equals(CRM))
                .findFirst()
                .orElseThrow();
    }

    private void pass(long seconds) {
        rig.nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        rig.clock.pass(Duration.ofSeconds(seconds));
    }

    private void awaitBack() {
        await("the old version is back", () -> installed().version().toString().equals("2.0.1"));
        await(
                "the task has ended",
                () -> rig.parts.tasks.newest().get(0).state().isFinal());
        assertThat(rig.answering()).contains(OLD);
        // The record's line is the last of it.
        await("it is told", () -> audited().stream().anyMatch(line -> line.contains(" update_rolled_back ")));
    }

    private void await(String what, BooleanSupplier seen) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!seen.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(what + ": " + rig.answering() + " " + rig.parts.agent.alerts() + " " + rig.parts.tasks.newest())
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Alert onlyAlert(String code) {
        assertThat(rig.parts.agent.alerts()).hasSize(1);
        Alert alert = rig.parts.agent.alerts().get(0);
        assertThat(alert.problem().code()).isEqualTo(code);
        return alert;
    }

    private List<String> audited() {
        return rig.audit.entries.stream()
                .map((AuditLog.Entry one) -> one.actor() + " " + one.action() + " " + one.subject())
                .toList();
    }
}
