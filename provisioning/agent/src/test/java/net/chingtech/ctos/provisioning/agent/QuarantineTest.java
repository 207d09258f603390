package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.sign.SignedRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What its source revokes is stopped, stays stopped, and is told; nothing else is touched. */
class QuarantineTest {

    @TempDir
    Path folder;

    Rig rig;
    SignedRelease crm;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        crm = rig.publish(skill(CRM, "2.0.1").json("permissions", List.of("db:read:crm")));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "^2.0.0"));
        rig.install(ACCOUNTING, null);
        rig.audit.entries.clear();
    }

    @Test
    void revokedSkill_isStoppedAndTold_andKeepsWhatItHas() throws Exception {
        Path data = rig.home.data().resolve(CRM.value()).resolve("people");
        Files.writeString(data, "1");
        revoke(crm, "It steals passwords.");
        rig.parts.poll.poll();

        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.2.0");
        assertThat(rig.host.running).hasSize(1);
        InstalledSkill stopped = rig.parts.agent.installed(CRM);
        assertThat(stopped.status()).isEqualTo(Status.QUARANTINED);
        assertThat(stopped.problem().code()).isEqualTo("release_revoked");
        assertThat(stopped.problem().detail()).contains("Crm 2.0.1", "skillhub:test", "It steals passwords.");
        assertThat(stopped.problem().nextStep()).contains("--revoked");
        assertThat(data).hasContent("1");
        assertThat(rig.home.installed().resolve("net.chingtech.crm_2.0.1/artifact.jar"))
                .exists();
        assertThat(rig.parts.agent.installed(ACCOUNTING).status()).isEqualTo(Status.ACTIVE);

        Alert alert = onlyAlert();
        assertThat(alert.level()).isEqualTo(Alert.Level.DANGER);
        assertThat(alert.skill()).isEqualTo(CRM);
        assertThat(alert.problem()).isEqualTo(stopped.problem());
        assertThat(rig.audit.acts()).containsExactly("skill_quarantined net.chingtech.crm@2.0.1");
        assertThat(rig.audit.entries.get(0).details())
                .containsEntry("reason", "It steals passwords.")
                .containsEntry("revoked_by", "skillhub:test")
                .containsEntry("sha256", crm.statement().artifact().sha256());
    }

    @Test
    void polledAgain_nothingMoreHappens() throws Exception {
        revoke(crm, "bad");
        rig.parts.poll.poll();
        long revision = rig.parts.store.state().registry().revision();
        rig.parts.agent.acknowledge(onlyAlert().id(), "admin");
        rig.parts.poll.poll();
        rig.restart().parts.poll.poll();
        assertThat(rig.parts.store.state().registry().revision()).isEqualTo(revision);
        assertThat(onlyAlert().readAt()).isNotNull();
        assertThat(rig.audit.acts())
                .containsExactly("skill_quarantined net.chingtech.crm@2.0.1", "alert_read net.chingtech.crm");
    }

    @Test
    void afterARestart_itStaysStopped_alsoWhenNobodyCanBeAsked() throws Exception {
        revoke(crm, "bad");
        rig.parts.poll.poll();
        rig.hub.down = true;
        rig.restart();
        assertThat(rig.host.events).containsExactly("start net.chingtech.accounting@1.2.0");
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.2.0");
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
    }

    @Test
    void revokedWhileItDidNotRun_doesNotRunLater() {
        rig.host.running.clear();
        rig.router.retire(CRM);
        revoke(crm, "bad");
        rig.parts.poll.poll();
        rig.restart();
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.2.0");
    }

    @Test
    void sourceThatNobodyAskedForASkill_hasNoSayInIt() throws Exception {
        FakeSource other = new FakeSource("skillhub:other");
        other.add(crm);
        other.revoked.put(crm.statement().artifact().sha256(), new Revoked("lies", rig.clock.instant()));
        rig.sources.add(other);
        rig.parts.poll.poll();
        assertThat(rig.answering()).hasSize(2);
    }

    @Test
    void killedBeforeItWasTold_isToldAtTheNextStart() throws Exception {
        revoke(crm, "bad");
        rig.parts.poll.poll();
        Files.delete(rig.home.root().resolve("skills/alerts.json"));
        rig.audit.entries.clear();
        rig.restart();
        assertThat(onlyAlert().skill()).isEqualTo(CRM);
        assertThat(rig.audit.acts()).containsExactly("skill_quarantined net.chingtech.crm@2.0.1");
    }

    @Test
    void killedWhileItStops_doesNotRunAtTheNextStart() throws Exception {
        revoke(crm, "bad");
        rig.host.beforeStop = () -> {
            throw new IllegalStateException("the process ends here");
        };
        try {
            rig.parts.poll.poll();
        } catch (IllegalStateException killed) {
            rig.host.beforeStop = () -> {};
        }
        rig.restart();
        assertThat(rig.host.events).containsExactly("start net.chingtech.accounting@1.2.0");
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
    }

    @Test
    void registryThatCannotBeWritten_theSkillIsStoppedAllTheSame() throws Exception {
        revoke(crm, "bad");
        Path blocked = rig.home.registry().resolveSibling("registry.json.new");
        Files.createDirectories(blocked.resolve("in-the-way"));
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.2.0");
        assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("release_revoked");
        assertThat(onlyAlert().problem().more()).anyMatch(line -> line.contains("registry could not be written"));

        Files.delete(blocked.resolve("in-the-way"));
        Files.delete(blocked);
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
    }

    @Test
    void revokedDuringAChange_isStoppedWhenThatEnds() throws Exception {
        rig.publish(skill(ACCOUNTING, "1.3.0", CRM.value(), "^2.0.0"));
        revoke(crm, "bad");
        CountDownLatch polled = new CountDownLatch(1);
        CountDownLatch fetching = new CountDownLatch(1);
        rig.hub.beforeFetch = () -> {
            fetching.countDown();
            await(polled);
        };
        Task update = rig.begin(Rig.yes(rig.plan(new Change.Update(ACCOUNTING, null))));
        await(fetching);
        rig.parts.poll.poll();
        assertThat(rig.answering()).contains("net.chingtech.crm@2.0.1");
        polled.countDown();
        assertThat(rig.await(update).state()).isEqualTo(Task.State.SUCCEEDED);
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.3.0");
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
    }

    @Test
    void revokedWhileAChangeIsLookedAtAndRefused_isStoppedAllTheSame() throws Exception {
        rig.publish(skill(ACCOUNTING, "1.3.0", CRM.value(), "^2.0.0"));
        Plan shown = rig.plan(new Change.Update(ACCOUNTING, null));
        rig.publish(skill(ACCOUNTING, "1.4.0", CRM.value(), "^2.0.0"));
        rig.hub.beforeReleases = () -> {
            revoke(crm, "bad");
            rig.parts.poll.poll();
        };

        assertThat(Rig.refused(() -> rig.parts.agent.carryOut(Rig.yes(shown))).code())
                .isEqualTo("plan_changed");
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.2.0");
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
    }

    @Test
    void updateToAGoodVersion_leavesQuarantine() throws Exception {
        revoke(crm, "bad");
        rig.parts.poll.poll();
        rig.publish(skill(CRM, "2.0.2"));
        rig.update(CRM, null);
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.ACTIVE);
        rig.parts.poll.poll();
        assertThat(rig.answering()).contains("net.chingtech.crm@2.0.2");
        assertThat(entry().quarantined()).isNull();
    }

    @Test
    void rollbackAndUninstall_workInQuarantine() {
        SignedRelease next = rig.publish(skill(CRM, "2.1.0"));
        rig.update(CRM, null);
        revoke(next, "bad");
        rig.parts.poll.poll();
        rig.succeed(new Change.Rollback(CRM, null));
        rig.parts.poll.poll();
        assertThat(rig.answering()).contains("net.chingtech.crm@2.0.1");

        revoke(crm, "bad, too");
        rig.parts.poll.poll();
        rig.succeed(new Change.Uninstall(ACCOUNTING, false));
        rig.succeed(new Change.Uninstall(CRM, false));
        assertThat(rig.parts.agent.installed()).isEmpty();
    }

    @Test
    void updateCheck_asksForRevocationsToo() {
        revoke(crm, "bad");
        rig.parts.agent.checkForUpdates();
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.2.0");
    }

    private void revoke(SignedRelease release, String reason) {
        rig.hub.revoked.put(release.statement().artifact().sha256(), new Revoked(reason, rig.clock.instant()));
    }

    private Entry entry() {
        return rig.parts.store.state().find(CRM).orElseThrow();
    }

    private Alert onlyAlert() {
        assertThat(rig.parts.agent.alerts()).hasSize(1);
        return rig.parts.agent.alerts().get(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
