package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceTest {

    private TestHub hub;
    private SignedRelease stable;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        hub = new TestHub(folder);
        hub.published(TestSkill.of("net.chingtech.hello.you", "1.0.0"));
        stable = hub.published(TestSkill.of("net.chingtech.hello.you", "1.1.0").json("tags", List.of("greeting")));
        hub.published(TestSkill.of("net.chingtech.hello.you", "2.0.0-beta.1").json("channel", "beta"));
        // Its slug would be that of the first one.
        hub.published(TestSkill.of("net.chingtech.hello-you", "1.0.0"));
        // Ching Tech OS takes no underscores.
        hub.published(TestSkill.of("net.chingtech.under_score", "1.0.0"));
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void index_isWhatChingTechOsReads() throws Exception {
        JsonNode index = hub.json("/index.json");

        assertThat(names(index)).containsExactlyInAnyOrder("version", "updated_at", "skills");
        assertThat(index.path("version").asInt()).isEqualTo(1);
        assertThat(Instant.parse(index.path("updated_at").asText())).isAfter(Instant.EPOCH);
        assertThat(index.path("skills")).hasSize(1);
        JsonNode skill = index.at("/skills/0");
        assertThat(names(skill))
                .containsExactlyInAnyOrder(
                        "slug", "name", "version", "description", "author", "tags", "download_url", "sha256", "source");
        assertThat(skill.path("slug").asText()).isEqualTo("net-chingtech-hello-you");
        assertThat(skill.path("version").asText()).isEqualTo("1.1.0");
        assertThat(skill.path("description").asText()).isEqualTo("A skill for tests");
        assertThat(skill.path("author").asText()).isEqualTo("Tester");
        assertThat(skill.path("tags").isArray()).isTrue();
        assertThat(skill.at("/tags/0").asText()).isEqualTo("greeting");
        assertThat(skill.path("source").asText()).isEqualTo("skillhub");
        assertThat(skill.path("sha256").asText())
                .isEqualTo(stable.statement().artifact().sha256());
        assertThat(skill.path("download_url").asText())
                .isEqualTo(hub.url() + "/api/v1/skills/net.chingtech.hello.you/versions/1.1.0/download");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void health_saysUp() throws Exception {
        assertThat(hub.json("/health").path("status").asText()).isEqualTo("up");
        assertThat(hub.json("/health").path("releases").asInt()).isEqualTo(5);
    }

    @Test
    void metrics_areInPrometheusFormat() throws Exception {
        hub.get("/nowhere");
        // An answer is counted once its last byte is sent.
        HttpResponse<String> metrics = TestHub.await(
                () -> hub.get("/metrics"), answer -> answer.body().contains("skillhub_requests_total{status=\"404\"}"));

        assertThat(metrics.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body())
                .contains("# TYPE skillhub_requests_total counter\n", "skillhub_skills 3\n", "skillhub_releases 5\n")
                .contains("skillhub_publishes_total 5\n")
                .containsPattern("skillhub_requests_total\\{status=\"404\"} [1-9]");
        assertThat(metrics.body().lines()).allMatch(line -> line.matches("# .*|[a-z_]+(\\{[a-z]+=\"[^\"]*\"})? \\d+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1", "/api/v1/skills/", "/api/v2/skills", "/index.json/x", "/metadata"})
    void addressThatIsNothing_isAProblem(String path) throws Exception {
        TestHub.refused(hub.get(path), 404, "path_unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/skills, PUT, 'GET, HEAD, POST'", "/api/v1/updates/check, GET, POST",
        "/health, DELETE, 'GET, HEAD'", "/api/v1/skills/a.b, OPTIONS, 'GET, HEAD'"
    })
    void methodThatIsNotAnswered_isAProblem_withWhatIs(String path, String method, String allowed) throws Exception {
        HttpResponse<String> answer =
                hub.send(path, request -> request.method(method, HttpRequest.BodyPublishers.noBody()));

        TestHub.refused(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n",
                "GET /api/v1/skills?q=%ff%zz HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n",
                "GET /a/%2e%2e/%2e%2e/x HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"
            })
    void brokenRequest_isAProblem_andTellsNothingOfTheServer(String request) throws Exception {
        String answer = Raw.send(hub.port(), request);

        assertThat(answer).containsPattern("^HTTP/1.1 400 ").contains("application/problem+json", "next_step");
        assertThat(answer).doesNotContainIgnoringCase("jetty").doesNotContain("Server:", "Exception");
    }

    @Test
    void everyAnswer_forbidsGuessingTypes() throws Exception {
        for (String path : List.of("/health", "/nowhere", "/api/v1/skills", "/openapi.json")) {
            HttpResponse<String> answer = hub.get(path);
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .hasValue("nosniff");
            assertThat(answer.headers().firstValue("Server")).as(path).isEmpty();
        }
    }
}
