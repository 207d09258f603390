package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who cancels in time gets back all as it was, also while callers wait; who is late is told so. */
class CancelTest {

    @TempDir
    Path folder;

    @Test
    void cancelledAtEachStep_allOrNothing() throws Exception {
        List<String> inTime = new ArrayList<>();
        List<String> late = new ArrayList<>();
        for (int at = 1; late.size() < 2; at++) {
            Rig rig = new Rig(Files.createDirectory(folder.resolve("rig" + at)));
            new Scenes(rig).migration();
            Map<String, String> before = rig.picture();
            Canceller canceller = new Canceller(rig, at);
            Task task;
            try (Tasks.Watch watch = rig.parts.tasks.watch(canceller::see)) {
                task = rig.carryOut(Scenes.UPDATE);
            }
            if (canceller.refusal == null) {
                inTime.add(canceller.step);
                assertThat(task.state()).as(canceller.step).isEqualTo(Task.State.CANCELLED);
                assertThat(rig.picture()).as(canceller.step).isEqualTo(before);
            } else {
                late.add(canceller.step);
                assertThat(canceller.refusal.code()).isEqualTo("cancel_too_late");
                assertThat(task.state()).isEqualTo(Task.State.SUCCEEDED);
            }
        }
        assertThat(inTime).contains("Download Crm 2.1.0", "Let callers of Crm wait", "Send calls to Crm 2.1.0");
        assertThat(late).containsExactly("Write registry and lock file", "Clear away what is not needed any more");
    }

    @Test
    void migrationCancelledAtEachStep_allOrNothing() throws Exception {
        boolean late = false;
        int inTime = 0;
        for (int at = 1; !late; at++) {
            Rig rig = new Rig(Files.createDirectory(folder.resolve("legacy" + at)));
            LegacyScene scene = new LegacyScene(rig).ready();
            Map<String, String> before = rig.picture();
            Canceller canceller = new Canceller(rig, at);
            Task task;
            try (Tasks.Watch watch = rig.parts.tasks.watch(canceller::see)) {
                task = rig.carryOut(LegacyScene.MIGRATE);
            }
            late = canceller.refusal != null;
            if (!late) {
                inTime++;
                assertThat(task.state()).as(canceller.step).isEqualTo(Task.State.CANCELLED);
                assertThat(rig.picture()).as(canceller.step).isEqualTo(before);
                assertThat(scene.process.running).hasSize(1);
                assertThat(rig.parts.agent.alerts()).isEmpty();
            }
        }
        assertThat(inTime).isGreaterThan(8);
    }

    @Test
    void stepThatFailsBecauseItWasCancelled_isCancelled_andNoVersionIsBlamed() throws Exception {
        Rig rig = new Rig(folder);
        new Scenes(rig).migration();
        rig.host.migrations.put("people", (staged, settings) -> {
            rig.parts.tasks.cancel(rig.parts.tasks.newest().get(0).taskId());
            throw new IOException("its process was ended");
        });
        Task task = rig.carryOut(Scenes.UPDATE);

        assertThat(task.state()).as(task.toString()).isEqualTo(Task.State.CANCELLED);
        assertThat(task.problem().more()).anyMatch(line -> line.contains("its process was ended"));
        assertThat(rig.parts.agent.installed(CRM).failed()).isEmpty();
    }

    @Test
    void whatTheContainersEndCutsOff_isBlamedOnNoVersion() throws Exception {
        for (String code : List.of("child_stopped", "start_cancelled")) {
            Rig rig = new Rig(Files.createDirectory(folder.resolve(code)));
            new Scenes(rig).migration();
            rig.host.throwsInStart.put(CRM + "@2.1.0", new Problem(503, code, "It was stopped.", "Try again."));

            assertThat(rig.carryOut(Scenes.UPDATE).problem().code()).isEqualTo(code);
            assertThat(rig.parts.agent.installed(CRM).failed()).as(code).isEmpty();
        }
    }

    @Test
    void cancelledWhileDataIsCopied_stopsTheCopy() throws Exception {
        Rig rig = new Rig(Files.createDirectory(folder.resolve("copying")));
        new Scenes(rig).migration();
        Map<String, String> before = rig.picture();
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        Asked.Told told = rig.asked.before;
        rig.asked.before = what -> {
            told.of(what);
            asked.add(what);
        };
        Task task;
        try (Tasks.Watch watch = rig.parts.tasks.watch(now -> {
            if (now.state() == Task.State.RUNNING && now.step().startsWith("Copy what")) {
                cancel(rig, now);
            }
        })) {
            task = rig.carryOut(Scenes.UPDATE);
        }
        assertThat(task.state()).isEqualTo(Task.State.CANCELLED);
        assertThat(task.problem().code()).isEqualTo("cancelled");
        assertThat(asked).doesNotContain("copy tables of " + CRM);
        assertThat(rig.picture()).isEqualTo(before);
    }

    private static void cancel(Rig rig, Task task) {
        try {
            rig.parts.tasks.cancel(task.taskId());
        } catch (ProvisioningException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Cancels as soon as the step of a number is said. */
    private static final class Canceller {

        private final Rig rig;
        private final int at;
        private int steps;
        private String last = "Begin.";
        private String step;
        private Problem refusal;

        private Canceller(Rig rig, int at) {
            this.rig = rig;
            this.at = at;
        }

        private void see(Task task) {
            if (task.state() != Task.State.RUNNING || task.step().equals(last)) {
                return;
            }
            last = task.step();
            if (++steps == at) {
                step = last;
                try {
                    rig.parts.tasks.cancel(task.taskId());
                } catch (ProvisioningException e) {
                    refusal = e.problem();
                }
            }
        }
    }
}
