package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import net.chingtech.ctos.provisioning.UpdatePolicy.Mode;
import net.chingtech.ctos.provisioning.UpdatePolicy.Window;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.provisioning.agent.update.UpdateAgent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes by itself, and when. */
class UpdateAgentTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    Rig rig;
    UpdateAgent agent;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "1.2.3"));
        rig.install(CRM, null);
        begin();
    }

    /** As a container that has just been started, which does not wait before it catches up. */
    private void begin() {
        agent = rig.parts.updateAgent("a-container", most -> Duration.ZERO);
    }

    private void aDayLater() throws InterruptedException {
        rig.clock.pass(DAY);
        agent.look();
    }

    @Test
    void patchThatIsADayOld_comesByItself() throws InterruptedException {
        agent.look();
        rig.publish(skill(CRM, "1.2.4"));
        rig.parts.rounds("a-container", most -> Duration.ZERO).ask();
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.4");
        assertThat(rig.audit.entries).anySatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("skill_updated");
            assertThat(entry.actor()).isEqualTo("update-agent");
        });
        assertThat(rig.parts.agent.alerts()).isEmpty();
    }

    @Test
    void minor_comesOnlyWhenThePolicyLetsIt() throws InterruptedException, ProvisioningException {
        rig.publish(skill(CRM, "1.3.0"));
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
        rig.parts.agent.policy(CRM, new UpdatePolicy(null, null, Mode.SILENT, null, null), "admin");
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.3.0");
    }

    @Test
    void patchBelowAMajor_comes() throws InterruptedException {
        rig.publish(skill(CRM, "1.2.4"));
        rig.publish(skill(CRM, "1.2.5"));
        rig.publish(skill(CRM, "1.3.0"));
        rig.publish(skill(CRM, "2.0.0"));
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.5");
    }

    @Test
    void officialSecurityFix_comesAtOnce_aMajorNever() throws InterruptedException {
        rig.publish(skill(CRM, "2.0.0").json("security_fix", true));
        agent.look();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
        rig.publish(skill(CRM, "1.3.0").json("security_fix", true));
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.3.0");
    }

    @Test
    void youngRelease_comesWhenItIsOldEnough_withoutAnotherCheck() throws InterruptedException {
        rig.clock.pass(Duration.ofHours(20));
        rig.publish(skill(CRM, "1.2.4"));
        agent.look();
        int asked = rig.hub.askedForStanding;
        rig.clock.pass(Duration.ofHours(3));
        agent.look();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
        rig.clock.pass(Duration.ofHours(1));
        agent.look();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.4");
        assertThat(rig.hub.askedForStanding).as("only the plan asked, twice").isEqualTo(asked + 2);
    }

    @Test
    void heldSkill_stays() throws InterruptedException, ProvisioningException {
        rig.publish(skill(CRM, "1.2.4"));
        rig.parts.agent.hold(CRM, true, "admin");
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
    }

    @Test
    void outsideItsWindow_itWaitsForTheNext_alsoOverAStart() throws InterruptedException, ProvisioningException {
        // It is Sunday, 20:00 in Taipei.
        rig.publish(skill(CRM, "1.2.4"));
        Window window = new Window(List.of(), LocalTime.of(1, 0), LocalTime.of(5, 0), ZoneId.of("Asia/Taipei"));
        rig.parts.agent.policy(new UpdatePolicy(null, null, null, 0, window), "admin");
        agent.look();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
        rig.restart();
        begin();
        rig.clock.pass(Duration.ofHours(5).minusSeconds(1));
        agent.look();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
        rig.clock.pass(Duration.ofSeconds(1));
        agent.look();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.4");
    }

    @Test
    void containerThatWasOff_catchesUp_afterAPause_withWhatItSeesFirst_onceThatIsADayOldHere()
            throws InterruptedException {
        agent.look();
        rig.publish(skill(CRM, "1.2.4"));
        rig.clock.pass(Duration.ofDays(3).plusHours(7));
        rig.restart();
        agent = rig.parts.updateAgent("a-container", most -> most);
        agent.look();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
        rig.clock.pass(Duration.ofMinutes(3));
        agent.look();
        assertThat(rig.parts
                        .agent
                        .lastUpdateCheck()
                        .updates()
                        .get(0)
                        .notSilent()
                        .code())
                .isEqualTo("release_too_young");
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.4");
    }

    @Test
    void clockThatIsSetBack_stopsNothing() throws InterruptedException {
        agent.look();
        rig.clock.pass(Duration.ofDays(400));
        agent.look();
        rig.clock.pass(Duration.ofDays(-398));
        rig.publish(skill(CRM, "1.2.4"));
        agent.look();
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.4");
    }

    @Test
    void itRestsAtMostAMinute_andLooksAtItsOwnSecond() throws InterruptedException {
        assertThat(agent.look()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(1));
    }

    @Test
    void updateThatFails_isUndone_andAdministratorsAreTold() throws InterruptedException {
        rig.publish(skill(CRM, "1.2.4"));
        rig.host.throwsInStart.put(
                "net.chingtech.crm@1.2.4", new Problem(500, "start_failed", "It threw in start.", "Read its log."));
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
        Alert alert = rig.parts.agent.alerts().get(0);
        assertThat(alert.level()).isEqualTo(Alert.Level.WARNING);
        assertThat(alert.skill()).isEqualTo(CRM);
        assertThat(alert.readAt()).isNull();
        assertThat(alert.problem().code()).isEqualTo("update_failed");
        assertThat(alert.problem().detail())
                .contains("from 1.2.3 to 1.2.4", "It threw in start.", "It was undone: 1.2.3 runs.");
        assertThat(rig.audit.actions()).contains("skill_update_failed", "update_failed");
    }

    @Test
    void oneThatFails_doesNotStopTheOthers() throws InterruptedException {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(ACCOUNTING, "1.0.1"));
        rig.publish(skill(CRM, "1.2.4"));
        rig.host.throwsInStart.put(
                "net.chingtech.accounting@1.0.1",
                new Problem(500, "start_failed", "It threw in start.", "Read its log."));
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.0.0", "net.chingtech.crm@1.2.4");
    }

    @Test
    void whatNeedsEachOther_comesInOnePlan() throws InterruptedException {
        rig.publish(skill(ACCOUNTING, "1.0.0", CRM.value(), "~1.2.3 <1.2.4"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(CRM, "1.2.4"));
        rig.publish(skill(ACCOUNTING, "1.0.1", CRM.value(), "~1.2.4"));
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.0.1", "net.chingtech.crm@1.2.4");
        assertThat(rig.parts.tasks.newest().stream().filter(task -> task.actor().equals("update-agent")))
                .hasSize(1);
    }

    @Test
    void whatBringsSomethingOfAnotherThatAsks_asks() throws InterruptedException, ProvisioningException {
        rig.publish(skill(ACCOUNTING, "1.0.0", CRM.value(), "~1.2.3 <1.2.4"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(CRM, "1.2.4"));
        rig.publish(skill(ACCOUNTING, "1.0.1", CRM.value(), "~1.2.4"));
        rig.parts.agent.policy(ACCOUNTING, new UpdatePolicy(null, Mode.ASK, null, null, null), "admin");
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.0.0", "net.chingtech.crm@1.2.3");
    }

    @Test
    void whileAnotherChangeRuns_itWaits() throws InterruptedException {
        SkillId other = new SkillId("net.chingtech.other");
        rig.publish(skill(other, "1.0.0"));
        rig.publish(skill(CRM, "1.2.4"));
        CountDownLatch go = new CountDownLatch(1);
        rig.hub.beforeFetch = () -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Task task = rig.begin(Rig.yes(rig.plan(new Change.Install(other, null))));
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
        go.countDown();
        rig.await(task);
        agent.look();
        assertThat(rig.answering()).as("not yet").doesNotContain("net.chingtech.crm@1.2.4");
        rig.clock.pass(Duration.ofMinutes(1));
        agent.look();
        assertThat(rig.answering()).contains("net.chingtech.crm@1.2.4");
    }

    @Test
    void sourceThatDoesNotAnswerForAMoment_costsMinutes() throws InterruptedException {
        rig.clock.pass(Duration.ofHours(20));
        rig.publish(skill(CRM, "1.2.4"));
        agent.look();
        rig.clock.pass(Duration.ofHours(4));
        rig.hub.down = true;
        agent.look();
        rig.hub.down = false;
        agent.look();
        assertThat(rig.answering()).as("not at once").containsExactly("net.chingtech.crm@1.2.3");
        rig.clock.pass(Duration.ofMinutes(5));
        agent.look();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.4");
        assertThat(rig.parts.agent.alerts()).isEmpty();
    }

    @Test
    void whatElseChangesWhileItIsPlanned_costsMinutes() throws InterruptedException {
        rig.publish(skill(CRM, "1.2.4"));
        rig.hub.beforeStanding = () -> {
            State state = rig.parts.store.state();
            try {
                rig.parts.store.commit(state.registry(), state.pins());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
        rig.hub.beforeStanding = () -> {};
        rig.clock.pass(Duration.ofMinutes(5));
        agent.look();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.4");
    }

    @Test
    void downloadThatIsCutOff_isTriedAFewTimes_andToldThen() throws InterruptedException {
        rig.publish(skill(CRM, "1.2.4"));
        rig.hub.fetchProblem = new Problem(502, "download_cut_off", "It was cut off.", "Try again.");
        aDayLater();
        for (int minutes : List.of(5, 15, 45)) {
            assertThat(rig.parts.agent.alerts())
                    .as("before " + minutes + " minutes")
                    .isEmpty();
            rig.clock.pass(Duration.ofMinutes(minutes));
            agent.look();
        }
        assertThat(rig.hub.fetched).isEqualTo(1 + 4);
        assertThat(rig.parts.agent.alerts().get(0).problem().code()).isEqualTo("update_failed");
        rig.clock.pass(Duration.ofHours(5));
        agent.look();
        assertThat(rig.hub.fetched).as("not before the next day").isEqualTo(1 + 4);
        rig.hub.fetchProblem = null;
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.4");
    }

    @Test
    void releaseThatFailedHereBefore_isNotTriedAgain_anOlderOneIs() throws InterruptedException, ProvisioningException {
        rig.publish(skill(CRM, "1.2.4"));
        rig.publish(skill(CRM, "1.2.5"));
        rig.failedBefore(CRM, "1.2.5");
        aDayLater();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.4");
        assertThat(rig.parts
                        .agent
                        .checkForUpdates()
                        .updates()
                        .get(0)
                        .notSilent()
                        .code())
                .isEqualTo("failed_before");
        assertThat(rig.plan(new Change.Update(CRM, null))
                        .items()
                        .get(0)
                        .effects()
                        .failedBefore()
                        .code())
                .isEqualTo("start_failed");
    }

    @Test
    void switchedOff_itOnlyLooks() throws InterruptedException {
        rig.publish(skill(CRM, "1.2.4"));
        rig.silentUpdates = false;
        rig.restart();
        begin();
        aDayLater();
        assertThat(rig.parts.agent.lastUpdateCheck().updates()).hasSize(1);
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@1.2.3");
    }

    @Test
    void checkOfManySkills_asksEachSourceOnce() throws InterruptedException {
        agent.look();
        Instant first = rig.parts.agent.lastUpdateCheck().at();
        for (int i = 0; i < 20; i++) {
            SkillId id = new SkillId("net.chingtech.many" + i);
            rig.publish(skill(id, "1.0.0"));
            rig.install(id, null);
        }
        rig.hub.askedForUpdates = 0;
        aDayLater();
        assertThat(rig.hub.askedForUpdates).isEqualTo(1);
        assertThat(rig.parts.agent.lastUpdateCheck().at()).isAfter(first);
    }
}
