package net.chingtech.ctos.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start right after the container was killed, whose hub takes a moment to end. */
class OrphanedHubTest {

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private Home home;

    @BeforeEach
    void begin() {
        home = new Home(folder);
    }

    @Test
    void hub_thatEndsAMomentLater_isWaitedFor_alsoWhenItSaysNotWhereItListens() throws Exception {
        FileChannel orphan = locked();
        new OrphanedHub(home, Duration.ofSeconds(30), words -> {
                    said.add(words);
                    close(orphan);
                })
                .await();
        assertThat(said).singleElement().asString().contains("30 s");
    }

    @Test
    void hub_thatStays_isRefusedWithWhatToDo() throws Exception {
        try (FileChannel orphan = locked()) {
            assertThatThrownBy(() -> new OrphanedHub(home, Duration.ofMillis(1), said::add).await())
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("hub_in_use")
                    .hasMessageContaining(home.hub().toString());
        }
    }

    @Test
    void home_withoutARunningHub_needsNoWait() throws Exception {
        assertThatCode(() -> new OrphanedHub(home, Duration.ofSeconds(30), said::add).await())
                .doesNotThrowAnyException();
        locked().close();
        new OrphanedHub(home, Duration.ofSeconds(30), said::add).await();
        assertThat(said).isEmpty();
    }

    private FileChannel locked() throws IOException {
        Files.createDirectories(home.hub().resolve("run"));
        FileChannel channel =
                FileChannel.open(home.hub().resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
