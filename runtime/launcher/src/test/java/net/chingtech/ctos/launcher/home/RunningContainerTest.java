package net.chingtech.ctos.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningContainerTest {

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void home() throws Exception {
        home = new Home(folder);
        Files.createDirectories(folder.resolve("run"));
    }

    @Test
    void a_container_that_runs_is_found() throws Exception {
        RunningContainer here = RunningContainer.here("http://127.0.0.1:1", "http://127.0.0.1:2");
        here.record(home);

        assertThat(RunningContainer.of(home)).isEqualTo(here);
        assertThat(here.process()).isEqualTo(ProcessHandle.current());
    }

    @Test
    void a_record_whose_process_number_belongs_to_another_process_by_now_is_seen_through() throws Exception {
        RunningContainer here = RunningContainer.here("http://127.0.0.1:1", "http://127.0.0.1:2");
        new RunningContainer(
                        here.url(),
                        here.hubUrl(),
                        here.pid(),
                        here.startedAt().minus(Duration.ofMinutes(5)),
                        here.java())
                .record(home);

        assertThatThrownBy(() -> RunningContainer.of(home)).hasMessageContaining("not_running");
    }

    @Test
    void without_a_record_nothing_runs() {
        assertThatThrownBy(() -> RunningContainer.of(home)).hasMessageContaining("not_running");
    }

    @Test
    void two_containers_cannot_hold_one_home() throws Exception {
        try (HomeLock lock = HomeLock.take(home)) {
            assertThatThrownBy(() -> HomeLock.take(home)).hasMessageContaining("home_in_use");
        }
        HomeLock.take(home).close();
    }
}
