package net.chingtech.ctos.itest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Stands between a container and its hub: passes everything on, remembers what it saw, and attacks when it is told to. */
final class AttackProxy implements AutoCloseable {

    private static final List<String> ASKED = List.of("Content-Type", "Authorization", "Accept-Encoding");
    private static final List<String> SAID = List.of("Content-Type", "Content-Encoding", "ETag", "Location");

    private final String hub;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Answer> seen = new ConcurrentHashMap<>();
    private final Set<String> attacked = ConcurrentHashMap.newKeySet();
    private volatile Attack attack = (path, exchange) -> false;

    /** Answers in the hub's place. */
    interface Attack {
        /** @return false when the hub may answer */
        boolean answer(String path, HttpExchange exchange) throws IOException;
    }

    /** What the hub said. */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        void to(HttpExchange exchange) throws IOException {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    AttackProxy(String hub) {
        this.hub = hub;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void attack(Attack next) {
        attacked.clear();
        attack = next;
    }

    /** Whether this attack's answer to a path was given to its end. */
    boolean gave(String path) {
        return attacked.contains(path);
    }

    void behave() {
        attack = (path, exchange) -> false;
    }

    /** The hub's metadata as it went by until now, by path. */
    Map<String, Answer> metadata() {
        Map<String, Answer> metadata = new TreeMap<>(seen);
        metadata.keySet().removeIf(path -> !path.startsWith("/metadata/"));
        return metadata;
    }

    /** The answer to a path as it went by. */
    Answer seen(String path) {
        Answer answer = seen.get(path);
        if (answer == null) {
            throw new IllegalStateException("nobody asked for " + path + ", but for " + seen.keySet());
        }
        return answer;
    }

    /** Serves these files, plain, and lets the hub answer for all others. */
    static Attack serving(Map<String, byte[]> files) {
        return (path, exchange) -> {
            byte[] file = files.get(path);
            if (file == null) {
                return false;
            }
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            return true;
        };
    }

    /** Says again what the hub said once. */
    static Attack replaying(Map<String, Answer> old) {
        return (path, exchange) -> {
            Answer answer = old.get(path);
            if (answer == null) {
                return false;
            }
            answer.to(exchange);
            return true;
        };
    }

    /** Begins to serve some files, and does not come to an end that anybody would wait for. */
    static Attack neverEnding(Predicate<String> paths) {
        return (path, exchange) -> {
            if (!paths.test(path)) {
                return false;
            }
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(block);
            }
            return true;
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] question = exchange.getRequestBody().readAllBytes();
            if (attack.answer(path, exchange)) {
                attacked.add(path);
            } else {
                Answer answer = ask(exchange, question);
                if (answer.status() == 200) {
                    seen.put(path, answer);
                }
                answer.to(exchange);
            }
        } catch (IOException e) {
            // Whoever is attacked hangs up: that is what it should do.
            if (!String.valueOf(e.getMessage()).matches("(?i).*(broken pipe|reset|closed|insufficient bytes).*")) {
                throw e;
            }
        }
    }

    private Answer ask(HttpExchange exchange, byte[] question) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub + exchange.getRequestURI()))
                .timeout(Duration.ofSeconds(30))
                .method(
                        exchange.getRequestMethod(),
                        question.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(question));
        for (String header : ASKED) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            Map<String, String> headers = new TreeMap<>();
            SAID.forEach(name -> response.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
            return new Answer(response.statusCode(), headers, response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("closed", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
