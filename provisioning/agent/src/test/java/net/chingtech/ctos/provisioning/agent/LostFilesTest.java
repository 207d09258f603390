package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import org.junit.jupiter.api.Test;

/** Files that somebody removed or emptied while a change was open, or while nothing ran. */
class LostFilesTest extends KilledMigration {

    private static final String LOCK = "home/skills/skill-lock.json";

    @Test
    void registryAndLockFileGone_keepSkillsAndDataButOff() throws Exception {
        Files.delete(rig.home.registry());
        Files.delete(rig.home.lockFile());
        for (int start = 0; start < 2; start++) {
            rig.restart();
            assertThat(rig.answering()).isEmpty();
            assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("lock_changed");
            assertThat(rig.parts.agent.installed(CRM).version()).hasToString("2.1.0");
            assertThat(rig.home.data().resolve(CRM.value() + "/deep/er/file")).hasContent("precious");
        }
        assertThat(codes(rig)).contains("registry_rebuilt");
    }

    @Test
    void registryDamagedWhileTheLockFileNamesOnlyOne_keepsTheOthersOff_andTheirData() throws Exception {
        Files.delete(rig.home.lockFile());
        rig.restart();
        rig.succeed(new Change.Restart(ACCOUNTING, null));
        Files.writeString(rig.home.registry(), "{");
        for (int start = 0; start < 2; start++) {
            rig.restart();
            assertThat(rig.answering()).containsExactly("net.chingtech.accounting@1.0.0");
            assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("lock_changed");
            assertThat(rig.parts.agent.installed(CRM).version()).hasToString("2.1.0");
            assertThat(rig.parts.agent.installed(CRM).grants()).isEmpty();
            assertThat(rig.home.installed().resolve(CRM + "_2.1.0")).isNotEmptyDirectory();
            assertThat(rig.home.data().resolve(CRM + "/deep/er/file")).hasContent("precious");
        }
        assertThat(rig.parts.store.state().registry().keptData()).isEmpty();
        assertThat(rig.parts.agent.alerts())
                .anyMatch(alert -> alert.problem().code().equals("registry_rebuilt")
                        && alert.problem().detail().contains("stay off until ./ctos restart ID: [" + CRM + "]"));

        rig.succeed(new Change.Restart(CRM, null));
        rig.restart();
        assertThat(rig.answering()).contains("net.chingtech.crm@2.1.0");
    }

    @Test
    void registryAndLockFileGoneInTheMiddleOfAMigration_isNoNewHome() throws Exception {
        for (String open : List.of("journal", "backups")) {
            Path home = folder.resolve("lost-" + open);
            Kills.copy(killed.resolve("home"), home);
            Files.delete(home.resolve("home/skills/registry.json"));
            Files.delete(home.resolve(LOCK));
            if (open.equals("backups")) {
                Folders.delete(home.resolve("home/skills/journal"));
                Folders.delete(home.resolve("home/skills/installed"));
            }
            Rig started = start(home);
            assertThat(codes(started)).contains("registry_rebuilt");
            assertThat(started.answering()).isEmpty();
            if (open.equals("journal")) {
                assertThat(codes(started)).contains("change_undone");
                assertThat(started.parts.agent.installed()).hasSize(2);
                assertThat(started.parts.agent.installed(CRM).version()).hasToString("2.0.1");
                assertThat(started.parts.agent.installed(CRM).problem().code()).isEqualTo("lock_changed");
            } else {
                assertThat(copy(home).resolve("data/deep/er/file")).hasContent("precious");
                assertThat(started.parts.store.state().registry().keptData())
                        .extracting(kept -> kept.id().value())
                        .contains(CRM.value());
            }
            assertThat(started.home.data().resolve(CRM.value() + "/deep/er/file"))
                    .hasContent("precious");
        }
    }

    @Test
    void registryGoneInTheMiddleOfASecondInstallation_keepsTheFirst() throws Exception {
        Rig started = cutOffSecondInstallation(false);
        assertThat(started.parts.agent.installed()).hasSize(1);
        assertThat(started.answering()).containsExactly("net.chingtech.crm@1.0.0");
        assertThat(codes(started)).contains("registry_rebuilt", "change_undone");
    }

    @Test
    void registryAndLockFileGoneInTheMiddleOfASecondInstallation_keepTheFirst() throws Exception {
        Rig started = cutOffSecondInstallation(true);
        assertThat(started.parts.agent.installed()).hasSize(1);
        assertThat(started.parts.agent.installed(CRM).problem().code()).isEqualTo("lock_changed");
        assertThat(codes(started)).contains("registry_rebuilt", "change_undone");
    }

    @Test
    void registryGoneInTheMiddleOfAMigration_changeIsUndoneAllTheSame() throws Exception {
        Files.delete(killed.resolve("home/skills/registry.json"));
        Rig started = start(killed);
        assertThat(codes(started)).contains("registry_rebuilt", "change_undone");
        assertThat(started.answering()).contains("net.chingtech.crm@2.0.1");
        assertThat(started.environment.rows(CRM)).containsExactly("row of 2.0.1");
        assertThat(started.parts.agent.history(CRM)).isEmpty();
    }

