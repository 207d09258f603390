package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestSkill;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    private static final String PAGE = "/api/v1/skills/net.chingtech.hello";

    @TempDir
    Path folder;

    private TestHub hub;
    private SignedRelease release;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
        release = hub.published(TestSkill.of("net.chingtech.hello", "1.0.0").json("name", "Salutation"));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void secondStart_findsEverythingAsItWas() throws Exception {
        JsonNode page = hub.json(PAGE);
        hub.close();
        hub.start();

        assertThat(hub.json(PAGE)).isEqualTo(page);
        assertThat(hub.bytes(PAGE + "/versions/1.0.0/download").body()).isEqualTo(Files.readAllBytes(release.jar()));
        assertThat(hub.json("/api/v1/skills?q=salutation").path("total").asInt())
                .isEqualTo(1);
        assertThat(hub.publish(release).statusCode()).isEqualTo(200);
    }

    @Test
    void lostIndex_isMadeAnew() throws Exception {
        hub.close();
        for (Path file : indexFiles()) {
            Files.delete(file);
        }
        hub.start();

        assertThat(hub.json("/api/v1/skills?q=salutation").path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void brokenIndex_isMadeAnew() throws Exception {
        hub.close();
        for (Path file : indexFiles()) {
            Files.writeString(file, "nonsense");
        }
        hub.start();

        assertThat(hub.json("/api/v1/skills?q=salutation").path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void olderIndex_isMadeAnew() throws Exception {
        hub.close();
        Path saved = Files.createDirectory(folder.resolve("saved"));
        for (Path file : indexFiles()) {
            Files.copy(file, saved.resolve(file.getFileName()));
        }
        hub.start();
        hub.published(TestSkill.of("net.chingtech.later", "1.0.0"));
        hub.close();
        for (Path file : indexFiles()) {
            Files.delete(file);
        }
        try (Stream<Path> files = Files.list(saved)) {
            for (Path file : files.toList()) {
                Files.copy(file, hub.home.resolve("index").resolve(file.getFileName()));
            }
        }
        hub.start();

        assertThat(hub.json("/api/v1/skills?q=later").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void strayUploads_areThrownAway() throws Exception {
        hub.close();
        Path stray = Files.createDirectory(hub.home.resolve("artifacts/uploads/stray"));
        Files.writeString(stray.resolve("MultiPart1"), "half an artifact");
        hub.start();

        assertThat(hub.uploads()).isEmpty();
    }

    @Test
    void secondHubOnOneHome_isRefused() throws Exception {
        assertThatThrownBy(hub::start).isInstanceOf(IOException.class).hasMessageContaining("another hub runs");
        assertThat(hub.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void startThatFails_leavesNothingOpen() throws Exception {
        hub.close();
        Path database = hub.home.resolve("db/skillhub.mv.db");
        byte[] good = Files.readAllBytes(database);
        Files.writeString(database, "nonsense");
        assertThatThrownBy(hub::start).isInstanceOf(StoreFailed.class);
        Files.write(database, good);
        hub.start();

        assertThat(hub.json(PAGE).path("name").asText()).isEqualTo("Salutation");
    }

    @Test
    void announcement_standsWhileTheHubRuns() throws Exception {
        Path announcement = hub.home.resolve("run/hub.json");
        JsonNode running = Json.readTree(Files.readAllBytes(announcement));

        assertThat(running.path("url").asText()).isEqualTo(hub.url());
        assertThat(running.path("pid").asLong())
                .isEqualTo(ProcessHandle.current().pid());
        hub.close();
        assertThat(announcement).doesNotExist();
    }

    private List<Path> indexFiles() throws IOException {
        try (Stream<Path> files = Files.list(hub.home.resolve("index"))) {
            return files.toList();
        }
    }
}
