package net.chingtech.ctos.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.launcher.home.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes stand in for the hub. */
class HubKeeperTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final BlockingQueue<Process> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final PrintStream err = new PrintStream(new ByteArrayOutputStream()) {
        @Override
        public void println(String line) {
            said.add(line);
        }
    };
    private final HubKeeper keeper = new HubKeeper(this::process, Duration.ofMinutes(1), err);

    @AfterEach
    void stop() {
        keeper.stop(PATIENCE);
    }

    @Test
    void a_hub_that_was_killed_is_started_again_but_not_over_and_over() throws Exception {
        keeper.begin();
        keeper.keep();

        next().destroyForcibly();
        Process second = next();
        assertThat(said.poll(60, TimeUnit.SECONDS)).contains("code 137").contains("started again");

        second.destroyForcibly();
        assertThat(said.poll(60, TimeUnit.SECONDS)).contains("again").contains("start the container anew");
        assertThat(started).isEmpty();
    }

    @Test
    void a_hub_that_is_stopped_stays_so() throws Exception {
        HubProcess hub = keeper.begin();
        keeper.keep();

        keeper.stop(PATIENCE);

        assertThat(hub.onEnd().get(60, TimeUnit.SECONDS)).isEqualTo(143);
        next();
        assertThat(started.poll(1, TimeUnit.SECONDS)).isNull();
        assertThat(said).isEmpty();
    }

    private Process next() throws InterruptedException {
        Process process = started.poll(60, TimeUnit.SECONDS);
        assertThat(process).as("a hub is started").isNotNull();
        return process;
    }

    private HubProcess process() {
        try {
            Process process = new ProcessBuilder("sleep", "60").start();
            started.add(process);
            return new HubProcess(process, new Thread(), new Home(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
