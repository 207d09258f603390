package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.runtime.Health;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new start makes of what it finds. */
class RestartTest {

    private static final SkillId ORDERS = new SkillId("net.chingtech.orders");

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
    void skillThatFails_isTold_untilSomebodyHasReadIt() throws Exception {
        rig.install(CRM, null);
        rig.host.throwsInStart.put(
                "net.chingtech.crm@2.0.1",
                new Problem(409, "start_timeout", "It took longer than 10000 ms.", "Tell its publisher."));
        rig.restart();
        rig.restart();

        Alert alert = onlyAlert();
        assertThat(alert.level()).isEqualTo(Alert.Level.DANGER);
        assertThat(alert.skill()).isEqualTo(CRM);
        assertThat(alert.problem().code()).isEqualTo("skill_off");
        assertThat(alert.problem().detail())
                .isEqualTo("Crm did not come up with the container, and stays off; its data and settings are kept."
                        + " It took longer than 10000 ms.");
        assertThat(alert.problem().nextStep())
                .isEqualTo("Tell its publisher. ./ctos restart net.chingtech.crm tries it again.");
        assertThat(rig.audit.entries.get(rig.audit.entries.size() - 1).action()).isEqualTo("skill_off");

        rig.parts.alerts.acknowledge(alert.id(), "anna");
        rig.restart();
        assertThat(rig.parts.alerts.all()).hasSize(2);
    }

    @Test
    void skillThatNobodyForesawToFail_isTold() throws Exception {
        rig.install(CRM, null);
        rig.host.inStart = () -> {
            throw new IllegalStateException("no luck");
        };
        rig.restart();
        assertThat(onlyAlert().problem().detail()).contains("no luck");
        assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("internal_error");
    }

    @Test
    void skillThatFailsBecauseTheContainerEnds_isNotTold() {
        rig.install(CRM, null);
        rig.host.throwsInStart.put(
                "net.chingtech.crm@2.0.1", new Problem(409, "process_killed", "Its process ended.", "Look."));
        rig.host.inStart = () -> rig.parts.starter.ending();
        rig.restart();
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.parts.alerts.all()).isEmpty();
    }

    private Alert onlyAlert() {
        assertThat(rig.parts.alerts.all()).hasSize(1);
        return rig.parts.alerts.all().get(0);
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
    void registryOfANewerFormat_refusedAndLeftAlone() throws Exception {
        rig.install(CRM, null);
        String newer = Files.readString(rig.home.registry()).replace("\"format\" : 2", "\"format\" : 3");
        Files.writeString(rig.home.registry(), newer);
        assertThat(refused(rig::open).code()).isEqualTo("registry_newer");
        assertThat(rig.home.registry()).hasContent(newer);
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
    void keptDataThatCannotBeRemoved_keepsNobodyFromStarting_andIsTriedAgain() throws Exception {
        rig.install(ACCOUNTING, null);
        for (SkillId gone : List.of(ACCOUNTING, CRM)) {
            Files.writeString(rig.home.data().resolve(gone.value() + "/people"), "1");
            rig.succeed(new Change.Uninstall(gone, false));
        }
        rig.publish(skill(ORDERS, "1.0.0"));
        rig.install(ORDERS, null);
        rig.clock.pass(Duration.ofDays(31));
        rig.asked.before = what -> {
            if (what.equals("purge " + ACCOUNTING)) {
                throw new UncheckedIOException(new IOException("the database does not answer"));
            }
        };
        rig.restart();
        assertThat(rig.answering()).containsExactly(ORDERS + "@1.0.0");
        assertThat(rig.home.data().resolve(CRM.value())).doesNotExist();
        assertThat(rig.parts.store.state().registry().keptData())
                .singleElement()
                .satisfies(kept -> assertThat(kept.id()).isEqualTo(ACCOUNTING));
        assertThat(rig.parts.agent.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.problem().code()).isEqualTo("leftovers_remain"));

        rig.asked.before = what -> {};
        rig.restart();
        assertThat(rig.home.data().resolve(ACCOUNTING.value())).doesNotExist();
        assertThat(rig.parts.store.state().registry().keptData()).isEmpty();
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
