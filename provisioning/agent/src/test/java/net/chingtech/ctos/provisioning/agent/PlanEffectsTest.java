package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says beyond the release: data, migrations, reach, who waits, what restarts, the way back. */
class PlanEffectsTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "1.0.0").json("permissions", List.of("db:read:crm")));
        rig.install(CRM, null);
    }

    private Plan.Item update(SkillId id) {
        List<Plan.Item> items = rig.plan(new Change.Update(id, null)).items();
        return items.get(items.size() - 1);
    }

    private Path data(String name) throws IOException {
        Path folder = Files.createDirectories(rig.home.data().resolve(CRM.value()));
        return Files.writeString(folder.resolve(name), "kept");
    }

    private static TestSkill migrating(TestSkill skill) {
        return skill.json(
                        "migrations",
                        List.of(
                                Map.of("from", "<1.1.0", "script", "migrations/1.1.0.sql"),
                                Map.of("from", "<1.2.0", "service", "totals"),
                                Map.of("from", "<0.5.0", "script", "migrations/0.5.0.sql")))
                .file("migrations/1.1.0.sql", "select 1")
                .file("migrations/0.5.0.sql", "select 1");
    }

    @Test
    void whatRestarts_isExactlyWhatChanges() {
        rig.publish(skill(ACCOUNTING, "1.0.0", CRM.value(), "^1.0.0"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(CRM, "1.0.1").json("permissions", List.of("db:read:crm")));
        Plan plan = rig.plan(new Change.Update(CRM, null));
        assertThat(plan.restarts()).containsExactly(CRM);
        rig.host.events.clear();
        rig.carryOut(Rig.yes(plan));
        assertThat(rig.host.events)
                .isNotEmpty()
                .allMatch(event -> event.contains(CRM.value()), "only " + plan.restarts());
    }

    @Test
    void whatComesOrGoes_doesNotRestart() {
        rig.publish(skill(ACCOUNTING, "1.0.0", CRM.value(), "^1.0.0"));
        assertThat(rig.plan(new Change.Install(ACCOUNTING, null)).restarts()).isEmpty();
        rig.install(ACCOUNTING, null);
        assertThat(rig.plan(new Change.Uninstall(ACCOUNTING, false)).restarts()).isEmpty();
        assertThat(rig.plan(new Change.Restart(ACCOUNTING, null)).restarts()).containsExactly(ACCOUNTING);
    }

    @Test
    void reachThatIsGainedAndLost_isSaid_aNewNameIsNot() {
        rig.publish(skill(ACCOUNTING, "1.0.0", CRM.value(), "*"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(ACCOUNTING, "1.0.1", CRM.value(), "*").json("permissions", List.of("skill:call:" + CRM)));
        assertThat(update(ACCOUNTING).effects().reachGained()).containsExactly("through Crm: read crm data");
        assertThat(rig.plan(new Change.Update(ACCOUNTING, null)).summary().get(0))
                .contains("it reaches more than today: through Crm: read crm data");
        rig.update(ACCOUNTING, null);
        rig.publish(
                skill(CRM, "1.0.1").json("permissions", List.of("db:read:crm")).json("name", "Customers"));
        rig.update(CRM, null);
        rig.publish(skill(ACCOUNTING, "1.0.2", CRM.value(), "*").json("permissions", List.of("skill:call:" + CRM)));
        assertThat(update(ACCOUNTING).effects().reachGained()).isEmpty();
        rig.publish(skill(ACCOUNTING, "1.0.3", CRM.value(), "*"));
        assertThat(update(ACCOUNTING).effects().reachLost()).containsExactly("through Customers: read crm data");
        assertThat(rig.plan(new Change.Uninstall(ACCOUNTING, false))
                        .items()
                        .get(0)
                        .effects()
                        .reachLost())
                .containsExactly("through Customers: read crm data");
    }

    @Test
    void reachThroughWhatComesWithIt_isSaid() {
        rig.publish(
                skill(ACCOUNTING, "1.0.0", CRM.value(), "~1.0.0").json("permissions", List.of("skill:call:" + CRM)));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(CRM, "1.1.0").json("permissions", List.of("db:read:crm", "db:write:crm")));
        rig.publish(
                skill(ACCOUNTING, "1.0.1", CRM.value(), "~1.1.0").json("permissions", List.of("skill:call:" + CRM)));
        assertThat(update(ACCOUNTING).effects().reachGained()).containsExactly("through Crm: change crm data");
    }

    @Test
    void migrationsThatApply_areSaidInOrder_andMakeCallersWait() throws IOException {
        data("file");
        rig.publish(migrating(skill(CRM, "1.2.0")
                .json("permissions", List.of("db:read:crm", "db:own"))
                .json("side_by_side", true)));
        Plan.Item item = update(CRM);
        assertThat(item.effects().migrations())
                .containsExactly(
                        "its own tables go through migrations/1.1.0.sql",
                        "its data is brought forward by its step \"totals\"");
        assertThat(item.callersWait()).isTrue();
        assertThat(item.effects().data()).contains("brought forward");
        assertThat(item.effects().wayBack())
                .isEqualTo("./ctos rollback net.chingtech.crm goes back to 1.0.0, and puts its data of before back.");
    }

    @Test
    void callersWait_whenThereIsDataAndNoSideBySide() throws IOException {
        rig.publish(skill(CRM, "1.0.1"));
        assertThat(update(CRM).callersWait()).as("no data").isFalse();
        assertThat(update(CRM).effects().data()).isEmpty();
        data("file");
        assertThat(update(CRM).callersWait()).as("data").isTrue();
        assertThat(update(CRM).effects().backupBytes()).isEqualTo(4);
        assertThat(update(CRM).effects().data()).isEqualTo("Its data stays; a copy is kept for the way back.");
        rig.publish(skill(CRM, "1.0.2").json("side_by_side", true));
        assertThat(update(CRM).callersWait()).as("side by side").isFalse();
        assertThat(rig.plan(new Change.Restart(CRM, null)).items().get(0).callersWait())
                .isTrue();
        assertThat(rig.plan(new Change.Uninstall(CRM, false)).items().get(0).callersWait())
                .isFalse();
    }

    @Test
    void callersWait_whenTheSkillMayRunPrograms_orMightBeAllowedTo() {
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.publish(skill(ACCOUNTING, "1.0.0").json("optional_permissions", List.of("process:exec:sh")));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(ACCOUNTING, "1.0.1").json("side_by_side", true));
        assertThat(update(ACCOUNTING).callersWait())
                .as("nothing is copied beside a program")
                .isTrue();
        rig.update(ACCOUNTING, null);
        rig.publish(skill(ACCOUNTING, "1.0.2").json("side_by_side", true));
        assertThat(update(ACCOUNTING).callersWait())
                .as("what a program of an earlier version left may still lie there")
                .isTrue();
    }

    @Test
    void callersWait_whenThereAreTables() throws Exception {
        rig.environment.write(CRM, "a row");
        rig.publish(skill(CRM, "1.0.1"));
        assertThat(update(CRM).callersWait()).isTrue();
    }

    @Test
    void callersWait_whenTheOldVersionCannotGoOnBesideWhatChangesWithIt() {
        rig.publish(skill(ACCOUNTING, "1.0.0", CRM.value(), "^1.0.0"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(CRM, "2.0.0"));
        rig.publish(skill(ACCOUNTING, "2.0.0", CRM.value(), "^2.0.0"));
        Plan plan = rig.plan(new Change.Update(CRM, null));
        assertThat(plan.items()).extracting(Plan.Item::id).containsExactly(CRM, ACCOUNTING);
        assertThat(plan.items()).extracting(Plan.Item::callersWait).containsExactly(false, true);
    }

    @Test
    void goingBack_saysWhatItDoes() throws IOException {
        rig.publish(skill(CRM, "1.0.1"));
        rig.update(CRM, null);
        data("file");
        Plan.Effects effects =
                rig.plan(new Change.Rollback(CRM, null)).items().get(0).effects();
        assertThat(effects.data()).isNotBlank();
        assertThat(effects.wayBack()).contains("./ctos rollback net.chingtech.crm --version 1.0.1");
    }

    @Test
    void removal_saysWhatBecomesOfTheData() throws IOException {
        data("file");
        assertThat(rig.plan(new Change.Uninstall(CRM, false))
                        .items()
                        .get(0)
                        .effects()
                        .data())
                .isEqualTo("Its data is kept for 30 days.");
        Plan.Effects purged =
                rig.plan(new Change.Uninstall(CRM, true)).items().get(0).effects();
        assertThat(purged.data()).isEqualTo("Its data is deleted.");
        assertThat(purged.wayBack()).contains("gone for good");
        rig.succeed(new Change.Uninstall(CRM, false));
        assertThat(rig.plan(new Change.Install(CRM, null))
                        .items()
                        .get(0)
                        .effects()
                        .data())
                .contains("was kept when it was uninstalled");
    }

    @Test
    void dataThatIsTooLargeToCopy_isSaidBeforeAnythingIsTouched() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(data("large").toFile(), "rw")) {
            file.setLength(3L << 30);
        }
        rig.publish(skill(CRM, "1.0.1"));
        Problem problem = rig.refused(new Change.Update(CRM, null));
        assertThat(problem.code()).isEqualTo("backup_too_large");
        assertThat(problem.detail()).contains("3072");
        assertThat(problem.nextStep()).contains("--largest-copy");
        assertThat(rig.plan(new Change.Restart(CRM, null))
                        .items()
                        .get(0)
                        .effects()
                        .backupBytes())
                .as("a restart copies nothing")
                .isZero();
    }

    @Test
    void dataThatGrowsWhileSomebodyReads_doesNotChangeThePlan() throws IOException {
        Path file = data("file");
        rig.publish(skill(CRM, "1.0.1"));
        Plan plan = rig.plan(new Change.Update(CRM, SkillVersion.of("1.0.1")));
        Files.writeString(file, "kept and grown");
        assertThat(rig.carryOut(Rig.yes(plan)).problem()).isNull();
    }

    @Test
    void whatIsNoUpdate_isNeverDoneByItself() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        assertThat(rig.plan(new Change.Install(ACCOUNTING, null)).notSilent().code())
                .isEqualTo("not_an_update");
        assertThat(rig.plan(new Change.Restart(CRM, null)).notSilent().code()).isEqualTo("not_an_update");
    }
}
