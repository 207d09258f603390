package net.chingtech.ctos.clawhub.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.http.HubAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of pages, which strangers write. */
class DetailsTest {

    private static final Ref TOOL = new Ref("acme", "tool");

    @TempDir
    Path folder;

    private Scene scene;
    private ClawHub hub;
    private Details details;

    @BeforeEach
    void start() {
        scene = new Scene(folder);
        hub = new ClawHub(
                new HubAddress("ClawHub", scene.server.url()),
                "1",
                scene,
                System::nanoTime,
                () -> 0,
                time -> {},
                () -> false);
        details = new Details(hub, scene);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        scene.close();
    }

    @Test
    void pages_areRememberedUpToANumber() throws Exception {
        for (int i = 0; i < 201; i++) {
            scene.server.skill("acme", "tool-" + i).version("1.0.0");
            details.now(new Ref("acme", "tool-" + i));
        }
        assertThat(details.size()).isEqualTo(200);
    }

    @Test
    void oldPages_areForgottenWithTheNext() throws Exception {
        scene.server.skill("acme", "tool").version("1.0.0");
        scene.server.skill("acme", "other").version("1.0.0");
        details.now(TOOL);
        scene.pass(Duration.ofMinutes(5));
        details.now(new Ref("acme", "other"));
        assertThat(details.size()).isEqualTo(1);
    }

    @Test
    void longTexts_areCutWhenTheyAreRead() throws Exception {
        String text = "x".repeat(60_000);
        says("{\"skill\":{\"slug\":\"tool\",\"displayName\":\"" + text + "\",\"summary\":\"" + text
                + "\",\"description\":\"" + text + "\",\"topics\":[\"" + text + "\"],\"tags\":{\"a\":\"" + text
                + "\"},\"stats\":{\"downloads\":7,\"other\":\"" + text
                + "\"}},\"latestVersion\":{\"version\":\"1.0.0\",\"changelog\":\"" + text + "\"}}");
        Said.Detail detail = details.now(TOOL);
        assertThat(detail.skill().stats().downloads()).isEqualTo(7);
        assertThat(detail.toString()).hasSizeLessThan(40_000);
    }

    @Test
    void pageThatIsTooLarge_isRefused() {
        says("{\"skill\":{\"slug\":\"tool\",\"other\":\"" + "x".repeat(600 * 1024) + "\"}}");
        assertThat(Scene.problem(() -> details.now(TOOL)).code()).isEqualTo("source_answer_invalid");
    }

    private void says(String json) {
        scene.server.on(
                "/api/v1/skills/tool", FixtureHub.body("application/json", json.getBytes(StandardCharsets.UTF_8)));
    }
}
