package net.chingtech.ctos.mcp.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bridge in front of a server that behaves in ways that a container seldom does. */
@Timeout(300)
class LinkTest {

    @TempDir
    Path home;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch listened = new CountDownLatch(1);
    private HttpServer server;
    private Wire wire;
    private Answer onCall = (exchange, body) -> exchange.sendResponseHeaders(202, -1);

    private interface Answer {
        void to(HttpExchange exchange, String body) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/mcp", this::handle);
        server.start();
        Wire.point(home, "http://127.0.0.1:" + server.getAddress().getPort(), "one");
        wire = new Wire(home);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Mcp-Session-Id") + " "
                    + exchange.getRequestHeaders().getFirst("MCP-Protocol-Version") + " " + body);
            if (body.contains("\"initialize\"")) {
                exchange.getResponseHeaders().set("Mcp-Session-Id", "s1");
                send(
                        exchange,
                        "application/json",
                        "{\"jsonrpc\":\"2.0\",\"id\":0,\n\"result\":{\"protocolVersion\":\"2025-06-18\"}}");
            } else if (exchange.getRequestMethod().equals("GET")) {
                listened.countDown();
                exchange.sendResponseHeaders(405, -1);
            } else if (body.contains("\"tools/call\"")) {
                onCall.to(exchange, body);
            } else {
                exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().close();
    }

    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}";

    private long count(String start) {
        return asked.stream().filter(line -> line.startsWith(start)).count();
    }

    @Test
    void session_isNamedInEveryRequest_andClosedAtTheEnd() throws Exception {
        wire.initialize();
        assertThat(listened.await(60, TimeUnit.SECONDS)).isTrue();
        wire.end();

        assertThat(asked.get(0)).startsWith("POST null null ");
        assertThat(asked).contains("POST s1 2025-06-18 " + Message.INITIALIZED);
        assertThat(asked.get(asked.size() - 1)).startsWith("DELETE s1 2025-06-18");
        assertThat(count("GET s1 2025-06-18")).isEqualTo(1);
    }

    @Test
    void brokenAnswer_isAnError_andTheCallIsNotSentTwice() throws Exception {
        onCall = (exchange, body) -> exchange.close();
        wire.initialize();

        assertThat(wire.ask(CALL)).contains("\"id\":1", "whether the request was carried out is not known");
        assertThat(asked.stream().filter(line -> line.contains("tools/call"))).hasSize(1);
    }

    @Test
    void answerWithoutTheOneAskedFor_isAnError() throws Exception {
        onCall = (exchange, body) -> send(exchange, "text/event-stream", "data: {\"method\":\"notifications/x\"}\n\n");
        wire.initialize();

        assertThat(wire.ask(CALL)).isEqualTo("{\"method\":\"notifications/x\"}");
        assertThat(wire.next()).contains("\"id\":1", "too early");
    }

    @Test
    void eventOfSeveralLines_isOneLine() throws Exception {
        onCall = (exchange, body) -> send(
                exchange,
                "text/event-stream",
                ": comment\n\nid: 3\nevent: message\ndata: {\"id\":1,\ndata:\"result\":\"a b\"}\n\n");
        wire.initialize();

        assertThat(wire.ask(CALL)).isEqualTo("{\"id\":1, \"result\":\"a b\"}");
    }

    @Test
    void pingOfTheContainer_isAnsweredByTheBridge() throws Exception {
        onCall = (exchange, body) -> send(
                exchange,
                "text/event-stream",
                "data: {\"jsonrpc\":\"2.0\",\"id\":\"p-1\",\"method\":\"ping\"}\n\ndata: {\"id\":1,\"result\":{}}\n\n");
        wire.initialize();

        assertThat(wire.ask(CALL)).isEqualTo("{\"id\":1,\"result\":{}}");
        assertThat(asked).contains("POST s1 2025-06-18 {\"jsonrpc\":\"2.0\",\"id\":\"p-1\",\"result\":{}}");
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        onCall = (exchange, body) -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        };
        wire.initialize();

        assertThat(wire.ask(CALL)).contains("HTTP status 307");
    }
}
