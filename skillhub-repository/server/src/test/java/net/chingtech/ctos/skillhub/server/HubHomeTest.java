package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubHomeTest {

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void home_thatItsLastHubLetsGoOfAMomentLater_isWaitedFor() throws Exception {
        HubHome last = HubHome.open(folder, Duration.ZERO, said::add);
        try (HubHome next = HubHome.open(folder, Duration.ofSeconds(30), words -> {
            said.add(words);
            close(last);
        })) {
            assertThat(next.artifacts()).isEqualTo(folder.resolve("artifacts"));
        }
        assertThat(said).singleElement().asString().contains(folder.toString(), "30 s");
    }

    @Test
    void home_thatStaysInUse_isRefused() throws Exception {
        try (HubHome running = HubHome.open(folder, Duration.ZERO, said::add)) {
            assertThatThrownBy(() -> HubHome.open(folder, Duration.ofMillis(1), said::add))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another hub runs on " + folder)
                    .hasMessageContaining("stop it first");
        }
        assertThat(said).hasSize(1);
    }

    private static void close(HubHome home) {
        try {
            home.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
