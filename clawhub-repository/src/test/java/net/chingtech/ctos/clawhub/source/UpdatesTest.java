package net.chingtech.ctos.clawhub.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Severity;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.provisioning.InstalledSkill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdatesTest {

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void start() {
        scene = new Scene(folder);
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    @Test
    void newerVersions_areFoundWithoutDownload_andGoneSkillsHideNoOther() throws Exception {
        scene.server.skill("acme", "tool").version("1.0.0").version("1.2.0");
        scene.server.skill("acme", "same").version("1.0.0");
        scene.server.skill("acme", "new-name").version("3.0.0");
        scene.server.renamed("old-name", "new-name");

        List<UpdateLine> updates = scene.adapter.updates(
                List.of(
                        installed("gone", "clawhub:test"),
                        installed("tool", "clawhub:test"),
                        installed("same", "clawhub:test"),
                        installed("old-name", "clawhub:test"),
                        installed("tool", "clawhub:imported")),
                Channel.STABLE);

        assertThat(updates).singleElement().satisfies(update -> {
            assertThat(update.id()).isEqualTo(Scene.id("acme", "tool"));
            assertThat(update.latestVersion()).hasToString("1.2.0");
            assertThat(update.severity()).isEqualTo(Severity.MINOR);
        });
        assertThat(scene.server.count("/download")).isZero();
    }

    @Test
    void busyHub_isSaid() {
        scene.server.skill("acme", "tool").version("1.0.0");
        scene.server.on("/api/v1/skills/tool", FixtureHub.text(429, "Rate limit exceeded", "Retry-After", "60"));

        assertThat(Scene.problem(
                                () -> scene.adapter.updates(List.of(installed("tool", "clawhub:test")), Channel.STABLE))
                        .code())
                .isEqualTo("source_busy");
    }

    @Test
    void malware_getsNoUpdate() throws Exception {
        scene.server.skill("acme", "bad").version("1.0.0").version("2.0.0").moderation =
                FixtureHub.map("isMalwareBlocked", true, "verdict", "malicious", "summary", "Steals keys");

        assertThat(scene.adapter.updates(List.of(installed("bad", "clawhub:test")), Channel.STABLE))
                .isEmpty();
    }

    private static InstalledSkill installed(String slug, String source) {
        try {
            return Json.read(
                    Json.write(Map.of("id", Scene.id("acme", slug), "version", "1.0.0", "source", source)),
                    InstalledSkill.class);
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
