package net.chingtech.ctos.skillhub.client.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.chingtech.ctos.format.Json;

/** A real HTTP server on a free port, that answers each path as the test says and remembers what it was asked. */
public final class TestHub implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> userAgents = new CopyOnWriteArrayList<>();

    /** Writes one answer. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public TestHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    TestHub on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public TestHub json(String path, Object value) {
        return on(path, exchange -> send(exchange, 200, Json.write(value)));
    }

    TestHub json(String path, String json) {
        return on(path, exchange -> send(exchange, 200, json.getBytes(StandardCharsets.UTF_8)));
    }

    long count(String path) {
        return asked.stream().filter(line -> line.endsWith(" " + path)).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            Answer answer = answers.get(exchange.getRequestURI().getPath());
            if (answer == null) {
                send(exchange, 404, "{}".getBytes(StandardCharsets.UTF_8));
            } else {
                answer.to(exchange);
            }
        }
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    static Answer status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            send(exchange, status, new byte[0]);
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
