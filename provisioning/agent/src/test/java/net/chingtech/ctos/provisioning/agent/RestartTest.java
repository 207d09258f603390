package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.store.Registry;
import net.chingtech.ctos.provisioning.agent.task.RunningTask;
import net.chingtech.ctos.provisioning.agent.transaction.Step;
import net.chingtech.ctos.provisioning.agent.transaction.Steps;
import net.chingtech.ctos.provisioning.agent.transaction.TransactionContext;
import net.chingtech.ctos.runtime.Health;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new start makes of what it finds. */
class RestartTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void publish() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1").json("permissions", List.of("db:read:crm")));
        rig.publish(skill(ACCOUNTING, "1.2.0", CRM.value(), "^2.0.0"));
    }

    @Test
    void secondStart_findsEverythingAsItWas() throws Exception {
        rig.install(ACCOUNTING, null);
        Map<String, String> before = rig.picture();
        rig.hub.down = true;
        rig.restart();

        assertThat(rig.picture()).isEqualTo(before);
        assertThat(rig.host.events)
                .containsExactly("start net.chingtech.crm@2.0.1", "start net.chingtech.accounting@1.2.0");
    }

    @Test
    void killedAtAnyStep_startsWithTheOldOrTheNew() throws Exception {
        rig.install(CRM, null);
        rig.publish(skill(CRM, "2.1.0"));
        Planned planned = rig.parts.planner.plan(new Change.Update(CRM, null));
        int steps = Steps.of(planned, Rig.yes(planned.plan()), rig.parts.world).size();
        Registry old = rig.parts.store.state().registry();
        for (int at = 0; at <= steps; at++) {
            // The process ends before step number 'at': nothing is undone, nothing is cleared away.
            Planned again = rig.parts.planner.plan(new Change.Update(CRM, null));
            List<Step> real = Steps.of(again, Rig.yes(again.plan()), rig.parts.world);
            RunningTask task = rig.parts.tasks.begin("test", null, "Test", "admin");
            for (Step step : real.subList(0, at)) {
                step.execute(new TransactionContext(task, rig.home.staging().resolve("killed"), (part, of) -> {}));
            }
            rig.restart();

            boolean committed = rig.parts.store.state().registry().revision() != old.revision();
            String version = committed ? "2.1.0" : "2.0.1";
            assertThat(rig.answering()).as("killed before step " + at).containsExactly("net.chingtech.crm@" + version);
            assertThat(rig.home.staging().toFile().list()).isNullOrEmpty();
            assertThat(rig.home.installed().toFile().list())
                    .containsExactlyInAnyOrder(
                            committed
                                    ? new String[] {"net.chingtech.crm_2.0.1", "net.chingtech.crm_2.1.0"}
                                    : new String[] {"net.chingtech.crm_2.0.1"});
            if (committed) {
                return;
            }
        }
        throw new AssertionError("the change was never committed");
    }

    @Test
    void leftovers_areCleared() throws Exception {
        rig.install(CRM, null);
        Files.createDirectories(rig.home.staging().resolve("dead/half"));
        Files.createDirectories(rig.home.installed().resolve("net.chingtech.crm_9.0.0"));
        rig.restart();
        assertThat(rig.home.staging()).isEmptyDirectory();
        assertThat(rig.home.installed().toFile().list()).containsExactly("net.chingtech.crm_2.0.1");
    }

    @Test
    void skillThatFails_isMarkedAndStopsNobodyElse() {
        rig.install(ACCOUNTING, null);
        rig.host.throwsInStart.put(
                "net.chingtech.crm@2.0.1", new Problem(422, "skill_threw", "It threw.", "Tell its publisher."));
        rig.restart();

        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.2.0");
        InstalledSkill failed = rig.parts.agent.installed().get(1);
        assertThat(failed.status()).isEqualTo(InstalledSkill.Status.FAILED);
        assertThat(failed.problem().code()).isEqualTo("skill_threw");
    }

    @Test
    void artifactChangedOnDisk_isNotStarted() throws Exception {
        rig.install(CRM, null);
        Path artifact = rig.home.installed().resolve("net.chingtech.crm_2.0.1/artifact.jar");
        Files.delete(artifact);
        Files.writeString(artifact, "something else");
        rig.restart();

        assertThat(rig.answering()).isEmpty();
        assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("digest_mismatch");
        rig.succeed(new Change.Uninstall(CRM, false));
        rig.install(CRM, null);
        assertThat(rig.answering()).hasSize(1);
    }

    @Test
    void lockFileThatIsAhead_isMadeAgainFromTheRegistry() throws Exception {
        rig.install(CRM, null);
        String right = Files.readString(rig.home.lockFile());
        Files.writeString(rig.home.lockFile(), right.replace("2.0.1", "2.1.0"));
        rig.restart();
        assertThat(rig.home.lockFile()).hasContent(right);
    }

    @Test
    void registryOfANewerFormat_refusedAndLeftAlone() throws Exception {
        rig.install(CRM, null);
        String newer = Files.readString(rig.home.registry()).replace("\"format\" : 1", "\"format\" : 2");
        Files.writeString(rig.home.registry(), newer);
        assertThat(refused(rig::open).code()).isEqualTo("registry_newer");
        assertThat(rig.home.registry()).hasContent(newer);
        assertThat(rig.home.installed().resolve("net.chingtech.crm_2.0.1")).exists();
    }

    @Test
    void registryThatCannotBeRead_refusedAndLeftAlone() throws Exception {
        rig.install(CRM, null);
        Files.writeString(rig.home.registry(), "{ \"format\": 1, \"skills\": [");
        Problem problem = refused(rig::open);
        assertThat(problem.code()).isEqualTo("registry_unreadable");
        assertThat(problem.detail()).contains("registry.json");
        assertThat(rig.home.installed().resolve("net.chingtech.crm_2.0.1")).exists();
    }

    @Test
    void keptDataWhoseTimeIsOver_isRemoved() throws Exception {
        rig.install(CRM, null);
        Path data = rig.home.data().resolve(CRM.value());
        Files.writeString(data.resolve("people"), "1");
        rig.environment.set(CRM, "API_KEY", "secret");
        rig.succeed(new Change.Uninstall(CRM, false));
        rig.clock.pass(Duration.ofDays(29));
        rig.restart();
        assertThat(data).exists();
        assertThat(rig.environment.names(CRM)).containsExactly("API_KEY");
        rig.clock.pass(Duration.ofDays(2));
        rig.restart();
        assertThat(data).doesNotExist();
        assertThat(rig.parts.store.state().registry().keptData()).isEmpty();
        assertThat(rig.environment.names(CRM)).isEmpty();
    }

    @Test
    void rollbackAfterARestart_works() {
        rig.install(CRM, null);
        rig.publish(skill(CRM, "2.1.0"));
        rig.update(CRM, null);
        rig.restart();
        rig.succeed(new Change.Rollback(CRM, null));
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
    }

    @Test
    void healthThatTurnsBad_isSeen() throws Exception {
        rig.install(CRM, null);
        rig.host.health.put("net.chingtech.crm@2.0.1", new Health(Health.Status.CRITICAL, List.of("no database")));
        rig.parts.starter.refreshHealth(rig.parts.store.state().registry());
        InstalledSkill skill = rig.parts.agent.installed(CRM);
        assertThat(skill.status()).isEqualTo(InstalledSkill.Status.UNHEALTHY);
        assertThat(skill.problem().more()).containsExactly("no database");
    }
}
