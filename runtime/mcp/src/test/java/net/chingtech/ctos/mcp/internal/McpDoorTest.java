package net.chingtech.ctos.mcp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class McpDoorTest {

    private static final String ANY_OBJECT = "{\"type\":\"object\"}";
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private TestContainer container;

    @BeforeEach
    void start() throws Exception {
        container = new TestContainer(0);
        container.router.put("echo", ANY_OBJECT, input -> input);
        container.toolsChanged();
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    private HttpRequest.Builder request(String token, String session) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(container.url() + "/mcp"))
                .timeout(Duration.ofSeconds(120))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (session != null) {
            request.header("Mcp-Session-Id", session);
        }
        return request;
    }

    private HttpResponse<String> post(String token, String session, String body) throws Exception {
        return http.send(
                request(token, session).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private String session() throws Exception {
        HttpResponse<String> answer = post("one", null, INITIALIZE);
        assertThat(answer.statusCode()).isEqualTo(200);
        String session = answer.headers().firstValue("mcp-session-id").orElseThrow();
        post("one", session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return session;
    }

    private JsonNode ask(String token, String session, String method, String params) throws Exception {
        String body = post(
                        token,
                        session,
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}")
                .body();
        String json = body.startsWith("{")
                ? body
                : body.lines()
                        .filter(line -> line.startsWith("data:"))
                        .map(line -> line.substring(5))
                        .collect(Collectors.joining());
        return Json.readTree(json.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode call(String tool, String arguments) throws Exception {
        return ask("one", session(), "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}")
                .get("result");
    }

    @Test
    void withoutTheToken_nobodyComesIn() throws Exception {
        for (String token : new String[] {null, "three", ""}) {
            HttpResponse<String> answer = post(token, null, INITIALIZE);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer realm=\"ctos\"");
            assertThat(answer.body()).contains("\"code\":\"unauthorized\"");
        }
    }

    @Test
    void initialize_saysWhoWeAre() throws Exception {
        JsonNode result = Json.readTree(post("one", null, INITIALIZE).body().getBytes(StandardCharsets.UTF_8))
                .get("result");

        assertThat(result.at("/serverInfo/name").asText()).isEqualTo("ctos");
        assertThat(result.at("/serverInfo/version").asText()).isEqualTo("1.2.3");
        assertThat(result.at("/capabilities/tools/listChanged").asBoolean()).isTrue();
        assertThat(result.get("protocolVersion").asText()).isEqualTo("2025-06-18");
    }

    @Test
    void foreignPages_areTurnedAway() throws Exception {
        HttpRequest foreign = request("one", null)
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString(INITIALIZE))
                .build();
        assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);

        HttpRequest ours = request("one", null)
                .header("Origin", "http://127.0.0.1:8080")
                .POST(BodyPublishers.ofString(INITIALIZE))
                .build();
        assertThat(http.send(ours, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void sessionOfAnotherUser_isNotThere() throws Exception {
        String session = session();

        assertThat(post("two", session, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("one", "made-up", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(ask("one", session, "tools/list", "{}")
                        .at("/result/tools/0/name")
                        .asText())
                .isEqualTo("echo");
    }

    @Test
    void tool_isShownWithItsSchema() throws Exception {
        JsonNode tool = ask("one", session(), "tools/list", "{}").at("/result/tools/0");

        assertThat(tool.get("description").asText()).isEqualTo("Does echo");
        assertThat(tool.at("/inputSchema/type").asText()).isEqualTo("object");
        assertThat(tool.at("/_meta/net.chingtech.ctos~1skill").asText()).isEqualTo("org.example.few");
    }

    @Test
    void call_reachesTheRouterAsTheAgent_withExactNumbers() throws Exception {
        JsonNode result =
                call("echo", "{\"i\":7,\"d\":100.10,\"b\":123456789012345678901234567890,\"t\":\"x\",\"l\":[1]}");

        ToolCall call = container.router.calls.get(0);
        assertThat(call.caller()).isEqualTo(new Caller(Caller.Kind.AGENT, "user-one"));
        assertThat(call.input())
                .containsEntry("i", 7L)
                .containsEntry("l", List.of(1L))
                .containsEntry("d", new BigDecimal("100.10"))
                .containsEntry("b", new java.math.BigInteger("123456789012345678901234567890"));
        assertThat(result.get("isError").asBoolean()).isFalse();
        assertThat(result.at("/structuredContent/t").asText()).isEqualTo("x");
        assertThat(result.at("/content/0/text").asText())
                .isEqualTo("{\"i\":7,\"d\":100.10,\"b\":123456789012345678901234567890,\"t\":\"x\",\"l\":[1]}");
    }

    @Test
    void failureOfATool_isAResultWithItsCode() throws Exception {
        container.router.put("fails", ANY_OBJECT, input -> {
            throw new ToolException("invoice_unknown", "There is no such invoice.");
        });
        container.toolsChanged();

        JsonNode result = call("fails", "{}");

        assertThat(result.get("isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asText()).isEqualTo("invoice_unknown: There is no such invoice.");
        assertThat(result.at("/structuredContent/code").asText()).isEqualTo("invoice_unknown");
    }

    @Test
    void unexpectedException_tellsNothingOfTheInside() throws Exception {
        container.router.put("breaks", ANY_OBJECT, input -> {
            throw new IllegalStateException("secret of the inside");
        });
        container.toolsChanged();

        JsonNode result = call("breaks", "{}");

        assertThat(result.at("/structuredContent/code").asText()).isEqualTo("internal_error");
        assertThat(result.toString()).doesNotContain("secret");
    }

    @Test
    void unknownTool_isAnError_thatNamesIt() throws Exception {
        JsonNode answer = ask("one", session(), "tools/call", "{\"name\":\"no\\npe\",\"arguments\":{}}");
        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(answer.at("/error/message").asText())
                .startsWith("Unknown tool: no")
                .contains("pe. Its skill may have been removed")
                .doesNotContain("\n", "invalid_tool_name");
    }

    @Test
    void otherErrors_staySaidAsTheyAre() throws Exception {
        JsonNode answer = ask("one", session(), "tools/none", "{}");
        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32601);
        assertThat(answer.at("/error/message").asText()).isEqualTo("Method not found: tools/none");
    }

    @Test
    void toolWithABadSchema_hidesNoOther() throws Exception {
        container.router.put("bad_text", "not json", input -> Map.of());
        container.router.put("bad_type", "{\"type\":7}", input -> Map.of());
        container.router.put("good", ANY_OBJECT, input -> Map.of());
        container.toolsChanged();

        assertThat(ask("one", session(), "tools/list", "{}").at("/result/tools").findValuesAsText("name"))
                .containsExactlyInAnyOrder("echo", "good");
    }

    @Test
    void listeners_hearThatToolsCameAndWent() throws Exception {
        String session = session();
        HttpRequest listen = request("one", session).GET().build();
        HttpResponse<InputStream> stream = http.send(listen, BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            container.router.put("more", ANY_OBJECT, input -> Map.of());
            container.toolsChanged();
            assertThat(nextData(lines)).contains("notifications/tools/list_changed");
            assertThat(ask("one", session, "tools/list", "{}").at("/result/tools"))
                    .hasSize(2);

            container.router.remove("echo");
            container.toolsChanged();
            assertThat(nextData(lines)).contains("notifications/tools/list_changed");
            assertThat(ask("one", session, "tools/list", "{}").at("/result/tools"))
                    .hasSize(1);
        }
    }

    private static String nextData(BufferedReader lines) throws Exception {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = lines.readLine();
        }
        return line;
    }

    @Test
    void deletedSession_isGone() throws Exception {
        String session = session();
        http.send(request("one", session).DELETE().build(), BodyHandlers.discarding());

        assertThat(post("one", session, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                        .statusCode())
                .isEqualTo(404);
    }
}
