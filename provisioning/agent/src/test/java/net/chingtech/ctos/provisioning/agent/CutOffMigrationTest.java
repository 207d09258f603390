package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.LegacyScene.MIGRATE;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.NEW_TOOLS;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.TOOLS;
import static net.chingtech.ctos.provisioning.agent.LegacyScene.UNDO;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.provisioning.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container that was killed while a legacy skill was migrated takes back what was given, and nothing that is not its own. */
class CutOffMigrationTest {

    @TempDir(factory = QuickFolder.class)
    Path folder;

    Rig rig;
    Path killed;

    @BeforeEach
    void begin() throws Exception {
        rig = new Rig(Files.createDirectory(folder.resolve("first")));
        new LegacyScene(rig).ready();
        killed = folder.resolve("killed");
    }

    /** Ends the process when somebody is told something for the first time. */
    private void killAt(String beginning) {
        Asked.Told told = rig.asked.before;
        Path target = killed;
        rig.asked.before = what -> {
            told.of(what);
            if (what.startsWith(beginning) && Files.notExists(target)) {
                Kills.copy(rig.home.root(), target);
            }
        };
    }

    private Rig start() {
        return start(what -> {});
    }

    private Rig start(Asked.Told told) {
        assertThat(killed).isDirectory();
        Rig started = new Rig(killed, rig, told);
        started.asked.before = what -> {};
        return started;
    }

    private Path journal() throws Exception {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(killed.resolve("home/skills/journal"), "*.jsonl")) {
            return files.iterator().next();
        }
    }

    @Test
    void valueThatWasGiven_isTakenBack() {
        killAt("start " + NEW_TOOLS);
        rig.succeed(MIGRATE);
        Rig started = start();
        assertThat(started.environment.names(NEW_TOOLS)).isEmpty();
        assertThat(started.environment.value(TOOLS, "API_KEY")).contains("s3cret");
    }

    @Test
    void secondMigration_afterTheFirstWasUndone_leavesWhatTheFollowerHadKept() throws Exception {
        rig.succeed(MIGRATE);
        Files.writeString(rig.home.data().resolve(NEW_TOOLS + "/archive/notes/a.txt"), "changed by the follower");
        rig.environment.set(NEW_TOOLS, "TOOLS_KEY", "rotated");
        rig.environment.write(NEW_TOOLS, "row");
        rig.succeed(UNDO);
        Map<String, String> before = picture(rig.restart());
        List<String> moments = List.of("value TOOLS_KEY_BEFORE", "value TOOLS_KEY of", "start " + NEW_TOOLS, "switch");
        Path kills = killed;
        for (int i = 0; i < moments.size(); i++) {
            killed = kills.resolveSibling("killed" + i);
            killAt(moments.get(i));
        }
        rig.succeed(MIGRATE);
        for (int i = 0; i < moments.size(); i++) {
            killed = kills.resolveSibling("killed" + i);
            assertThat(picture(start())).as(moments.get(i)).isEqualTo(before);
        }
    }

    /** What lasts, but for newer data that was set aside, and what was told. */
    private static Map<String, String> picture(Rig rig) {
        Map<String, String> picture = KilledMigration.picture(rig);
        picture.keySet().removeIf(name -> name.contains("-left/"));
        return picture;
    }

    @Test
    void journalThatStays_takesNothingThatWasSetSince() throws Exception {
        killAt("start " + NEW_TOOLS);
        rig.succeed(MIGRATE);
        Path journal = journal();
        byte[] left = Files.readAllBytes(journal);
        Rig started = start();
        assertThat(started.environment.names(NEW_TOOLS)).isEmpty();

        // As when it cannot be removed: it lies there at each start.
        Files.write(journal, left);
        started.environment.set(NEW_TOOLS, "TOOLS_KEY", "the administrator's own");
        started.restart();
        assertThat(started.environment.value(NEW_TOOLS, "TOOLS_KEY")).contains("the administrator's own");
    }

    @Test
    void journalThatStays_takesValuesBackOnce() throws Exception {
        killAt("start " + NEW_TOOLS);
        rig.succeed(MIGRATE);
        // What cannot be undone keeps the journal over starts.
        Rig started = start(what -> {
            if (what.startsWith("put back tables of " + NEW_TOOLS)) {
                throw new IllegalStateException("the disk is full");
            }
        });
        assertThat(journal()).exists();
        assertThat(started.environment.names(NEW_TOOLS)).isEmpty();

        started.environment.set(NEW_TOOLS, "TOOLS_KEY", "s3cret");
        started.restart();
        assertThat(started.environment.value(NEW_TOOLS, "TOOLS_KEY")).contains("s3cret");
    }

    @Test
    void valueThatTheAdministratorSetMeanwhile_isNotTaken_whenItIsCutOffWhileItIsUndone() throws Exception {
        rig.hub.beforeFetch = () -> {
            try {
                rig.environment.set(NEW_TOOLS, "TOOLS_KEY", "the administrator's own");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        killAt("put back tables of " + NEW_TOOLS);
        Task task = rig.carryOut(MIGRATE);
        assertThat(task.problem().code()).isEqualTo("migration_conflict");
        assertThat(rig.environment.value(NEW_TOOLS, "TOOLS_KEY")).contains("the administrator's own");
        assertThat(start().environment.value(NEW_TOOLS, "TOOLS_KEY")).contains("the administrator's own");
    }
}