    @Test
    void registryGoneAndLockFileThatNamesNothing_keepSkillsButOff() throws Exception {
        Files.delete(rig.home.registry());
        Files.writeString(rig.home.lockFile(), "{\"format\": 2, \"skills\": []}");
        rig.restart();
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.parts.agent.installed()).hasSize(2);
        assertThat(codes(rig)).contains("registry_rebuilt");
    }

    @Test
    void aboutOfTheCopyGoneOrEmpty_copyIsPutBackAllTheSame() throws Exception {
        for (boolean gone : List.of(true, false)) {
            Path home = folder.resolve("again" + gone);
            Kills.copy(killed.resolve("home"), home);
            Path about = copy(home).resolve("backup.json");
            Files.delete(about);
            if (!gone) {
                Files.createFile(about);
            }
            Rig started = start(home);
            assertThat(picture(started)).isEqualTo(before);
            assertThat(codes(started)).containsExactly("change_undone");
        }
    }

    @Test
    void copyGoneInTheMiddleOfAMigration_keepsTheSkillOff() throws Exception {
        Folders.delete(copy(killed));
        Rig started = start(killed);
        assertThat(started.answering()).containsExactly("net.chingtech.accounting@1.0.0");
        assertThat(started.parts.agent.installed(CRM).problem().code()).isEqualTo("undo_failed");
        assertThat(codes(started)).containsExactly("undo_failed");
    }

    @Test
    void emptyJournal_copyIsPutBack_andThatIsSaid() throws Exception {
        Files.writeString(journal(), "");
        Rig started = start(killed);
        assertThat(codes(started)).containsExactlyInAnyOrder("change_undone", "journal_damaged");
        Map<String, String> found = picture(started);
        found.keySet().removeIf(name -> name.endsWith(".damaged") || name.contains("-left/"));
        assertThat(found).isEqualTo(before);
    }

    @Test
    void emptyJournalAndEmptyAboutOfTheCopy_keepTheSkillOffAndTheCopy() throws Exception {
        Files.writeString(journal(), "");
        Files.writeString(copy(killed).resolve("backup.json"), "");
        for (int start = 0; start < 2; start++) {
            Rig started = start(killed);
            assertThat(started.answering()).containsExactly("net.chingtech.accounting@1.0.0");
            assertThat(codes(started)).contains("undo_failed", "journal_damaged");
            assertThat(copy(killed).resolve("data")).isNotEmptyDirectory();
        }
    }

    @Test
    void journalOfAChangeThatIsTheTruth_cutOffOrEmpty_undoesNothing() throws Exception {
        Map<String, String> after = picture(rig);
        String first = Files.readAllLines(journal()).get(0) + "\n";
        for (String left : List.of("", first)) {
            String state = rig.parts
                    .store
                    .state()
                    .find(CRM)
                    .orElseThrow()
                    .history()
                    .get(0)
                    .stateId();
            Files.writeString(rig.home.root().resolve("skills/journal/" + state + ".jsonl"), left);
            rig.restart();
            Map<String, String> found = picture(rig);
            found.keySet().removeIf(name -> name.endsWith(".damaged"));
            assertThat(found).as(left).isEqualTo(after);
        }
    }

    @Test
    void newerDataSetAside_staysWithAnEmptyAbout_andKeepsNothingFromStarting() throws Exception {
        Path left = rig.home.backups().resolve(CRM + "/" + "t-left");
        Files.createDirectories(left.resolve("data"));
        Files.writeString(left.resolve("data/file"), "newer");
        Files.createFile(left.resolve("backup.json"));
        rig.restart();
        assertThat(rig.answering()).hasSize(2);
        assertThat(left.resolve("data/file")).hasContent("newer");
    }

    @Test
    void rollbackToAStateWhoseCopyIsGone_isRefusedOrUndone_andSaysWhich() throws Exception {
        Folders.delete(copy(rig.home.root().getParent()));
        Map<String, String> now = picture(rig);
        var task = rig.carryOut(new Change.Rollback(CRM, null));
        assertThat(task.problem().detail()).contains("backups/" + CRM);
        assertThat(picture(rig)).isEqualTo(now);
        assertThat(rig.answering()).contains("net.chingtech.crm@2.1.0");
    }

    private Rig cutOffSecondInstallation(boolean lockFileToo) throws Exception {
        Rig two = new Rig(Files.createDirectory(folder.resolve("two")));
        two.publish(skill(CRM, "1.0.0"));
        two.publish(skill(ACCOUNTING, "1.0.0"));
        two.install(CRM, null);
        Path home = folder.resolve("cut");
        two.asked.before = what -> {
            if (what.startsWith("start " + ACCOUNTING) && Files.notExists(home)) {
                Kills.copy(two.home.root(), home);
            }
        };
        two.install(ACCOUNTING, null);
        Files.delete(home.resolve("home/skills/registry.json"));
        if (lockFileToo) {
            Files.delete(home.resolve(LOCK));
        }
        return new Rig(home, two, what -> {});
    }

    private Rig start(Path home) {
        return new Rig(home, rig, what -> {});
    }

    private static Path copy(Path folder) throws IOException {
        Path copies = folder.resolve("home/skills/backups/" + CRM);
        try (var all = Files.newDirectoryStream(copies)) {
            return all.iterator().next();
        }
    }
}
