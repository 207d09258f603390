package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSettingsView;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.sign.SignedRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Setting a skill up is a change like others: it happens as a whole, or leaves everything as it was. */
class ConfigureTest {

    private static final String PID = FakeSettings.pid(CRM);

    @TempDir(factory = QuickFolder.class)
    Path folder;

    Rig rig;

    @BeforeEach
    void install() throws Exception {
        rig = new Rig(Files.createDirectory(folder.resolve("first")));
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        rig.settings.put(CRM, "2.0.1", "old");
    }

    @Test
    void newSettings_areThereBeforeItStartsAgain() throws Exception {
        long revision = rig.parts.store.state().registry().revision();
        rig.asked.all.clear();
        Task task = configure(Map.of("text", "new", "secret", "s3cret"));

        assertThat(task.state()).as(task.toString()).isEqualTo(Task.State.SUCCEEDED);
        assertThat(task.title()).isEqualTo("Set up Crm");
        assertThat(rig.asked.all)
                .containsExactly(
                        "hold net.chingtech.crm",
                        "retire net.chingtech.crm",
                        "stop net.chingtech.crm@2.0.1",
                        "set settings of net.chingtech.crm@2.0.1",
                        "start net.chingtech.crm@2.0.1",
                        "ask net.chingtech.crm@2.0.1",
                        "ask net.chingtech.crm@2.0.1",
                        "switch to net.chingtech.crm@2.0.1",
                        "let callers of net.chingtech.crm go on");
        assertThat(rig.settings.text(CRM, "2.0.1")).isEqualTo("new");
        assertThat(rig.parts.store.state().registry().revision()).isGreaterThan(revision);
        assertThat(rig.home.backups().toFile().list()).isNullOrEmpty();
    }

    @Test
    void secrets_areNeitherShownNorWrittenDown() throws Exception {
        configure(Map.of("text", "new", "secret", "s3cret"));

        SkillSettingsView view = rig.parts.agent.settings(CRM);
        assertThat(view.values()).isEqualTo(Map.of(PID, Map.of("text", "new")));
        assertThat(view.secretsSet()).isEqualTo(Map.of(PID, List.of("secret")));
        assertThat(view.form().groups()).hasSize(1);
        AuditLog.Entry last = rig.audit.entries.get(rig.audit.entries.size() - 1);
        assertThat(last.action()).isEqualTo("skill_configured");
        assertThat(last.details()).containsEntry("settings", PID + "/secret " + PID + "/text");
        assertThat(rig.audit.entries.toString()).doesNotContain("s3cret");
        assertThat(rig.parts.tasks.newest().toString()).doesNotContain("s3cret");
    }

    @Test
    void auditLog_namesOnlyWhatChanged() throws Exception {
        configure(Map.of("text", "new", "secret", "s3cret"));
        Map<String, Object> secretStays = new HashMap<>();
        secretStays.put("secret", null);
        secretStays.put("text", "newer");
        configure(secretStays);
        assertThat(settingsSaid()).isEqualTo(PID + "/text");
        configure(Map.of("text", "newer", "secret", "an0ther"));
        assertThat(settingsSaid()).isEqualTo(PID + "/secret");
        configure(Map.of("text", "newer"));
        assertThat(settingsSaid()).as("taken away").isEqualTo(PID + "/secret");
        configure(Map.of("text", "newer"));
        assertThat(settingsSaid()).isEmpty();
    }

    private String settingsSaid() {
        AuditLog.Entry last = rig.audit.entries.get(rig.audit.entries.size() - 1);
        assertThat(last.action()).isEqualTo("skill_configured");
        return last.details().get("settings");
    }

    @Test
    void settingsThatNobodyCanRead_areShownAsThat_andCanBeSetAnew() throws Exception {
        Path file = rig.settings.file(CRM, SkillVersion.of("2.0.1"));
        Files.write(file, new byte[0]);

        SkillSettingsView view = rig.parts.agent.settings(CRM);
        assertThat(view.problem().code()).isEqualTo("settings_unreadable");
        assertThat(view.form().groups()).hasSize(1);
        assertThat(view.values()).isEmpty();

        assertThat(configure(Map.of("text", "new")).problem()).isNull();
        assertThat(rig.parts.agent.settings(CRM).problem()).isNull();
        assertThat(rig.settings.text(CRM, "2.0.1")).isEqualTo("new");
    }

    @Test
    void skillThatIsNotWellWithThem_goesOnWithTheOldOnes() {
        Map<String, String> before = rig.picture();
        rig.host.throwsInStart.put(
                "net.chingtech.crm@2.0.1", new Problem(422, "skill_threw", "It threw.", "Look at it."));
        Asked.Told told = rig.asked.before;
        rig.asked.before = what -> {
            if (what.startsWith("put back settings")) {
                rig.host.throwsInStart.clear();
            }
        };
        Task task = configure(Map.of("text", "new"));
        rig.asked.before = told;

        assertThat(task.problem().code()).isEqualTo("skill_threw");
        assertThat(rig.picture()).isEqualTo(before);
        AuditLog.Entry last = rig.audit.entries.get(rig.audit.entries.size() - 1);
        assertThat(last.action()).isEqualTo("skill_configure_failed");
    }

