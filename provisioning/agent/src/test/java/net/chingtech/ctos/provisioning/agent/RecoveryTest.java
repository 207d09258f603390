package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.runtime.AuditLog;
import org.junit.jupiter.api.Test;

/** What a start makes of a change that was cut off, when more went wrong than that. */
class RecoveryTest extends KilledMigration {

    private static final SkillId ORDERS = new SkillId("net.chingtech.orders");

    @Test
    void cutOff_isUndoneAndTold() {
        Rig started = start();
        assertThat(picture(started)).isEqualTo(before);
        assertThat(codes(started)).containsExactly("change_undone");
        Problem told = started.parts.agent.alerts().get(0).problem();
        assertThat(told.detail()).contains("update Crm from 2.0.1 to 2.1.0");
        assertThat(started.audit.entries).anyMatch(entry -> entry.action().equals("change_undone"));
        started.restart();
        assertThat(codes(started)).containsExactly("change_undone");
        started.succeed(Scenes.UPDATE);
    }

    @Test
    void cutOffWhenItWasTheTruthAlready_isWrittenDownOnce() throws Exception {
        Path late = folder.resolve("late");
        try (Tasks.Watch watch = rig.parts.tasks.watch(task -> {
            if (task.step().equals("Clear away what is not needed any more") && Files.notExists(late)) {
                Kills.copy(rig.home.root(), late);
            }
        })) {
            rig.succeed(new Change.Rollback(CRM, null));
        }
        AuditLog.Entry whole = rig.audit.entries.get(rig.audit.entries.size() - 1);
        killed = late;
        byte[] journal = Files.readAllBytes(journal());
        Path file = journal();

        Rig started = start();
        assertThat(started.audit.entries).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("admin");
            assertThat(entry.action()).isEqualTo("skill_rolled_back").isEqualTo(whole.action());
            assertThat(entry.subject()).isEqualTo("net.chingtech.crm@2.0.1").isEqualTo(whole.subject());
            assertThat(entry.details())
                    .containsEntry("from", "2.1.0")
                    .containsEntry("to", "2.0.1")
                    .containsEntry("task", whole.details().get("task"))
                    .containsEntry("plan", whole.details().get("plan"));
        });
        assertThat(file).doesNotExist();

        // As when it was cut off just after it was written down.
        Files.write(file, journal);
        started.restart();
        assertThat(file).doesNotExist();
        assertThat(started.audit.entries).hasSize(1);
    }

    @Test
    void damagedJournal_copyIsPutBackAndTheJournalKept() throws Exception {
        Path journal = journal();
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        lines.set(3, lines.get(3).replace("begun", "bogus"));
        Files.write(journal, lines);

        Rig started = start();
        assertThat(codes(started)).containsExactlyInAnyOrder("change_undone", "journal_damaged");
        assertThat(damaged(started)).isEqualTo(before);
        assertThat(journal.resolveSibling(journal.getFileName().toString().replace(".jsonl", ".damaged")))
                .exists();
        started.restart();
        assertThat(damaged(started)).isEqualTo(before);
    }

    @Test
    void journalWithoutItsFirstLine_copyIsPutBackAllTheSame() throws Exception {
        Path journal = journal();
        Files.writeString(journal, "nonsense\n");

        Rig started = start();
        assertThat(codes(started)).containsExactlyInAnyOrder("change_undone", "journal_damaged");
        assertThat(damaged(started)).isEqualTo(before);
    }

    @Test
    void damagedJournalOfAChangeThatIsTheTruth_undoesNothing() throws Exception {
        Map<String, String> after = picture(rig);
        String state =
                rig.parts.store.state().find(CRM).orElseThrow().history().get(0).stateId();
        Path journal = rig.home.root().resolve("skills/journal/" + state + ".jsonl");
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "nonsense\n");

        rig.restart();
        Map<String, String> found = damaged(rig);
        assertThat(found).isEqualTo(after);
        assertThat(codes(rig)).containsExactly("journal_damaged");
    }

    @Test
    void undoThatFailsAtTheStart_keepsThatSkillOffUntilItCanBeDone() {
        Rig started = new Rig(killed, rig, what -> {
            if (what.equals("put back tables of net.chingtech.crm")) {
                throw new UncheckedIOException(new IOException("the disk is broken"));
            }
        });

        assertThat(started.answering()).containsExactly("net.chingtech.accounting@1.0.0");
        InstalledSkill off = started.parts.agent.installed().get(1);
        assertThat(off.status()).isEqualTo(InstalledSkill.Status.FAILED);
        assertThat(off.problem().code()).isEqualTo("undo_failed");
        assertThat(off.problem().detail()).contains("the disk is broken").contains("skills/backups/" + CRM + "/");
        assertThat(codes(started)).containsExactly("undo_failed");
        assertThat(Rig.refused(() -> started.parts.agent.carryOut(Rig.yes(started.plan(new Change.Restart(CRM, null)))))
                        .code())
                .isEqualTo("undo_failed");

        started.asked.before = what -> {};
        started.restart();
        assertThat(picture(started)).isEqualTo(before);
    }

    @Test
    void undoThatFailsInTheChange_keepsTheSkillOffUntilTheNextStart() throws Exception {
        Rig started = start();
        Map<String, String> whole = picture(started);
        breakUndo(started);
        started.host.throwsInStart.put(
                "net.chingtech.crm@2.1.0", new Problem(422, "skill_threw", "It threw.", "Tell them."));
        Task task = started.carryOut(Scenes.UPDATE);

        assertThat(task.state()).isEqualTo(Task.State.FAILED);
        assertThat(task.log()).anyMatch(line -> line.startsWith("could not be undone") && line.contains("undo_failed"));
        assertThat(started.answering()).containsExactly("net.chingtech.accounting@1.0.0");
        assertThat(started.router.held).isEmpty();
        assertThat(started.parts.agent.installed(CRM).problem().code()).isEqualTo("undo_failed");
        assertThat(codes(started)).contains("undo_failed");
        started.asked.before = what -> {};
        started.restart();
        assertThat(picture(started)).isEqualTo(whole);
    }

    @Test
    void failedCommitWhoseWayBackFailed_isNotTakenForTheTruthLater() throws Exception {
        Rig started = start();
        Map<String, String> whole = ofCrm(started);
        breakUndo(started);
        Path pins = started.home.trust().resolve("pins.json");
        Path aside = pins.resolveSibling("aside");
        try (Tasks.Watch watch = started.parts.tasks.watch(task -> {
            if ("Write registry and lock file".equals(task.step()) && Files.notExists(aside)) {
                putAside(pins, aside);
            }
        })) {
            assertThat(started.carryOut(Scenes.UPDATE).state()).isEqualTo(Task.State.FAILED);
        }
        Files.delete(pins.resolve("in the way"));
        Files.delete(pins);
        Files.move(aside, pins);
        started.succeed(new Change.Uninstall(ACCOUNTING, true));

        started.asked.before = what -> {};
        started.restart();
        assertThat(ofCrm(started)).isEqualTo(whole);
    }

    @Test
    void wayBackOfAGroupFailed_andPartOfItCameLater_isNotTakenForTheTruth() throws Exception {
        Rig started = start();
        started.publish(skill(ORDERS, "1.0.0"));
        started.publish(skill(CRM, "2.2.0", ORDERS.value(), "^1.0.0")
                .json("permissions", List.of(new SkillPermission.DbOwn().name())));
        Map<String, String> whole = ofCrm(started);
        breakUndo(started);
        started.host.throwsInStart.put(CRM + "@2.2.0", new Problem(422, "skill_threw", "It threw.", "Tell them."));
        assertThat(started.carryOut(Scenes.UPDATE).state()).isEqualTo(Task.State.FAILED);
        started.install(ORDERS, null);

        started.asked.before = what -> {};
        started.restart();
        assertThat(started.parts.agent.alerts())
                .anyMatch(alert -> alert.problem().detail().contains("update Crm from 2.0.1 to 2.2.0"));
        assertThat(ofCrm(started)).isEqualTo(whole);
    }

    @Test
    void damagedJournalOfAnUninstallThatIsTheTruth_isFinished() throws Exception {
        killBeforeCleaning(new Change.Uninstall(CRM, true));
        Path journal = journal();
        Files.writeString(journal, Files.readAllLines(journal).get(0) + "\nnonsense\n");

        Rig again = start();
        assertThat(codes(again)).containsExactlyInAnyOrder("change_undone", "journal_damaged");
        assertThat(again.parts.agent.alerts())
                .noneMatch(alert -> alert.problem().detail().contains("uninstall"));
        assertThat(again.home.data().resolve(CRM.value())).doesNotExist();
        assertThat(again.environment.hasTables(CRM)).isFalse();
    }

    @Test
    void purgeThatCannotBeFinished_isToldAndTriedAgain_andKeepsNobodyOff() throws Exception {
        killBeforeCleaning(new Change.Uninstall(CRM, true));
        Rig started = new Rig(killed, rig, what -> {
            if (what.equals("purge " + CRM)) {
                throw new UncheckedIOException(new IOException("the database does not answer"));
            }
        });
        assertThat(started.answering()).containsExactly("net.chingtech.accounting@1.0.0");
        Problem told = started.parts.agent.alerts().stream()
                .map(Alert::problem)
                .filter(problem -> problem.code().equals("leftovers_remain"))
                .findFirst()
                .orElseThrow();
        assertThat(told.detail()).contains(CRM.value(), "the database does not answer");
        assertThat(journal()).exists();

        started.asked.before = what -> {};
        started.restart();
        assertThat(started.environment.hasTables(CRM)).isFalse();
        assertThat(started.home.data().resolve(CRM.value())).doesNotExist();
        assertThat(started.home.root().resolve("skills/journal")).isEmptyDirectory();
    }

    @Test
    void journalThatNobodyCanRead_isDamaged() throws Exception {
        Path journal = journal();
        Files.delete(journal);
        Files.createDirectory(journal);
        Rig started = start();
        assertThat(codes(started)).containsExactlyInAnyOrder("change_undone", "journal_damaged");
        assertThat(damaged(started)).isEqualTo(before);
    }

    /** The same container, killed when a later change was the truth and not cleared away after. */
    private void killBeforeCleaning(Change change) {
        Rig started = start();
        Path cleaning = folder.resolve("cleaning");
        try (Tasks.Watch watch = started.parts.tasks.watch(task -> {
            if ("Clear away what is not needed any more".equals(task.step()) && Files.notExists(cleaning)) {
                Kills.copy(started.home.root(), cleaning);
            }
        })) {
            started.succeed(change);
        }
        killed = cleaning;
    }

    private static void putAside(Path file, Path aside) {
        try {
            Files.move(file, aside);
            Files.createDirectory(file);
            Files.createFile(file.resolve("in the way"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void breakUndo(Rig rig) {
        rig.asked.before = what -> {
            if (what.equals("put back tables of net.chingtech.crm")) {
                throw new UncheckedIOException(new IOException("the disk is broken"));
            }
        };
    }

    /** What lasts of the one skill. */
    private static Map<String, String> ofCrm(Rig rig) {
        assertThat(rig.answering()).contains("net.chingtech.crm@2.0.1");
        Map<String, String> picture = picture(rig);
        picture.keySet().removeIf(name -> !name.contains(CRM.value()) || name.contains("-left/"));
        return picture;
    }

    private Rig start() {
        return new Rig(killed, rig, what -> {});
    }

    /** Without what is kept of a damaged journal, and of data that was there. */
    private static Map<String, String> damaged(Rig rig) {
        Map<String, String> picture = picture(rig);
        picture.keySet().removeIf(name -> name.endsWith(".damaged") || name.contains("-left/"));
        return picture;
    }
}
