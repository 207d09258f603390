package net.chingtech.ctos.provisioning.agent.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Task.State;
import net.chingtech.ctos.provisioning.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrandsTest {

    private final TaskBoard board = new TaskBoard(Clock.systemUTC());
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        goOn.countDown();
    }

    private Task start(String action, Tasks.Errand errand) throws ProvisioningException {
        return board.start(action, "Look for skills", "admin", errand);
    }

    private void wait(Tasks.Progress progress) throws ProvisioningException {
        try {
            assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            progress.check();
            throw new AssertionError("interrupted, and not cancelled", e);
        }
    }

    private Task ended(Task task) {
        Instant deadline = Instant.now().plusSeconds(60);
        Task now = task;
        while (!now.state().isFinal()) {
            assertThat(Instant.now()).as("it ended in time; it is %s", now).isBefore(deadline);
            Thread.onSpinWait();
            now = board.find(task.taskId()).orElseThrow();
        }
        return now;
    }

    @Test
    void progress_isTold_withoutALineForEachStep() throws Exception {
        List<Task> seen = new CopyOnWriteArrayList<>();
        board.watch(seen::add);

        Task last = ended(start("import", progress -> {
            for (int i = 1; i <= 300; i++) {
                progress.at(i, 300, i + " of 300");
            }
        }));

        assertThat(last.state()).isEqualTo(State.SUCCEEDED);
        assertThat(last.percent()).isEqualTo(100);
        assertThat(last.log()).isEmpty();
        assertThat(seen).anyMatch(task -> task.step().equals("150 of 300") && task.percent() == 50);
    }

    @Test
    void secondOfTheSameAction_isBusy_untilTheFirstHasEnded() throws Exception {
        Task first = start("import", this::wait);

        assertThatThrownBy(() -> start("import", progress -> {}))
                .hasMessageContaining("busy")
                .hasMessageContaining(first.taskId());
        assertThat(ended(start("other", progress -> {})).state()).isEqualTo(State.SUCCEEDED);

        goOn.countDown();
        assertThat(ended(first).state()).isEqualTo(State.SUCCEEDED);
        assertThat(ended(start("import", progress -> {})).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void cancelledOne_isInterrupted_andSaysThatItWasCancelled() throws Exception {
        Task task = start("import", this::wait);

        board.cancel(task.taskId());

        assertThat(ended(task).state()).isEqualTo(State.CANCELLED);
        assertThat(ended(task).problem().code()).isEqualTo("cancelled");
    }

    @Test
    void whatFails_isToldWithItsReason_alsoWhatNobodyForesaw() throws Exception {
        Task refused = ended(start("import", progress -> {
            throw new ProvisioningException(new Problem(422, "folder_empty", "Nothing is there.", "Name another."));
        }));
        Task broken = ended(start("import", progress -> {
            throw new IllegalStateException("on purpose");
        }));

        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.problem().code()).isEqualTo("folder_empty");
        assertThat(broken.problem().code()).isEqualTo("internal_error");
    }

    @Test
    void containerThatStops_endsWhatRuns_andBeginsNoMore() throws Exception {
        Task task = start("import", this::wait);

        board.stopErrands(60_000);

        assertThat(board.find(task.taskId()).orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThatThrownBy(() -> start("import", progress -> {})).hasMessageContaining("stopping");
    }
}