    @Test
    void unhealthyAMomentLater_goesOnWithTheOldOnes() {
        Map<String, String> before = rig.picture();
        rig.asked.before = what -> {
            if (what.startsWith("set settings")) {
                rig.host.askedForHealth.set(0);
            }
            boolean second = what.startsWith("ask ") && rig.host.askedForHealth.get() == 2;
            rig.host.health.put(
                    "net.chingtech.crm@2.0.1",
                    new Health(second ? Health.Status.CRITICAL : Health.Status.OK, List.of("no text")));
        };
        Task task = configure(Map.of("text", "new"));

        assertThat(task.problem().code()).isEqualTo("skill_unhealthy");
        assertThat(rig.picture()).isEqualTo(before);
    }

    @Test
    void whatDoesNotFit_isRefusedBeforeAnythingIsAsked() {
        rig.asked.all.clear();
        Problem problem =
                Rig.refused(() -> rig.parts.agent.configure(CRM, Map.of(PID, Map.of("colour", "red")), "anna"));
        assertThat(problem.code()).isEqualTo("settings_invalid");
        assertThat(problem.more()).singleElement().asString().contains("colour");
        assertThat(rig.asked.all).isEmpty();
        assertThat(Rig.refused(() -> rig.parts.agent.configure(Skills.NOTES, Map.of(), "anna"))
                        .code())
                .isEqualTo("not_installed");
    }

    @Test
    void revokedSkill_isNotStartedByItsSettings() throws Exception {
        SignedRelease bad = rig.publish(skill(ACCOUNTING, "1.2.0"));
        rig.install(ACCOUNTING, null);
        rig.hub.revoked.put(bad.statement().artifact().sha256(), new Revoked("It steals.", rig.clock.instant()));
        rig.parts.poll.poll();
        rig.asked.all.clear();

        assertThat(refused(ACCOUNTING).code()).isEqualTo("release_revoked");
        assertThat(rig.asked.all).isEmpty();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
    }

    @Test
    void skillThatSomebodyGrantedMore_isNotStartedByItsSettings_norSettled() throws Exception {
        rig.publish(skill(ACCOUNTING, "1.2.0").json("permissions", List.of("db:read:crm")));
        rig.install(ACCOUNTING, null);
        String registry = Files.readString(rig.home.registry());
        Files.writeString(
                rig.home.registry(), registry.replace("\"db:read:crm\" ]", "\"db:read:crm\", \"network:outbound\" ]"));
        rig.restart();

        assertThat(refused(ACCOUNTING).code()).isEqualTo("lock_changed");
        assertThat(rig.host.events).doesNotContain("start net.chingtech.accounting@1.2.0");
        assertThat(rig.parts.store.disputes()).containsKey(ACCOUNTING);
    }

    @Test
    void killedAnywhere_hasTheOldOnesOrTheNew() {
        new Kills(folder, rig)
                .everywhereIn(() ->
                        assertThat(configure(Map.of("text", "new")).state()).isEqualTo(Task.State.SUCCEEDED));
    }

    @Test
    void update_takesTheSettingsAlong_andARollbackGoesBackToThoseOfBefore() throws Exception {
        rig.publish(skill(CRM, "2.1.0"));
        rig.update(CRM, null);
        assertThat(rig.settings.text(CRM, "2.1.0")).isEqualTo("old");
        configure(Map.of("text", "of 2.1.0"));
        rig.succeed(new Change.Rollback(CRM, null));
        assertThat(rig.settings.text(CRM, "2.0.1")).isEqualTo("old");
        assertThat(rig.parts.agent.settings(CRM).values()).isEqualTo(Map.of(PID, Map.of("text", "old")));
        rig.succeed(new Change.Rollback(CRM, null));
        assertThat(rig.settings.text(CRM, "2.1.0")).isEqualTo("of 2.1.0");
    }

    @Test
    void uninstalled_settingsStayWithTheData_andComeBackWithTheNextVersion() throws Exception {
        Files.writeString(rig.home.data().resolve("net.chingtech.crm/people"), "1");
        rig.succeed(new Change.Uninstall(CRM, false));
        rig.publish(skill(CRM, "2.1.0"));
        rig.install(CRM, null);
        assertThat(rig.settings.text(CRM, "2.1.0")).isEqualTo("old");
        rig.succeed(new Change.Uninstall(CRM, true));
        assertThat(rig.settings.values(CRM, SkillVersion.of("2.0.1"))).isEmpty();
        assertThat(rig.settings.values(CRM, SkillVersion.of("2.1.0"))).isEmpty();
    }

    private Problem refused(SkillId id) {
        return Rig.refused(
                () -> rig.parts.agent.configure(id, Map.of(FakeSettings.pid(id), Map.of("text", "new")), "anna"));
    }

    private Task configure(Map<String, Object> values) {
        try {
            return rig.await(rig.parts.agent.configure(CRM, Map.of(PID, values), "anna"));
        } catch (ProvisioningException e) {
            throw new AssertionError("not begun: " + e.problem() + e.problem().more(), e);
        }
    }
}
