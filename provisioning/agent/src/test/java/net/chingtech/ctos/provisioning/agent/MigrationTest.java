package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.LegacyScene.MIGRATE;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.NEW_TOOLS;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.OTHER;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.TOOLS;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.follower;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.MigrationReport;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.sign.SignedRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows a legacy skill takes its place, with what it had. */
class MigrationTest {

    @TempDir
    Path folder;

    Rig rig;
    LegacyScene scene;

    @BeforeEach
    void begin() throws Exception {
        rig = new Rig(folder);
        scene = new LegacyScene(rig).ready();
    }

    @Test
    void plan_saysWhatComesWhatGoesWhatIsCarriedAndHowToUndoIt() {
        Plan plan = rig.plan(MIGRATE);

        assertThat(plan.action()).isEqualTo("migrate");
        assertThat(plan.items()).extracting(Plan.Item::id).containsExactly(NEW_TOOLS, TOOLS);
        Plan.Item comes = plan.items().get(0);
        assertThat(comes.kind()).isEqualTo(Plan.Kind.INSTALL);
        assertThat(comes.gained()).extracting(SkillPermission::name).contains("network:outbound:api.example.com");
        assertThat(comes.lost()).extracting(SkillPermission::name).contains("env:API_KEY", "env:REGION");
        assertThat(comes.effects().migrations())
                .anyMatch(line -> line.contains("API_KEY") && line.contains("TOOLS_KEY"))
                .anyMatch(line -> line.contains("REGION") && line.contains("#text"))
                .anyMatch(line -> line.contains("notes") && line.contains("archive/notes"))
                .anyMatch(line -> line.contains("UNSET") && line.contains("is not set"))
                .noneMatch(line -> line.contains("s3cret"));
        assertThat(comes.effects().wayBack()).contains("./ctos migrate --undo " + TOOLS, "30 days");
        Plan.Item goes = plan.items().get(1);
        assertThat(goes.kind()).isEqualTo(Plan.Kind.UNINSTALL);
        assertThat(goes.effects().data()).contains("30 days");
        assertThat(plan.notSilent()).isNotNull();
    }

    @Test
    void optionalPermissions_areNoneThatItGetsByTheMigration_andItsValueWaitsForThem() {
        rig.publish(skill(NEW_TOOLS, "2.1.0")
                .json("permissions", List.of("network:outbound:api.example.com"))
                .json("optional_permissions", List.of("env:TOOLS_KEY")));

        MigrationReport.Legacy report = rig.parts.agent.migration().skills().get(0);

        assertThat(report.gained())
                .extracting(SkillPermission::name)
                .containsExactly("network:outbound:api.example.com");
        assertThat(report.notes()).anyMatch(line -> line.equals("If you like, it may: env:TOOLS_KEY."));
        assertThat(report.carried())
                .anyMatch(line -> line.contains("TOOLS_KEY, which it sees only when env:TOOLS_KEY is granted"));
    }

    @Test
    void valueThatTheFollowerDoesNotAskFor_isSaidToBeOfNoUse() {
        rig.publish(skill(NEW_TOOLS, "2.1.0"));
        assertThat(rig.parts.agent.migration().skills().get(0).carried())
                .anyMatch(line -> line.contains("TOOLS_KEY, which it does not ask for (env:TOOLS_KEY)"));
        assertThat(rig.plan(MIGRATE).items().get(0).effects().migrations())
                .anyMatch(line -> line.contains("TOOLS_KEY, which it does not ask for (env:TOOLS_KEY)"));
    }

    @Test
    void valueThatTheFollowerHasAlready_isNamedWithThat() throws Exception {
        rig.environment.set(NEW_TOOLS, "TOOLS_KEY", "s3cret");
        assertThat(rig.parts.agent.migration().skills().get(0).carried())
                .anyMatch(line -> line.contains("API_KEY") && line.endsWith("is its value TOOLS_KEY already"));
    }

