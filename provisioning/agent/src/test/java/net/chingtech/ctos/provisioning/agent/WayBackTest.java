package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.runtime.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that failed, and whose way back failed, too: whoever looks is told what does not run, and why. */
class WayBackTest {

    private static final Problem NO_SPACE = new Problem(507, "disk_full", "The disk is full.", "Free some space.");

    @TempDir(factory = QuickFolder.class)
    Path folder;

    @Test
    void oldVersionThatDoesNotStartAgain_isTold() throws Exception {
        Rig rig = new Rig(folder);
        new Scenes(rig).sideBySide();
        commitFailsOnceStopped(rig, "net.chingtech.crm@2.0.1");
        Task task = rig.carryOut(Scenes.UPDATE);

        assertThat(rig.answering()).isEmpty();
        assertThat(task.problem().detail()).endsWith("Not all that was done could be undone.");
        String line = "could not be undone: Let Crm 2.0.1 finish its calls, and stop it: " + NO_SPACE;
        assertThat(task.problem().more()).containsExactly(line, "Crm 2.0.1 does not run now.");
        InstalledSkill off = rig.parts.agent.installed(CRM);
        assertThat(off.status()).isEqualTo(InstalledSkill.Status.FAILED);
        assertThat(off.problem()).isEqualTo(NO_SPACE);
        Alert alert = onlyAlert(rig);
        assertThat(alert.level()).isEqualTo(Alert.Level.DANGER);
        assertThat(alert.skill()).isEqualTo(CRM);
        assertThat(alert.problem().code()).isEqualTo("undo_incomplete");
        assertThat(alert.problem().more()).containsExactly(line);
        assertThat(rig.home.registry().resolveSibling("journal").toFile().list())
                .noneMatch(name -> name.endsWith(".jsonl"));
    }

    @Test
    void partOfAChangeThatCouldNotBeUndone_isNotToldAsUndone() throws Exception {
        Rig rig = new Rig(folder);
        new Scenes(rig).sideBySide();
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(ACCOUNTING, "1.1.0"));
        commitFailsOnceStopped(rig, "net.chingtech.crm@2.0.1");
        Task task = rig.carryOut(new Change.Update(null, null));

        assertThat(task.problem().code()).isEqualTo("partly_done");
        assertThat(task.problem().detail()).contains("one failed").doesNotContain("was undone");
        assertThat(task.problem().more()).anyMatch(line -> line.contains("Not all that was done could be undone."));
    }

    @Test
    void restartedSkillThatDoesNotStop_isKeptOffAndTold() throws Exception {
        Rig rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        rig.host.inStart = () -> {
            rig.host.health.put(CRM + "@2.0.1", new Health(Health.Status.CRITICAL, List.of("no database")));
            rig.host.failsToStop = new IOException("it hangs");
        };
        Task task = rig.carryOut(new Change.Restart(CRM, null));

        assertThat(task.problem().code()).isEqualTo("skill_unhealthy");
        assertThat(task.problem().more()).anyMatch(line -> line.contains("it hangs"));
        assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("undo_failed");
        Alert alert = onlyAlert(rig);
        assertThat(alert.problem().code()).isEqualTo("undo_failed");
        assertThat(alert.skill()).isEqualTo(CRM);
        assertThat(Rig.refused(() -> rig.parts.agent.carryOut(Rig.yes(rig.plan(new Change.Restart(CRM, null)))))
                        .code())
                .isEqualTo("undo_failed");

        rig.host.inStart = () -> {};
        rig.host.failsToStop = null;
        rig.host.health.clear();
        assertThat(rig.restart().answering()).containsExactly("net.chingtech.crm@2.0.1");
        onlyAlert(rig);
    }

    @Test
    void skillThatIsKeptOff_doesNotGoOnRunningUnseen() throws Exception {
        Rig rig = new Rig(folder);
        new Scenes(rig).sideBySide();
        rig.host.throwsInStart.put(
                "net.chingtech.crm@2.1.0", new Problem(422, "skill_threw", "It threw.", "Tell its publisher."));
        rig.asked.before = what -> {
            if (what.startsWith("put back settings of net.chingtech.crm")) {
                throw new UncheckedIOException(new IOException("the disk is broken"));
            }
        };
        rig.carryOut(Scenes.UPDATE);

        assertThat(rig.parts.agent.installed(CRM).problem().code()).isEqualTo("undo_failed");
        assertThat(rig.host.running).isEmpty();
    }

    /** Once the old version has stopped, neither can the registry be written nor the old version be started. */
    private static void commitFailsOnceStopped(Rig rig, String old) {
        Path blocked = rig.home.registry().resolveSibling("registry.json.new").resolve("in-the-way");
        rig.asked.before = what -> {
            try {
                if (what.equals("stop " + old)) {
                    Files.createDirectories(blocked);
                    rig.host.throwsInStart.put(old, NO_SPACE);
                } else if (what.equals("start " + old)) {
                    Files.delete(blocked);
                    Files.delete(blocked.getParent());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static Alert onlyAlert(Rig rig) {
        assertThat(rig.parts.agent.alerts()).hasSize(1);
        return rig.parts.agent.alerts().get(0);
    }
}
