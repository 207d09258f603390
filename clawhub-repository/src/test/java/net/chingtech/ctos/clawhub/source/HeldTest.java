package net.chingtech.ctos.clawhub.source;

import static net.chingtech.ctos.clawhub.client.FixtureHub.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.clawhub.client.FixtureHub.Skill;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hub holds against a skill is heard, whichever word it takes. */
class HeldTest {

    @TempDir
    Path folder;

    private Scene scene;
    private Skill tool;

    @BeforeEach
    void start() {
        scene = new Scene(folder.resolve("cache"));
        tool = scene.server.skill("acme", "tool").version("1.0.0");
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarantined", "Dangerous", "clean-ish", "ok\u001b[31m"})
    void wordThatIsNotKnown_isADoubt(String word) throws Exception {
        tool.scan = word;
        assertThat(scene.release("acme", "tool").doubt())
                .returns("skill_verdict_unknown", Problem::code)
                .satisfies(doubt -> assertThat(doubt.detail()).doesNotContain("\u001b"));
        tool.scan = "clean";
        tool.moderation = map("verdict", word, "reasonCodes", List.of());
        assertThat(scene.release("acme", "tool").doubt().code()).isEqualTo("skill_verdict_unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "Clean", "pending", "error"})
    void wordThatIsKnown_isNone(String word) throws Exception {
        tool.scan = word;
        assertThat(scene.release("acme", "tool").doubt()).isNull();
    }

    @Test
    void doubtOfTheFiles_isSaidBesideTheHubs() throws Exception {
        scene.doubt = new Problem(422, "legacy_text_hidden", "Texts of the skill hide something.", "Look at them.");
        tool.scan = "suspicious";
        Release release = scene.release("acme", "tool");
        assertThat(release.doubt().code()).isEqualTo("skill_suspicious");
        assertThat(release.remarks()).first().isEqualTo("Texts of the skill hide something.");
    }
}
