package net.chingtech.ctos.provisioning.agent.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;
import org.junit.jupiter.api.Test;

class TaskBoardTest {

    private final TaskBoard board = new TaskBoard(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void watcher_seesEveryChangeInOrderUntilItCloses() {
        List<Task> seen = new ArrayList<>();
        RunningTask task;
        try (Tasks.Watch watch = board.watch(seen::add)) {
            task = board.begin("install", "net.example.hello", "Install Hello", "admin");
            task.step("Download");
            task.percent(40);
            task.percent(30);
            task.end(Task.State.SUCCEEDED, null);
        }
        task.log("nobody hears this");
        assertThat(seen).extracting(Task::revision).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seen).extracting(Task::percent).containsExactly(0, 0, 40, 100);
        assertThat(seen.get(3).finishedAt()).isNotNull();
    }

    @Test
    void watcherThatThrows_disturbsNobody() {
        List<Task> seen = new ArrayList<>();
        board.watch(task -> {
            throw new IllegalStateException("on purpose");
        });
        board.watch(seen::add);
        board.begin("install", null, "Install", "admin").step("Download");
        assertThat(seen).hasSize(2);
    }

    @Test
    void manyTasks_theLastHundredThatEndedAreKept() {
        RunningTask running = board.begin("update", null, "runs all the time", "admin");
        for (int i = 0; i < 150; i++) {
            board.begin("install", null, "number " + i, "admin").end(Task.State.SUCCEEDED, null);
        }
        assertThat(board.newest()).hasSizeBetween(101, 102);
        assertThat(board.newest().get(0).title()).isEqualTo("number 149");
        assertThat(board.find(running.now().taskId())).isPresent();
    }

    @Test
    void longLog_keepsItsLastLines() {
        RunningTask task = board.begin("install", null, "Install", "admin");
        for (int i = 0; i < 250; i++) {
            task.log("line " + i);
        }
        assertThat(task.now().log()).hasSize(200).endsWith("line 249");
    }
}
