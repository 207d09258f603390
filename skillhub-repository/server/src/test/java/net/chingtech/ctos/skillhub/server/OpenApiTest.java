package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Walks /openapi.json: all that it says is served, and what is served is as it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final Map<String, String> VARIABLES = Map.of(
            "{id}",
            "net.chingtech.hello",
            "{version}",
            "1.0.0",
            "{path}",
            "icon.svg",
            "{file}",
            "timestamp.json",
            "{slug}",
            "net-chingtech-hello");
    private static final Map<String, String> QUERIES = Map.of(
            "/clawhub/api/v1/skills/{slug}/file",
            "?path=SKILL.md",
            "/clawhub/api/v1/download",
            "?slug=net-chingtech-hello",
            "/clawhub/api/v1/resolve",
            "?slug=net-chingtech-hello&hash=" + "0".repeat(64),
            "/clawhub/api/v1/skills/resolve",
            "?slug=net-chingtech-hello&hash=" + "0".repeat(64));
    /** What has nothing to say of a skill that is in order. */
    private static final Map<String, Integer> REFUSED =
            Map.of("/clawhub/api/v1/skills/{slug}/moderation", 404, "/clawhub/api/v1/whoami", 401);

    private static final Map<String, String> BODIES = Map.of(
            "/api/v1/updates/check", "{\"installed_skills\":[{\"id\":\"net.chingtech.hello\",\"version\":\"0.1.0\"}]}",
            "/api/v1/capabilities/query", "{\"requirements\":[{\"namespace\":\"ctos.skill\"}]}");

    private TestHub hub;
    private JsonNode document;
    private HttpResponse<String> published;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        hub = new TestHub(folder);
        published = hub.publish(hub.signed(
                hub.chingTech,
                TestSkill.of("net.chingtech.hello", "1.0.0")
                        .json("icon", "icon.svg")
                        .json("permissions", List.of("db:read:sales"))));
        map();
        document = hub.json("/openapi.json");
    }

    private HttpResponse<String> map() throws Exception {
        return hub.send(
                "/api/v1/claw_to_skill_map.json", request -> request.header("Authorization", "Bearer " + TestHub.TOKEN)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"version\":1,\"mappings\":[]}")));
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void everythingThatItLists_answersAsItSays() throws Exception {
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                assertThat(METHODS).contains(operation.getKey());
                HttpResponse<String> answer = answer(operation.getKey(), path.getKey());
                if (REFUSED.containsKey(path.getKey())) {
                    assertThat(answer.statusCode()).isEqualTo(REFUSED.get(path.getKey()));
                    continue;
                }
                assertThat(answer.statusCode()).as(path.getKey()).isBetween(200, 201);
                assertFits(answer, operation.getValue(), path.getKey());
            }
        }
    }

    @Test
    void nothingElse_isServed() throws Exception {
        for (var path : document.path("paths").properties()) {
            Set<String> listed = new TreeSet<>();
            path.getValue().fieldNames().forEachRemaining(method -> listed.add(method.toUpperCase()));
            if (listed.contains("GET")) {
                listed.add("HEAD");
            }
            HttpResponse<String> answer = hub.send(
                    filled(path.getKey()), request -> request.method("TRACE", HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.headers().firstValue("Allow")).hasValue(String.join(", ", listed));
        }
    }

    @Test
    void problems_areAsItSays() throws Exception {
        Schema problem = schema("Problem");

        for (String path : List.of("/api/v1/skills?page=0", "/api/v1/skills/a.b", "/nowhere")) {
            assertThat(problem.validate(hub.get(path).body(), InputFormat.JSON)).isEmpty();
        }
        assertThat(problem.validate("{\"status\":\"400\"}", InputFormat.JSON)).isNotEmpty();
    }

    private HttpResponse<String> answer(String method, String path) throws Exception {
        if (method.equals("get")) {
            return hub.get(filled(path) + QUERIES.getOrDefault(path, ""));
        }
        if (path.equals("/api/v1/skills")) {
            return published;
        }
        if (path.endsWith("/rating")) {
            return hub.send(filled(path), request -> request.header("Authorization", "Bearer " + "r".repeat(43))
                    .header("Content-Type", "application/json")
                    .method(method.toUpperCase(), HttpRequest.BodyPublishers.ofString("{\"stars\":4}")));
        }
        if (method.equals("put")) {
            return map();
        }
        if (path.equals("/api/v1/notices")) {
            return hub.order(path, new String(notice().write(), StandardCharsets.UTF_8));
        }
        String body = BODIES.get(path);
        return body == null ? hub.order(filled(path), "{\"reason\":\"A test\"}") : hub.post(path, body);
    }

    private Envelope notice() throws Exception {
        return NoticeSigner.rotation(
                hub.example.key(),
                List.of(hub.example.certificate()),
                SigningKey.generate().publicKey(),
                "A test",
                TestPublisher.NOW);
    }

    private static String filled(String path) {
        String filled = path;
        for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
            filled = filled.replace(variable.getKey(), variable.getValue());
        }
        return filled;
    }

    private void assertFits(HttpResponse<String> answer, JsonNode operation, String path) {
        JsonNode content = operation
                .path("responses")
                .path(String.valueOf(answer.statusCode()))
                .path("content");
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        assertThat(content.has(type) || content.has("*/*"))
                .as(path + " answers " + type)
                .isTrue();
        String reference = content.path(type).path("schema").path("$ref").asText();
        if (!reference.isEmpty()) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            assertThat(schema(name).validate(answer.body(), InputFormat.JSON))
                    .as(path)
                    .isEmpty();
        }
    }

    private Schema schema(String name) {
        // The document's own references, #/components/…, stay within the document.
        String text =
                "{\"$ref\":\"#/components/schemas/" + name + "\",\"components\":" + document.path("components") + "}";
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }
}
