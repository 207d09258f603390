package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an uninstall with all data leaves: nothing, though it may take until the next start. */
class PurgeTest {

    private static final Change PURGE = new Change.Uninstall(CRM, true);

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void install() throws Exception {
        rig = new Rig(folder);
        new Scenes(rig).migration();
    }

    @Test
    void tablesThatCannotBeRemovedNow_goAtTheNextStart_andTheTaskSaysSo() throws Exception {
        Task task = purgeWithoutDatabase();
        assertThat(task.log())
                .anyMatch(line -> line.contains("next start of the container") && line.contains("is not there"));
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.environment.hasTables(CRM)).isTrue();

        rig.restart();
        nothingIsLeft();
        assertThat(rig.parts.agent.alerts()).isEmpty();
    }

    @Test
    void skillThatIsInstalledAgainBeforeThat_keepsWhatItHas() throws Exception {
        purgeWithoutDatabase();
        rig.install(CRM, "2.0.1");
        rig.environment.write(CRM, "a new row");

        rig.restart();
        assertThat(rig.environment.rows(CRM)).contains("a new row");
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
        assertThat(rig.parts.agent.alerts()).isEmpty();
    }

    @Test
    void skillWhoseReinstallationWasCutOffBeforeThat_isUndoneFirst_andGoesThen() throws Exception {
        Rig started = new Rig(reinstallationCutOff(), rig, what -> {});
        assertThat(codes(started)).containsExactly("change_undone");
        nothingIsLeft(started);
        started.install(CRM, "2.0.1");
    }

    @Test
    void reinstallationThatCannotBeUndone_keepsItsCopy_untilItCan() throws Exception {
        Rig started = new Rig(reinstallationCutOff(), rig, what -> {
            if (what.equals("put back tables of " + CRM)) {
                throw new UncheckedIOException(new IOException("the disk is broken"));
            }
        });
        assertThat(codes(started)).containsExactlyInAnyOrder("undo_failed", "leftovers_remain");
        assertThat(started.home.backups().resolve(CRM.value())).isNotEmptyDirectory();

        started.asked.before = what -> {};
        started.restart();
        assertThat(codes(started)).contains("change_undone");
        nothingIsLeft(started);
    }

    @Test
    void copiesThatWereSetAside_goToo() throws Exception {
        Path left = rig.home.backups().resolve(CRM + "/task-1-left/data");
        Files.createDirectories(left);
        Files.writeString(left.resolve("people"), "precious");
        rig.succeed(PURGE);
        nothingIsLeft();
    }

    @Test
    void journalThatCannotBeWrittenAnyMore_keepsNothingFromBeingRemoved() throws Exception {
        try (Tasks.Watch watch = rig.parts.tasks.watch(task -> {
            if (task.step() != null && task.step().startsWith("Clear away")) {
                // As a full disk does, it keeps the next line from being written.
                Thread.currentThread().interrupt();
            }
        })) {
            rig.succeed(PURGE);
        }
        nothingIsLeft();
    }

    private Task purgeWithoutDatabase() {
        rig.asked.before = what -> {
            if (what.equals("purge tables of " + CRM)) {
                throw new UncheckedIOException(new IOException("the database is not there"));
            }
        };
        Task task = rig.carryOut(PURGE);
        rig.asked.before = what -> {};
        assertThat(task.state()).isEqualTo(Task.State.SUCCEEDED);
        return task;
    }

    /** A home with the purge still to be finished, and the same skill's installation still to be undone. */
    private Path reinstallationCutOff() throws IOException {
        purgeWithoutDatabase();
        Path journals = rig.home.root().resolve("skills/journal");
        // Whichever name it has, it is looked into first.
        try (var files = Files.newDirectoryStream(journals, "*.jsonl")) {
            Files.move(files.iterator().next(), journals.resolve("0.jsonl"));
        }
        Path killed = folder.resolve("killed");
        rig.asked.before = what -> {
            if (what.startsWith("start " + CRM) && Files.notExists(killed)) {
                Kills.copy(rig.home.root(), killed);
            }
        };
        rig.install(CRM, "2.0.1");
        assertThat(killed).exists();
        return killed;
    }

    private static List<String> codes(Rig rig) {
        return rig.parts.agent.alerts().stream()
                .map(alert -> alert.problem().code())
                .toList();
    }

    private void nothingIsLeft() throws IOException {
        nothingIsLeft(rig);
    }

    private static void nothingIsLeft(Rig rig) throws IOException {
        assertThat(rig.environment.hasTables(CRM)).isFalse();
        assertThat(rig.settings.text(CRM, "2.0.1")).isNull();
        assertThat(rig.home.data().resolve(CRM.value())).doesNotExist();
        assertThat(rig.home.backups().resolve(CRM.value())).doesNotExist();
        assertThat(rig.home.root().resolve("skills/journal")).isEmptyDirectory();
    }
}
