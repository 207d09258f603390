package net.chingtech.ctos.verify.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The attacks of The Update Framework's list, each against our client and against the one of sigstore-java. */
class ScenarioTableTest {

    private static final Logger PEER_LOG = Logger.getLogger("dev.sigstore");

    @TempDir
    Path folder;

    static List<Scenario> scenarios() {
        return Stream.of(OnlineScenarios.all(), ForgedScenarios.all(), RootScenarios.all())
                .flatMap(scenarios -> scenarios)
                .toList();
    }

    @BeforeAll
    static void withoutWhatThePeerSays() {
        PEER_LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void withoutWhatThePeerAdded() {
        Security.removeProvider("BC");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void ours(Scenario scenario) throws Exception {
        try (Scene scene = new Scene(Scene.Player.OURS, folder)) {
            assertThat(outcome(scenario, scene)).isEqualTo(scenario.ours());

            scene.attacker.honest();
            if (scenario.passes()) {
                assertThat(scene.ask()).as("when the attacker is gone").isEqualTo(Scene.ACCEPTED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void peer(Scenario scenario) throws Exception {
        try (Scene scene = new Scene(Scene.Player.PEER, folder)) {
            assertThat(outcome(scenario, scene)).isEqualTo(scenario.peer());
        }
    }

    @Test
    void whereTheyDiffer_theTableSaysWhy() {
        assertThat(scenarios())
                .allSatisfy(scenario ->
                        assertThat(scenario.why().isEmpty()).as(scenario.name()).isEqualTo(scenario.same()));
    }

    @Test
    void table_isTheOneInTheDocumentation() throws IOException {
        String table = scenarios().stream()
                .map(Scenario::line)
                .collect(Collectors.joining(
                        "\n", "| what happens | ours | sigstore-java | why they differ |\n|---|---|---|---|\n", "\n"));
        Files.writeString(Path.of("target", "tuf-scenarios.md"), table);

        assertThat(Files.readString(Path.of("TUF.md")))
                .as("TUF.md; the table as it is now stands in target/tuf-scenarios.md")
                .endsWith("\n" + table);
    }

    private static String outcome(Scenario scenario, Scene scene) throws Exception {
        if (scenario.known()) {
            scene.sync();
        }
        scenario.play().on(scene);
        return scene.ask();
    }
}
