package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.sign.TestSkill;
import net.chingtech.ctos.verify.hub.HubMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which skill follows which legacy skill: brought to the hub, and believed by containers for its signed lists. */
class MapTest {

    private static final String PATH = "/api/v1/claw_to_skill_map.json";

    @TempDir
    Path folder;

    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void map_isInTheSignedLists_whenWhoBroughtItHasTheAnswer() throws Exception {
        HubMetadata container = hub.container();
        assertThat(container.map()).isEmpty();
        TestHub.refused(hub.get(PATH), 404, "map_unknown");

        assertThat(put(map(1, "net.example.one")).statusCode()).isEqualTo(201);

        assertThat(follower(container)).contains(new SkillId("net.example.one"));
        assertThat(hub.get(PATH).body()).isEqualTo(map(1, "net.example.one"));
        assertThat(put(map(1, "net.example.one")).statusCode())
                .as("the same again")
                .isEqualTo(200);
        assertThat(put(map(5, "net.example.two")).statusCode()).isEqualTo(201);
        assertThat(follower(container)).contains(new SkillId("net.example.two"));
    }

    @Test
    void map_staysWhenTheHubIsStartedAgain_andWhenSomethingElseIsPublished() throws Exception {
        put(map(1, "net.example.one"));
        hub.close();
        hub.start();
        hub.published(TestSkill.of("net.chingtech.hello", "1.0.0"));

        assertThat(follower(hub.container())).contains(new SkillId("net.example.one"));
    }

    @Test
    void mapThatIsNotNewer_isRefused() throws Exception {
        put(map(2, "net.example.one"));

        TestHub.refused(put(map(2, "net.example.two")), 409, "map_not_newer");
        TestHub.refused(put(map(1, "net.example.two")), 409, "map_not_newer");
        assertThat(follower(hub.container())).contains(new SkillId("net.example.one"));
    }

    @Test
    void mapThatBreaksItsRules_isRefusedWithThePlace() throws Exception {
        JsonNode problem = TestHub.refused(put(map(1, "clawhub.acme.other")), 400, "map_invalid");
        assertThat(problem.path("more").get(0).asText()).startsWith("$.mappings[0].to: ");
        TestHub.refused(put("{"), 400, "map_invalid");
        TestHub.refused(put(" ".repeat(1024 * 1024) + map(1, "net.example.one")), 413, "body_too_large");
        assertThat(hub.container().map()).isEmpty();
    }

    @Test
    void mapOfSomebodyWithoutTheToken_isRefused() throws Exception {
        HttpResponse<String> answer = hub.send(PATH, request -> request.header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(map(1, "net.example.one"))));

        TestHub.refused(answer, 401, "publish_token_missing");
    }

    private static Optional<SkillId> follower(HubMetadata container) throws Exception {
        container.refresh();
        return container.map().map(map -> map.mappings().get(0)).map(SkillMap.Mapping::to);
    }

    private HttpResponse<String> put(String map) throws Exception {
        return hub.send(PATH, request -> request.header("Authorization", "Bearer " + TestHub.TOKEN)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(map)));
    }

    private static String map(int version, String to) {
        return "{\"version\": " + version + ",\n \"updated_at\": \"2026-03-01T10:00:00Z\",\n"
                + " \"mappings\": [{\"from\": \"clawhub.acme.tools\", \"to\": \"" + to + "\"}]}\n";
    }
}
