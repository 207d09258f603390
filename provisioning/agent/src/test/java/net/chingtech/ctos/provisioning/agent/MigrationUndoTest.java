package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.LegacyScene.MIGRATE;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.NEW_TOOLS;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.OTHER;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.TOOLS;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.UNDO;
import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.MigrationReport;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.runtime.Health;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A legacy skill comes back, within 30 days, as it was. */
class MigrationUndoTest {

    private static final SkillId CALLER = new SkillId("net.chingtech.caller");

    @TempDir
    Path folder;

    Rig rig;
    LegacyScene scene;

    @BeforeEach
    void begin() throws Exception {
        rig = new Rig(folder);
        scene = new LegacyScene(rig).ready();
        rig.parts.agent.hold(TOOLS, true, "admin");
    }

    @Test
    void undo_bringsTheLegacySkillBackAsItWas_andTheFollowerGoes() throws Exception {
        Entry before = rig.parts.store.state().find(TOOLS).orElseThrow();
        rig.succeed(MIGRATE);
        rig.clock.pass(Duration.ofDays(29));
        rig.restart();
        Plan plan = rig.plan(UNDO);
        assertThat(plan.items()).extracting(Plan.Item::id).containsExactly(TOOLS, NEW_TOOLS);
        assertThat(plan.items().get(0).gained()).isEmpty();
        assertThat(plan.items().get(1).effects().data()).contains("30 days");
        assertThat(rig.carryOut(Rig.yes(plan)).problem()).isNull();

        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
        Entry after = rig.parts.store.state().find(TOOLS).orElseThrow();
        assertThat(after.current()).isEqualTo(before.current());
        assertThat(after.held()).isTrue();
        assertThat(after.source()).isEqualTo(before.source());
        assertThat(rig.environment.value(TOOLS, "API_KEY")).contains("s3cret");
        assertThat(scene.data(TOOLS).resolve("notes/a.txt")).hasContent("first note");
        assertThat(rig.parts.agent.migration().done()).isEmpty();
        assertThat(rig.audit.entries)
                .anyMatch(entry -> entry.action().equals("migration_undone")
                        && entry.subject().equals(TOOLS.value()));
        assertThat(rig.hub.fetched).as("downloads").isEqualTo(1);
        rig.restart();
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void undo_byTheFollowersId_doesTheSame() {
        rig.succeed(MIGRATE);
        rig.succeed(new Change.UndoMigration(NEW_TOOLS));
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void undone_itCanBeMigratedAgain() {
        rig.succeed(MIGRATE);
        rig.succeed(UNDO);
        rig.succeed(MIGRATE);
        assertThat(rig.answering()).containsExactly(NEW_TOOLS + "@2.0.0");
    }

    /** Migrated and undone; the follower has used what it was given meanwhile. */
    private void undoneAfterTheFollowerChangedIt() throws Exception {
        rig.succeed(MIGRATE);
        scene.write(NEW_TOOLS, "archive/notes/a.txt", "changed by the follower");
        rig.environment.set(NEW_TOOLS, "TOOLS_KEY", "rotated");
        rig.environment.write(NEW_TOOLS, "row");
        rig.succeed(UNDO);
    }

    @Test
    void undoneAfterTheFollowerChangedWhatItWasGiven_thatIsSetAside_andItIsCarriedAnew() throws Exception {
        undoneAfterTheFollowerChangedIt();
        Plan plan = rig.plan(MIGRATE);
        assertThat(plan.items().get(0).effects().migrations())
                .anyMatch(line -> line.contains("TOOLS_KEY_BEFORE"))
                .anyMatch(line -> line.contains("set aside for 30 days in skills/backups/" + NEW_TOOLS))
                .noneMatch(line -> line.contains("rotated"));
        assertThat(rig.carryOut(Rig.yes(plan)).problem()).isNull();

        assertThat(rig.answering()).containsExactly(NEW_TOOLS + "@2.0.0");
        assertThat(scene.data(NEW_TOOLS).resolve("archive/notes/a.txt")).hasContent("first note");
        assertThat(rig.environment.value(NEW_TOOLS, "TOOLS_KEY")).contains("s3cret");
        assertThat(rig.environment.value(NEW_TOOLS, "TOOLS_KEY_BEFORE")).contains("rotated");
        assertThat(rig.environment.rows(NEW_TOOLS)).isEmpty();
        rig.restart();
        assertThat(aside()).singleElement().satisfies(place -> {
            assertThat(place.resolve("data/archive/notes/a.txt")).hasContent("changed by the follower");
            assertThat(place.resolve("tables/tables.txt")).hasContent("row");
        });
        rig.succeed(UNDO);
        rig.succeed(MIGRATE);
        rig.clock.pass(Duration.ofDays(31));
        rig.restart();
        assertThat(aside()).isEmpty();
    }

    @Test
    void tablesThatAreSetAside_areMadeAnew_byTheFollowersOwnScripts() throws Exception {
        rig.publish(LegacyScene.follower("2.1.0")
                .json("permissions", List.of("env:TOOLS_KEY", "db:own"))
                .json("migrations", List.of(Map.of("from", "<2.1.0", "script", "migrations/1.sql")))
                .file("migrations/1.sql", "create table notes (name varchar)"));
        undoneAfterTheFollowerChangedIt();
        assertThat(rig.environment.rows(NEW_TOOLS)).containsExactly("ran migrations/1.sql", "row");

        rig.succeed(MIGRATE);

        assertThat(rig.environment.rows(NEW_TOOLS)).containsExactly("ran migrations/1.sql");
        assertThat(aside()).singleElement().satisfies(place -> assertThat(place.resolve("tables/tables.txt"))
                .hasContent("ran migrations/1.sql\nrow"));
        assertThat(rig.parts.store.state().find(NEW_TOOLS).orElseThrow().shape())
                .hasToString("2.1.0");
    }

    @Test
    void tablesStay_whenNothingOfTheFollowerIsInTheWay() throws Exception {
        rig.succeed(MIGRATE);
        rig.environment.write(NEW_TOOLS, "row");
        rig.succeed(UNDO);
        rig.succeed(MIGRATE);
        assertThat(rig.environment.rows(NEW_TOOLS)).containsExactly("row");
    }

    private List<Path> aside() throws Exception {
        return Folders.children(rig.home.backups().resolve(NEW_TOOLS.value()));
    }

    @Test
    void undoneAndMigratedAgain_thatFails_leavesAllAsItWas() throws Exception {
        undoneAfterTheFollowerChangedIt();
        rig.host.health.put(NEW_TOOLS + "@2.0.0", new Health(Health.Status.CRITICAL, List.of("no service")));
        Map<String, String> before = rig.picture();
        assertThat(rig.carryOut(MIGRATE).problem().code()).isEqualTo("skill_unhealthy");
        Map<String, String> after = rig.picture();
        after.remove("skills/alerts.json");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void followerUninstalledBeforeTheUndo_whatItLeftIsSetAside_whenItIsMigratedAgain() throws Exception {
        rig.install(NEW_TOOLS, null);
        rig.succeed(MIGRATE);
        rig.succeed(new Change.Uninstall(NEW_TOOLS, false));
        rig.succeed(UNDO);
        scene.write(TOOLS, "notes/a.txt", "changed by the legacy skill");
        rig.environment.set(TOOLS, "API_KEY", "newer");
        rig.restart();

        Plan plan = rig.plan(MIGRATE);

        assertThat(plan.items().get(0).effects().migrations())
                .anyMatch(line -> line.contains("set aside for 30 days in skills/backups/" + NEW_TOOLS));
        assertThat(rig.carryOut(Rig.yes(plan)).problem()).isNull();
        assertThat(scene.data(NEW_TOOLS).resolve("archive/notes/a.txt")).hasContent("changed by the legacy skill");
        assertThat(aside()).singleElement().satisfies(place -> assertThat(place.resolve("data/archive/notes/a.txt"))
                .hasContent("first note"));
    }

    @Test
    void followerOfTwo_uninstalledBeforeTheUndoOfOne_isNotSetAside() throws Exception {
        scene.legacy(OTHER, "1.0.0");
        scene.map(OTHER, NEW_TOOLS, "*");
        scene.map(OTHER, "data", List.of());
        rig.succeed(MIGRATE);
        rig.succeed(new Change.Migrate(OTHER));
        rig.succeed(new Change.Uninstall(NEW_TOOLS, false));
        rig.succeed(UNDO);
        scene.write(TOOLS, "notes/a.txt", "changed by the legacy skill");
        assertThat(rig.refused(MIGRATE).code()).isEqualTo("migration_conflict");
    }

    @Test
    void followerThatWasUninstalledByItself_isNotSetAside() throws Exception {
        undoneAfterTheFollowerChangedIt();
        rig.install(NEW_TOOLS, null);
        rig.succeed(new Change.Uninstall(NEW_TOOLS, false));
        Problem problem = rig.refused(MIGRATE);
        assertThat(problem.code()).isEqualTo("migration_conflict");
        assertThat(problem.nextStep()).contains("install it before");
    }

    @Test
    void sourceOfTheLegacySkillGone_doesNotMatter() {
        rig.succeed(MIGRATE);
        rig.sources.remove(scene.claw);
        rig.hub.down = true;
        rig.succeed(UNDO);
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void followerThatOthersNeed_stays() {
        rig.succeed(MIGRATE);
        rig.publish(skill(CRM, "2.0.1", NEW_TOOLS.value(), "^2.0.0"));
        rig.install(CRM, null);
        Plan plan = rig.plan(UNDO);
        assertThat(plan.items()).extracting(Plan.Item::id).containsExactly(TOOLS);
        assertThat(plan.summary()).anyMatch(line -> line.contains("stays") && line.contains(CRM.value()));
        rig.succeed(UNDO);
        assertThat(rig.answering()).contains(TOOLS + "@1.0.0", NEW_TOOLS + "@2.0.0");
    }

    /** The follower needs another skill, which needs a third; the migration brings all three. */
    private void followerThatNeedsOthers() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        rig.publish(skill(CRM, "2.0.1", ACCOUNTING.value(), "^1.0.0"));
        rig.publish(skill(NEW_TOOLS, "2.1.0", CRM.value(), "^2.0.0")
                .json("permissions", List.of("env:TOOLS_KEY", "network:outbound:api.example.com")));
    }

    @Test
    void whatTheFollowerNeeds_goesWithIt_inOneTransaction() {
        followerThatNeedsOthers();
        rig.succeed(MIGRATE);
        assertThat(rig.answering()).contains(NEW_TOOLS + "@2.1.0", CRM + "@2.0.1", ACCOUNTING + "@1.0.0");
        rig.restart();

        Plan plan = rig.plan(UNDO);
        assertThat(plan.items()).extracting(Plan.Item::id).containsExactly(TOOLS, ACCOUNTING, CRM, NEW_TOOLS);
        Task task = rig.carryOut(Rig.yes(plan));
        assertThat(task.problem()).isNull();
        assertThat(task.log())
                .anyMatch(line -> line.contains("left here"))
                .noneMatch(line -> line.matches("Copy what .* has"));
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void whatTheFollowerNeeds_comesBack_whenTheUndoFails() {
        followerThatNeedsOthers();
        rig.succeed(MIGRATE);
        Map<String, String> before = rig.picture();
        scene.process.throwsInStart.put(TOOLS + "@1.0.0", new Problem(422, "skill_threw", "It threw.", "Tell them."));
        rig.host.throwsInStart.put(TOOLS + "@1.0.0", new Problem(422, "skill_threw", "It threw.", "Tell them."));
        assertThat(rig.carryOut(UNDO).problem().code()).isEqualTo("skill_threw");
        assertThat(rig.picture()).isEqualTo(before);
    }

    @Test
    void whatOthersNeedToo_orWasThereBefore_stays_andTheFirstIsSaid() {
        followerThatNeedsOthers();
        rig.install(ACCOUNTING, null);
        rig.succeed(MIGRATE);
        rig.publish(skill(CALLER, "1.0.0", CRM.value(), "^2.0.0"));
        rig.install(CALLER, null);

        Plan plan = rig.plan(UNDO);
        assertThat(plan.items()).extracting(Plan.Item::id).containsExactly(TOOLS, NEW_TOOLS);
        assertThat(plan.summary()).anyMatch(line -> line.contains(CRM + ") stays") && line.contains(CALLER.value()));
        rig.succeed(UNDO);
        assertThat(rig.answering()).contains(TOOLS + "@1.0.0", CRM + "@2.0.1", ACCOUNTING + "@1.0.0");
    }

    @Test
    void whatWasInstalledAgainSince_stays() {
        followerThatNeedsOthers();
        rig.succeed(MIGRATE);
        rig.publish(LegacyScene.follower("2.2.0"));
        rig.succeed(new Change.Update(NEW_TOOLS, null));
        rig.succeed(new Change.Uninstall(CRM, false));
        rig.clock.pass(Duration.ofMinutes(1));
        rig.install(CRM, null);

        assertThat(rig.plan(UNDO).items()).extracting(Plan.Item::id).containsExactly(TOOLS, NEW_TOOLS);
    }

    @Test
    void followerThatFailsWithinAMinute_takesAlongWhatCameWithIt() throws Exception {
        followerThatNeedsOthers();
        rig.succeed(MIGRATE);
        rig.host.health.put(NEW_TOOLS + "@2.1.0", new Health(Health.Status.CRITICAL, List.of("no service")));
        rig.parts.watch.look();
        rig.parts.watch.look();

        awaitAlert("migration_rolled_back");
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void followerThatWasThereBefore_stays() {
        rig.install(NEW_TOOLS, null);
        rig.succeed(MIGRATE);
        rig.succeed(UNDO);
        assertThat(rig.answering()).contains(TOOLS + "@1.0.0", NEW_TOOLS + "@2.0.0");
    }

    @Test
    void followerThatWasRemovedMeanwhile_isNotMissed() {
        rig.succeed(MIGRATE);
        rig.succeed(new Change.Uninstall(NEW_TOOLS, false));
        assertThat(rig.plan(UNDO).items()).extracting(Plan.Item::id).containsExactly(TOOLS);
        rig.succeed(UNDO);
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void twoOfOneFollower_haveToBeNamed() throws Exception {
        scene.legacy(OTHER, "1.0.0");
        scene.map(OTHER, NEW_TOOLS, "*");
        scene.map(OTHER, "data", List.of());
        rig.succeed(MIGRATE);
        rig.succeed(new Change.Migrate(OTHER));
        assertThat(rig.refused(new Change.UndoMigration(NEW_TOOLS)).code()).isEqualTo("migration_ambiguous");
        rig.succeed(UNDO);
        assertThat(rig.answering()).as("it follows the other, too").contains(NEW_TOOLS + "@2.0.0");
    }

    @Test
    void after30Days_theCopyIsGone_andThatIsSaid() {
        rig.succeed(MIGRATE);
        assertThat(rig.parts.agent.migration().done()).singleElement().satisfies(done -> {
            assertThat(done.problem()).isNull();
            assertThat(done.undoUntil()).isEqualTo(rig.clock.instant().plus(Duration.ofDays(30)));
        });
        rig.clock.pass(Duration.ofDays(31));
        assertThat(rig.refused(UNDO).code()).isEqualTo("migration_too_old");
        rig.restart();
        assertThat(rig.home.installed().resolve(TOOLS + "_1.0.0")).doesNotExist();
        assertThat(scene.data(TOOLS)).doesNotExist();
        assertThat(rig.environment.names(TOOLS)).isEmpty();
        assertThat(rig.refused(UNDO).code()).isEqualTo("migration_too_old");
        MigrationReport.Done done = rig.parts.agent.migration().done().get(0);
        assertThat(done.problem().code()).isEqualTo("migration_too_old");
        assertThat(rig.environment.value(NEW_TOOLS, "TOOLS_KEY")).contains("s3cret");
        rig.clock.pass(Duration.ofDays(400));
        rig.restart();
        assertThat(rig.refused(UNDO).code()).isEqualTo("migration_unknown");
    }

    @Test
    void copyThatSomebodyChanged_isNotRun() throws Exception {
        rig.succeed(MIGRATE);
        Path artifact = rig.home.installed().resolve(TOOLS + "_1.0.0/artifact.jar");
        Files.delete(artifact);
        assertThat(rig.refused(UNDO).code()).isEqualTo("migration_copy_missing");
        Files.writeString(artifact, "something else");
        Problem problem = rig.refused(UNDO);
        assertThat(problem.code()).isEqualTo("migration_copy_missing");
        assertThat(problem.detail()).contains("is not the file that was installed");
        assertThat(rig.answering()).containsExactly(NEW_TOOLS + "@2.0.0");
    }

    @Test
    void registryThatIsLost_saysThatNobodyKnowsWhatWasMigrated() throws Exception {
        rig.succeed(MIGRATE);
        Files.writeString(rig.home.registry(), "{");
        rig.restart();
        assertThat(rig.refused(UNDO).code()).isEqualTo("migration_unknown");
        assertThat(rig.parts.agent.alerts())
                .filteredOn(alert -> alert.problem().code().equals("registry_rebuilt"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.problem().detail())
                        .contains("./ctos migrate --undo", "may have been", TOOLS.value()));
    }

    @Test
    void nothingToUndo_isSaid() {
        assertThat(rig.refused(UNDO).code()).isEqualTo("migration_unknown");
    }

    @Test
    void legacySkillInstalledAgain_isNoMigrationAnyMore() {
        rig.succeed(MIGRATE);
        rig.succeed(new Change.Install(TOOLS, null));
        assertThat(rig.refused(UNDO).code()).isEqualTo("migration_unknown");
        assertThat(rig.answering()).contains(TOOLS + "@1.0.0", NEW_TOOLS + "@2.0.0");
    }

    @Test
    void followerThatFailsWithinAMinute_givesThePlaceBack() throws Exception {
        rig.succeed(MIGRATE);
        assertThat(rig.parts.agent.installed(NEW_TOOLS).probationUntil()).isNotNull();
        rig.host.health.put(NEW_TOOLS + "@2.0.0", new Health(Health.Status.CRITICAL, List.of("no service")));
        rig.parts.watch.look();
        rig.parts.watch.look();

        awaitAlert("migration_rolled_back");
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
        assertThat(rig.audit.entries)
                .anyMatch(entry -> entry.action().equals("migration_undone")
                        && entry.actor().equals("container"));
    }

    @Test
    void containerThatEndsMeanwhile_givesThePlaceBackAtItsStart() throws Exception {
        rig.succeed(MIGRATE);
        rig.host.throwsInStart.put(NEW_TOOLS + "@2.0.0", new Problem(422, "skill_threw", "It threw.", "Tell them."));
        rig.restart();
        awaitAlert("migration_rolled_back");
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void afterAMinute_nothingComesBackByItself() throws Exception {
        rig.succeed(MIGRATE);
        rig.parts.watch.look();
        rig.nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        rig.parts.watch.look();
        assertThat(rig.parts.agent.installed(NEW_TOOLS).probationUntil()).isNull();
        rig.host.health.put(NEW_TOOLS + "@2.0.0", new Health(Health.Status.CRITICAL, List.of("no service")));
        rig.parts.watch.look();
        rig.parts.watch.look();
        assertThat(rig.answering()).containsExactly(NEW_TOOLS + "@2.0.0");
    }

    private void awaitAlert(String code) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (codes().stream().noneMatch(code::equals)) {
            assertThat(System.nanoTime()).as("alerts: " + codes()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private List<String> codes() {
        return rig.parts.agent.alerts().stream()
                .map(alert -> alert.problem().code())
                .toList();
    }

    @Test
    void undoThatFails_leavesTheFollowerRunning() {
        rig.succeed(MIGRATE);
        Map<String, String> before = rig.picture();
        scene.process.throwsInStart.put(TOOLS + "@1.0.0", new Problem(422, "skill_threw", "It threw.", "Tell them."));
        rig.host.throwsInStart.put(TOOLS + "@1.0.0", new Problem(422, "skill_threw", "It threw.", "Tell them."));
        assertThat(rig.carryOut(UNDO).problem().code()).isEqualTo("skill_threw");
        assertThat(rig.picture()).isEqualTo(before);
    }
}
