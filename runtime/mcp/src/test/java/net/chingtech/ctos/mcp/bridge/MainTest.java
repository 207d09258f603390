package net.chingtech.ctos.mcp.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which container the bridge is for. */
class MainTest {

    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> HOME = Map.of("CTOS_HOME", "/srv/ctos home");

    @Test
    void home_isFoundAsEveryCommandFindsIt() {
        assertThat(Main.home(new String[] {}, NOTHING)).hasValue(Path.of("ctos-home"));
        assertThat(Main.home(new String[] {}, HOME)).hasValue(Path.of("/srv/ctos home"));
        assertThat(Main.home(new String[] {"--home", "there"}, HOME)).hasValue(Path.of("there"));
        assertThat(Main.home(new String[] {"--home=there"}, HOME)).hasValue(Path.of("there"));
    }

    @Test
    void anythingElse_isNotTakenForAHome() {
        assertThat(Main.home(new String[] {"--home"}, HOME)).isEmpty();
        assertThat(Main.home(new String[] {"there"}, HOME)).isEmpty();
    }
}
