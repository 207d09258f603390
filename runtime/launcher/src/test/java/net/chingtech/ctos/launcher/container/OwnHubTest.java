package net.chingtech.ctos.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.sign.hub.HubFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the root of a home's own hub when somebody takes it away. */
class OwnHubTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Home home;
    private HubFolder hub;
    private byte[] first;
    private byte[] key;

    @BeforeEach
    void begin() throws Exception {
        home = new Home(folder.resolve("home"));
        hub = new HubFolder(home.hub());
        new OwnHub(home, CLOCK).complete();
        first = Files.readAllBytes(hub.root(1));
        key = Files.readAllBytes(hub.onlineKey("targets"));
        Files.delete(hub.root(1));
    }

    @Test
    void root_thatIsGone_comesBackAsTheContainerKnowsIt() throws Exception {
        new OwnHub(home, CLOCK).complete();
        assertThat(hub.root(1)).hasBinaryContent(first);
        assertThat(hub.onlineKey("targets")).hasBinaryContent(key);
    }

    @Test
    void hub_withoutItsKeys_getsNewOnes() throws Exception {
        Files.delete(hub.onlineKey("targets"));
        new OwnHub(home, CLOCK).complete();
        assertThat(Files.readAllBytes(hub.root(1))).isNotEqualTo(first);
        assertThat(hub.onlineKey("targets")).exists();
    }
}