    @Test
    void mapThatChangedAMomentAgo_isTheOneThatCounts_andItsVersionIsSaid() throws Exception {
        Files.delete(rig.home.trust().resolve(SkillMap.NAME));
        rig.hub.map = mapOf(1, CRM);
        rig.parts.agent.migration();
        rig.hub.map = mapOf(2, NEW_TOOLS);

        MigrationReport.Legacy report = rig.parts.agent.migration().skills().get(0);

        assertThat(report.follower()).isEqualTo(NEW_TOOLS);
        assertThat(report.notes()).anyMatch(line -> line.contains("version 2 of the map of skillhub:test"));
        rig.hub.map = mapOf(3, CRM);
        assertThat(rig.refused(MIGRATE).code()).isEqualTo("follower_missing");
    }

    private static SkillMap mapOf(int version, SkillId to) {
        return new SkillMap(
                version,
                Instant.parse("2026-03-01T12:00:00Z"),
                List.of(new SkillMap.Mapping(TOOLS, null, to, null, List.of(), List.of())));
    }

    @Test
    void migration_givesTheFollowerCopies_andKeepsTheLegacySkillAsItIs() throws Exception {
        Map<String, String> before = rig.picture();
        rig.succeed(MIGRATE);

        assertThat(rig.answering()).containsExactly(NEW_TOOLS + "@2.0.0");
        assertThat(rig.parts.agent.installed()).extracting(skill -> skill.id()).containsExactly(NEW_TOOLS);
        Path archive = scene.data(NEW_TOOLS).resolve("archive/notes");
        assertThat(archive.resolve("a.txt")).hasContent("first note");
        assertThat(archive.resolve("deep/b.txt")).hasContent("second note");
        assertThat(Files.exists(archive.resolve("link"), LinkOption.NOFOLLOW_LINKS))
                .as("links are not carried over")
                .isFalse();
        assertThat(scene.data(NEW_TOOLS).resolve("cache.bin")).doesNotExist();
        assertThat(rig.environment.value(NEW_TOOLS, "TOOLS_KEY")).contains("s3cret");
        assertThat(rig.environment.names(NEW_TOOLS)).containsExactly("TOOLS_KEY");
        assertThat(rig.settings.text(NEW_TOOLS, "2.0.0")).isEqualTo("tw");

        Map<String, String> after = rig.picture();
        before.forEach((file, sha256) -> {
            if (file.contains(TOOLS.value())) {
                assertThat(after).as("kept").containsEntry(file, sha256);
            }
        });
        rig.restart();
        assertThat(rig.home.installed().resolve(TOOLS + "_1.0.0")).exists();
        assertThat(rig.environment.names(TOOLS)).contains("COLOUR");
    }

    @Test
    void callersOfTheLegacySkill_waitUntilItIsDecided() {
        rig.succeed(MIGRATE);
        assertThat(rig.asked.all)
                .containsSubsequence(
                        "hold " + TOOLS,
                        "retire " + TOOLS,
                        "start " + NEW_TOOLS + "@2.0.0",
                        "switch to " + NEW_TOOLS + "@2.0.0",
                        "let callers of " + TOOLS + " go on");
        assertThat(rig.router.held).isEmpty();
    }

