package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept for a while, in a container that is never started anew. */
class ExpiryTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void begin() throws Exception {
        rig = new Rig(folder);
        new Scenes(rig).migration();
    }

    @Test
    void dataOfAnUninstalledSkill_goesWhenItsTimeIsOver() throws Exception {
        rig.succeed(new Change.Uninstall(CRM, false));
        rig.clock.pass(Duration.ofDays(29));
        rig.parts.expire();
        assertThat(rig.environment.hasTables(CRM)).isTrue();
        rig.clock.pass(Duration.ofDays(2));
        rig.parts.expire();
        assertThat(rig.environment.hasTables(CRM)).isFalse();
        assertThat(rig.home.data().resolve(CRM.value())).doesNotExist();
        assertThat(Files.readString(rig.home.registry())).doesNotContain("data_kept_until");
    }

    @Test
    void dataOfASkillWhoseChangeIsStillToBeUndone_waits() throws Exception {
        rig.succeed(new Change.Uninstall(CRM, false));
        Path killed = folder.resolve("killed");
        rig.asked.before = what -> {
            if (what.startsWith("start " + CRM) && Files.notExists(killed)) {
                Kills.copy(rig.home.root(), killed);
            }
        };
        rig.install(CRM, "2.0.1");
        Rig started = new Rig(killed, rig, what -> {
            if (what.equals("put back tables of " + CRM)) {
                throw new UncheckedIOException(new IOException("the disk is broken"));
            }
        });
        started.clock.pass(Duration.ofDays(31));
        started.parts.expire();
        started.restart();
        assertThat(started.asked.all).doesNotContain("purge tables of " + CRM);
        assertThat(Files.readString(started.home.registry())).contains("data_kept_until");

        started.asked.before = what -> {};
        started.restart();
        assertThat(started.environment.hasTables(CRM)).isFalse();
        assertThat(started.home.data().resolve(CRM.value())).doesNotExist();
    }

    @Test
    void copiesThatNothingNames_go_butNotThoseOfAChangeThatIsStillToBeUndone() throws Exception {
        Path copies = Files.createDirectories(rig.home.backups().resolve(CRM + "/task-1-1"));
        Path journal = rig.home.root().resolve("skills/journal/task-1-1.jsonl");
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "");
        rig.parts.expire();
        assertThat(copies).exists();
        Files.delete(journal);
        rig.parts.expire();
        assertThat(copies).doesNotExist();
    }

    @Test
    void whileAChangeRuns_nothingGoes() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        rig.hub.beforeFetch = () -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Task task = rig.begin(Rig.yes(rig.plan(Scenes.UPDATE)));
        assertThat(Rig.refused(rig.parts::expire).code()).isEqualTo("busy");
        go.countDown();
        assertThat(rig.await(task).state()).isEqualTo(Task.State.SUCCEEDED);
    }
}
