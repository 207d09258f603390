package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.CallTally;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole road: install with a dependency, update, roll back, uninstall. */
class RoadTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void publish() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1").json("permissions", List.of("db:read:crm")));
        for (String version : List.of("1.2.0", "1.3.0")) {
            rig.publish(skill(ACCOUNTING, version, "net.chingtech.crm", "^2.0.0")
                    .json("permissions", List.of("db:read:sales", "skill:call:net.chingtech.crm"))
                    .json("release_notes", "notes of " + version));
        }
    }

    @Test
    void skillWithADependency_bothAreInstalledDependencyFirst() {
        Plan plan = rig.plan(new Change.Install(ACCOUNTING, SkillVersion.of("1.2.0")));

        assertThat(plan.items()).extracting(Plan.Item::id).containsExactly(CRM, ACCOUNTING);
        assertThat(plan.items().get(0).requestedBy()).isEqualTo(ACCOUNTING);
        assertThat(plan.downloadBytes()).isPositive();
        Task task = rig.carryOut(Rig.yes(plan));

        assertThat(task.state()).as(task.toString()).isEqualTo(Task.State.SUCCEEDED);
        assertThat(task.percent()).isEqualTo(100);
        assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.2.0", "net.chingtech.crm@2.0.1");
        assertThat(rig.parts.agent.installed())
                .extracting(InstalledSkill::status)
                .containsOnly(InstalledSkill.Status.ACTIVE);
        assertThat(rig.home.staging()).isEmptyDirectory();
        assertThat(rig.home.installed().resolve("net.chingtech.crm_2.0.1"))
                .isDirectoryContaining("glob:**/artifact.jar")
                .isDirectoryContaining("glob:**/manifest.json")
                .isDirectoryContaining("glob:**/statement.json");
        assertThat(rig.host.running).allMatch(one -> !one.grants.permissions().isEmpty());
    }

    @Test
    void consent_saysWhatIsReachedThroughTheOtherSkill() {
        Plan plan = rig.plan(new Change.Install(ACCOUNTING, null));

        Plan.Asked call = plan.items().get(1).permissions().get(1);
        assertThat(call.permission().name()).isEqualTo("skill:call:net.chingtech.crm");
        assertThat(call.reach()).containsExactly("through Crm: read crm data");
    }

    @Test
    void updateThenRollback_needsNoDownloadToGoBack() throws Exception {
        rig.install(ACCOUNTING, "1.2.0");
        assertThat(rig.parts.agent.installed(ACCOUNTING).updatedAt()).isNull();
        rig.router.tallies.put(
                ACCOUNTING, new CallTally(7, 2, 1, new CallTally.LastError("late", rig.clock.instant())));
        assertThat(rig.parts.agent.installed(ACCOUNTING).calls())
                .isEqualTo(new InstalledSkill.Calls(7, 2, 1, "late", rig.clock.instant()));
        assertThat(rig.parts.agent.checkForUpdates().updates())
                .singleElement()
                .satisfies(update -> assertThat(update.latestVersion()).hasToString("1.3.0"));

        rig.update(ACCOUNTING, null);
        assertThat(rig.answering()).contains("net.chingtech.accounting@1.3.0");
        assertThat(rig.parts.agent.lastUpdateCheck().updates()).isEmpty();
        assertThat(rig.parts.agent.installed(ACCOUNTING).previousVersion()).hasToString("1.2.0");
        assertThat(rig.parts.agent.installed(ACCOUNTING).updatedAt()).isEqualTo(rig.clock.instant());
        int fetched = rig.hub.fetched;
        rig.hub.down = true;

        rig.succeed(new Change.Rollback(ACCOUNTING, null));
        assertThat(rig.answering()).contains("net.chingtech.accounting@1.2.0");
        assertThat(rig.hub.fetched).isEqualTo(fetched);
        assertThat(rig.parts.agent.installed(ACCOUNTING).previousVersion()).hasToString("1.3.0");

        rig.succeed(new Change.Rollback(ACCOUNTING, null));
        assertThat(rig.answering()).contains("net.chingtech.accounting@1.3.0");
        assertThat(rig.hub.fetched).isEqualTo(fetched);
    }

    @Test
    void updatedSkill_newStartsBeforeOldStops() {
        rig.install(ACCOUNTING, "1.2.0");
        rig.host.events.clear();
        rig.update(ACCOUNTING, null);

        assertThat(rig.host.events)
                .containsExactly("start net.chingtech.accounting@1.3.0", "stop net.chingtech.accounting@1.2.0");
    }

    @Test
    void skillWithData_oldStopsBeforeNewStarts() throws Exception {
        rig.install(ACCOUNTING, "1.2.0");
        Files.writeString(rig.home.data().resolve("net.chingtech.accounting/ledger"), "1");
        rig.host.events.clear();

        assertThat(rig.plan(new Change.Update(ACCOUNTING, null)).items())
                .singleElement()
                .matches(Plan.Item::callersWait);
        rig.update(ACCOUNTING, null);

        assertThat(rig.host.events)
                .containsExactly("stop net.chingtech.accounting@1.2.0", "start net.chingtech.accounting@1.3.0");
    }

    @Test
    void uninstalled_filesAreGoneAndDataIsKept() throws Exception {
        rig.install(ACCOUNTING, "1.2.0");
        Path data = rig.home.data().resolve("net.chingtech.accounting");
        Files.writeString(data.resolve("ledger"), "1");
        rig.succeed(new Change.Uninstall(ACCOUNTING, false));

        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
        assertThat(rig.home.installed().resolve("net.chingtech.accounting_1.2.0"))
                .doesNotExist();
        assertThat(data.resolve("ledger")).exists();
        assertThat(Files.readString(rig.home.registry())).contains("data_kept_until");
        assertThat(Files.readString(rig.home.lockFile())).doesNotContain("accounting");
    }

    @Test
    void uninstalled_ownTablesAreKept_asDataIs() throws Exception {
        rig.install(CRM, null);
        rig.environment.write(CRM, "a row");
        rig.succeed(new Change.Uninstall(CRM, false));

        assertThat(rig.environment.rows(CRM)).containsExactly("a row");
        assertThat(Files.readString(rig.home.registry())).contains("data_kept_until");
    }

    @Test
    void purged_dataIsGone() throws Exception {
        rig.install(CRM, null);
        Files.writeString(rig.home.data().resolve("net.chingtech.crm/people"), "1");
        rig.environment.set(CRM, "API_KEY", "secret");
        rig.environment.write(CRM, "a row");
        rig.succeed(new Change.Uninstall(CRM, true));

        assertThat(rig.environment.names(CRM)).isEmpty();
        assertThat(rig.environment.hasTables(CRM)).isFalse();

        assertThat(rig.home.data().resolve("net.chingtech.crm")).doesNotExist();
        assertThat(Files.readString(rig.home.registry())).doesNotContain("data_kept_until");
    }

    @Test
    void installedAgain_comesFromTheCache() {
        rig.install(CRM, null);
        rig.succeed(new Change.Uninstall(CRM, false));
        int fetched = rig.hub.fetched;

        assertThat(rig.plan(new Change.Install(CRM, null)).downloadBytes()).isZero();
        rig.install(CRM, null);
        assertThat(rig.hub.fetched).isEqualTo(fetched);
    }

    @Test
    void everyChange_isWrittenDown() {
        rig.install(CRM, null);
        rig.succeed(new Change.Uninstall(CRM, false));

        assertThat(rig.audit.entries)
                .extracting(AuditLog.Entry::action)
                .containsExactly("skill_installed", "skill_uninstalled");
        assertThat(rig.audit.entries.get(0).subject()).isEqualTo("net.chingtech.crm@2.0.1");
        assertThat(rig.audit.entries.get(0).details())
                .containsEntry("result", "succeeded")
                .containsEntry("permissions", "db:read:crm")
                .containsKeys("sha256", "key_id", "source", "task");
    }
}