    @Test
    void audit_saysWhatWasCarriedOver_andNoSecret() {
        rig.succeed(MIGRATE);
        assertThat(rig.audit.entries)
                .filteredOn(entry -> entry.action().equals("skill_migrated"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.subject()).isEqualTo(TOOLS.value());
                    assertThat(entry.details())
                            .containsEntry("follower", NEW_TOOLS.value())
                            .containsEntry("mapped_by", "local")
                            .containsEntry("values", "API_KEY")
                            .containsEntry("settings", "REGION")
                            .containsEntry("data", "notes");
                });
        assertThat(rig.audit.entries.toString()).doesNotContain("s3cret");
    }

    @Test
    void toolsOfTheSameName_areHandedOver() {
        rig.host.tools.put(NEW_TOOLS + "@2.0.0", "clawhub_acme_tools");
        rig.succeed(MIGRATE);
        assertThat(rig.router.tools()).extracting(tool -> tool.skill()).containsExactly(NEW_TOOLS);
    }

    @Test
    void dependencyOfTheFollower_comesAlong() throws Exception {
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(follower("2.1.0").json("permissions", null).json("dependencies", null));
        rig.publish(skill(NEW_TOOLS, "2.2.0", CRM.value(), "^2.0.0"));
        Plan plan = rig.plan(MIGRATE);
        assertThat(plan.items()).extracting(Plan.Item::id).containsExactly(CRM, NEW_TOOLS, TOOLS);
        rig.carryOut(Rig.yes(plan));
        assertThat(rig.answering()).containsExactly(CRM + "@2.0.1", NEW_TOOLS + "@2.2.0");
    }

    @Test
    void followerThatIsThereAlready_isGivenWhatItLacks_andStartsAgain() throws Exception {
        rig.install(NEW_TOOLS, null);
        scene.write(NEW_TOOLS, "own", "its own");
        Plan plan = rig.plan(MIGRATE);
        assertThat(plan.items()).extracting(Plan.Item::kind).containsExactly(Plan.Kind.RESTART, Plan.Kind.UNINSTALL);
        assertThat(rig.carryOut(Rig.yes(plan)).problem()).isNull();
        assertThat(rig.answering()).containsExactly(NEW_TOOLS + "@2.0.0");
        assertThat(scene.data(NEW_TOOLS).resolve("own")).hasContent("its own");
        assertThat(scene.data(NEW_TOOLS).resolve("archive/notes/a.txt")).exists();
        assertThat(rig.environment.value(NEW_TOOLS, "TOOLS_KEY")).contains("s3cret");
        assertThat(rig.parts.agent.migration().done().get(0).brought()).isFalse();
    }

    @Test
    void somethingThatWouldBeOverwritten_isNamedAndNothingHappens() throws Exception {
        rig.install(NEW_TOOLS, null);
        scene.write(NEW_TOOLS, "archive/notes/a.txt", "another note");
        rig.environment.set(NEW_TOOLS, "TOOLS_KEY", "another key");

        Problem problem = rig.refused(MIGRATE);
        assertThat(problem.code()).isEqualTo("migration_conflict");
        assertThat(problem.more())
                .containsExactlyInAnyOrder("the value TOOLS_KEY is set already", "archive/notes/a.txt");
        assertThat(problem.more().toString()).doesNotContain("another key");

        scene.write(NEW_TOOLS, "archive/notes/a.txt", "first note");
        rig.environment.set(NEW_TOOLS, "TOOLS_KEY", "s3cret");
        rig.succeed(MIGRATE);
    }

    @Test
    void linkInTheFollowersFolder_isNotFollowed() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        rig.install(NEW_TOOLS, null);
        Files.createSymbolicLink(scene.data(NEW_TOOLS).resolve("archive"), outside);
        assertThat(rig.refused(MIGRATE).code()).isEqualTo("migration_conflict");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void mapThatLeavesItsFolder_isRefused() throws Exception {
        for (String path : List.of("../" + NEW_TOOLS, "/etc", "a/../../b", "", "a//b", "a\\b")) {
            scene.map(TOOLS, "data", List.of(Map.of("from", "notes", "to", path)));
            assertThat(rig.refused(MIGRATE).code()).as(path).isEqualTo("map_invalid");
            scene.map(TOOLS, "data", List.of(Map.of("from", path, "to", "x")));
            assertThat(rig.refused(MIGRATE).code()).as(path).isEqualTo("map_invalid");
        }
    }

    @Test
    void dataFolderAsAWhole_isCarriedOver() throws Exception {
        scene.map(TOOLS, "data", List.of(Map.of("from", ".", "to", "old")));
        rig.succeed(MIGRATE);
        assertThat(scene.data(NEW_TOOLS).resolve("old/cache.bin")).exists();
        assertThat(scene.data(NEW_TOOLS).resolve("old/notes/deep/b.txt")).exists();
    }

    @Test
    void moreDataThanMayBeCopied_isRefusedBeforeAnythingIsTouched() throws Exception {
        rig.largestBackup = 1000;
        rig.restart();
        scene.write(TOOLS, "notes/large", "x".repeat(2000));
        Map<String, String> before = rig.picture();
        assertThat(rig.refused(MIGRATE).code()).isEqualTo("backup_too_large");
        assertThat(rig.picture()).isEqualTo(before);
    }

    @Test
    void settingThatTheFollowerDoesNotHave_undoesIt() throws Exception {
        scene.map(TOOLS, "configuration", List.of(Map.of("env", "API_KEY", "to_setting", "none")));
        Task task = failsWholly();
        assertThat(task.problem().code()).isEqualTo("settings_invalid");
        assertThat(task.problem().toString() + task.problem().more()).doesNotContain("s3cret");
    }

    @Test
    void unhealthyFollower_leavesAllAsItWas_andAdministratorsAreTold() throws Exception {
        rig.host.health.put(NEW_TOOLS + "@2.0.0", new Health(Health.Status.CRITICAL, List.of("no service")));
        assertThat(failsWholly().problem().code()).isEqualTo("skill_unhealthy");
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
        assertThat(rig.parts.agent.alerts())
                .extracting(alert -> alert.problem().code())
                .containsExactly("migration_failed");
        assertThat(rig.audit.entries).anyMatch(entry -> entry.action().equals("skill_migrate_failed"));
    }

    @Test
    void sourceThatBreaksDownInTheMiddle_leavesAllAsItWas() throws Exception {
        rig.hub.beforeFetch = () -> rig.hub.down = true;
        assertThat(failsWholly().problem().code()).isEqualTo("source_unreachable");
    }

    private Task failsWholly() throws Exception {
        Consent yes = Rig.yes(rig.plan(MIGRATE));
        Map<String, String> before = picture();
        Task task = rig.carryOut(yes);
        assertThat(task.state()).isEqualTo(Task.State.FAILED);
        assertThat(picture()).isEqualTo(before);
        return task;
    }

    private Map<String, String> picture() {
        Map<String, String> picture = rig.picture();
        picture.remove("skills/alerts.json");
        return picture;
    }

    @Test
    void whileAnotherChangeRuns_itIsBusy() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Consent yes = Rig.yes(rig.plan(MIGRATE));
        Consent another = Rig.yes(rig.plan(MIGRATE));
        rig.hub.beforeFetch = () -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Task task = rig.begin(yes);
        assertThat(Rig.refused(() -> rig.parts.agent.carryOut(another)).code()).isEqualTo("busy");
        go.countDown();
        assertThat(rig.await(task).state()).isEqualTo(Task.State.SUCCEEDED);
    }

    @Test
    void whatCannotBeMigrated_saysWhy() throws Exception {
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        assertThat(rig.refused(new Change.Migrate(CRM)).code()).isEqualTo("not_legacy");
        assertThat(rig.refused(new Change.Migrate(OTHER)).code()).isEqualTo("not_installed");
        scene.legacy(OTHER, "1.0.0");
        assertThat(rig.refused(new Change.Migrate(OTHER)).code()).isEqualTo("not_mapped");
        scene.map(OTHER, new SkillId("net.chingtech.nowhere"), "*");
        assertThat(rig.refused(new Change.Migrate(OTHER)).code()).isEqualTo("follower_missing");
        scene.map(TOOLS, NEW_TOOLS, "^3.0.0");
        assertThat(rig.refused(MIGRATE).code()).isEqualTo("follower_version_unfit");
        assertThat(rig.refused(MIGRATE).nextStep()).isNotBlank();
        rig.install(NEW_TOOLS, null);
        assertThat(rig.refused(MIGRATE).detail()).contains("2.0.0 is installed");
    }

    @Test
    void revokedFollower_isNotTaken() throws Exception {
        scene.map(TOOLS, NEW_TOOLS, "2.1.0");
        rig.hub.add(
                revoked(), new Listing(Instant.EPOCH.plusSeconds(1), false, new Revoked("steals keys", Instant.EPOCH)));
        assertThat(rig.refused(MIGRATE).code()).isEqualTo("follower_revoked");
        assertThat(rig.refused(MIGRATE).detail()).contains("steals keys");
        assertThat(rig.parts.agent.migration().skills().get(0).state())
                .isEqualTo(MigrationReport.State.FOLLOWER_REVOKED);
    }

    private SignedRelease revoked() {
        return rig.official.sign(follower("2.1.0").jar(folder.resolve("revoked.plain")), folder.resolve("revoked.jar"));
    }

    @Test
    void report_saysOfEachWhetherItCanBeMigrated() throws Exception {
        scene.legacy(OTHER, "1.0.0");
        MigrationReport report = rig.parts.agent.migration();
        assertThat(report.skills()).extracting(MigrationReport.Legacy::id).containsExactly(OTHER, TOOLS);
        assertThat(report.skills().get(0).state()).isEqualTo(MigrationReport.State.NOT_MAPPED);
        assertThat(report.skills().get(0).problem().code()).isEqualTo("not_mapped");
        MigrationReport.Legacy tools = report.skills().get(1);
        assertThat(tools.state()).isEqualTo(MigrationReport.State.READY);
        assertThat(tools.follower()).isEqualTo(NEW_TOOLS);
        assertThat(tools.origin()).isEqualTo("local");
        assertThat(tools.values()).containsExactly("API_KEY", "REGION");
        assertThat(tools.valuesLeft()).containsExactly("COLOUR");
        assertThat(tools.data()).containsExactly("notes");
        assertThat(tools.dataLeft()).containsExactly("cache.bin");
        assertThat(tools.dataBytes()).isEqualTo("first note".length() + "second note".length());
        assertThat(report.done()).isEmpty();

        rig.hub.down = true;
        assertThat(rig.parts.agent.migration().skills().get(1).state())
                .isEqualTo(MigrationReport.State.SOURCE_UNREACHABLE);
    }

    @Test
    void hubThatSaysWhatFollows_isNamed() throws Exception {
        Files.delete(rig.home.trust().resolve(SkillMap.NAME));
        assertThat(rig.refused(MIGRATE).code()).isEqualTo("not_mapped");
        rig.hub.map = new SkillMap(
                1,
                rig.clock.instant(),
                List.of(new SkillMap.Mapping(TOOLS, null, NEW_TOOLS, null, List.of(), List.of())));
        rig.nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(rig.parts.agent.migration().skills().get(0).origin()).isEqualTo("skillhub:test");
        rig.succeed(MIGRATE);
        assertThat(rig.environment.names(NEW_TOOLS)).as("nothing is mapped").isEmpty();
    }

    @Test
    void skillThatWasImported_saysThatWhatIsKeptIsWhatWasFound() throws Exception {
        FakeSource imported = new FakeSource("clawhub:imported");
        rig.sources.add(imported);
        LegacyReleases.offer(imported, skill(OTHER, "1.0.0"), "other", folder.resolve("imported.jar"));
        rig.install(OTHER, null);
        rig.publish(skill(CRM, "1.0.0"));
        scene.map(OTHER, CRM, "*");
        assertThat(rig.parts.agent.migration().skills().get(0).notes())
                .anyMatch(note -> note.contains("imported") && note.contains("by hand"));
        Plan plan = rig.plan(new Change.Migrate(OTHER));
        assertThat(plan.items().get(1).effects().data()).contains("imported", "by hand");
        // Nobody has it any more, and it comes back all the same.
        rig.carryOut(Rig.yes(plan));
        rig.sources.remove(imported);
        rig.succeed(new Change.UndoMigration(OTHER));
        assertThat(rig.answering()).contains(OTHER + "@1.0.0");
    }

    @Test
    void all_cancelledInBetween_keepsWhatIsDone() throws Exception {
        SkillId newOther = new SkillId("net.chingtech.other");
        scene.legacy(OTHER, "1.0.0");
        rig.publish(skill(newOther, "1.0.0"));
        scene.map(OTHER, newOther, "*");
        Plan plan = rig.plan(new Change.Migrate(null));
        rig.hub.beforeFetch = () -> {
            if (rig.hub.fetched == 2) {
                try {
                    rig.parts.tasks.cancel(rig.parts.tasks.newest().get(0).taskId());
                } catch (ProvisioningException e) {
                    throw new IllegalStateException(e.problem().toString());
                }
            }
        };
        Task task = rig.carryOut(Rig.yes(plan));
        assertThat(task.problem().more()).anyMatch(line -> line.contains("cancelled"));
        assertThat(rig.answering()).hasSize(2);
        assertThat(rig.parts.agent.migration().done()).hasSize(1);
    }

    @Test
    void all_eachByItself_andOneThatFailsHidesNothingOfTheOthers() throws Exception {
        SkillId third = new SkillId("clawhub.acme.third");
        SkillId newOther = new SkillId("net.chingtech.other");
        scene.legacy(OTHER, "1.0.0");
        scene.legacy(third, "1.0.0");
        rig.publish(skill(newOther, "1.0.0"));
        scene.map(OTHER, newOther, "*");
        rig.host.health.put(newOther + "@1.0.0", new Health(Health.Status.CRITICAL, List.of("no service")));

        Plan plan = rig.plan(new Change.Migrate(null));
        assertThat(plan.items()).extracting(Plan.Item::id).contains(NEW_TOOLS, newOther, TOOLS, OTHER);
        assertThat(plan.summary()).anyMatch(line -> line.startsWith(third + " stays as it is (not_mapped)"));
        Task task = rig.carryOut(Rig.yes(plan));
        assertThat(task.problem().code()).isEqualTo("partly_done");
        assertThat(rig.answering()).containsExactlyInAnyOrder(NEW_TOOLS + "@2.0.0", OTHER + "@1.0.0", third + "@1.0.0");
    }

    @Test
    void all_downloadThatFails_keepsNoOtherFromBeingMigrated() throws Exception {
        SkillId newOther = new SkillId("net.chingtech.other");
        scene.legacy(OTHER, "1.0.0");
        rig.publish(skill(newOther, "1.0.0"));
        scene.map(OTHER, newOther, "*");
        Plan plan = rig.plan(new Change.Migrate(null));
        rig.hub.beforeFetch = () -> {
            rig.hub.fetchProblem =
                    rig.hub.fetched == 1 ? new Problem(502, "download_cut_off", "It ended early.", "Again.") : null;
        };
        Task task = rig.carryOut(Rig.yes(plan));
        assertThat(task.problem().code()).isEqualTo("partly_done");
        assertThat(rig.answering()).hasSize(2).containsAnyOf(NEW_TOOLS + "@2.0.0", newOther + "@1.0.0");
    }

    @Test
    void all_twoOfOneFollower_oneAfterTheOther() throws Exception {
        scene.legacy(OTHER, "1.0.0");
        scene.map(OTHER, NEW_TOOLS, "*");
        scene.map(OTHER, "data", List.of());
        Plan plan = rig.plan(new Change.Migrate(null));
        assertThat(plan.summary()).anyMatch(line -> line.contains("(follower_shared)"));
        assertThat(rig.carryOut(Rig.yes(plan)).problem()).isNull();
        rig.succeed(new Change.Migrate(null));
        assertThat(rig.answering()).containsExactly(NEW_TOOLS + "@2.0.0");
        assertThat(rig.refused(new Change.Migrate(null)).code()).isEqualTo("nothing_to_migrate");
    }
}
