package net.chingtech.ctos.launcher.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.launcher.Main;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.RunningContainer;
import net.chingtech.ctos.launcher.home.SafeFiles;

/** A home whose container answers what a test laid down, and remembers what was sent. */
final class FakeRest implements AutoCloseable {

    /** By method and path. */
    final Map<String, String> answers = new TreeMap<>();

    /** By method and path; goes before an answer. */
    final Map<String, HttpHandler> doors = new TreeMap<>();

    final List<String> changes = new ArrayList<>();
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    private final Path home;
    private final HttpServer server;

    FakeRest(Path home) throws Exception {
        this.home = home;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ctos/api/v1/", this::answer);
        server.start();
        Files.createDirectories(home.resolve("run"));
        Files.createDirectories(home.resolve("secrets"));
        SafeFiles.writeSecret(home.resolve("secrets/api-token"), "the-api-token\n".getBytes());
        RunningContainer.here(url(), "http://127.0.0.1:1").record(new Home(home));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/ctos/api/v1/".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.getRequestMethod().equals("GET")) {
            changes.add(exchange.getRequestMethod() + " " + path + " " + body);
        }
        HttpHandler door = doors.get(exchange.getRequestMethod() + " " + path);
        if (door != null) {
            door.handle(exchange);
            exchange.close();
            return;
        }
        String answer = answers.getOrDefault(exchange.getRequestMethod() + " " + path, "{}");
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                answer.contains("\"next_step\"") && answer.startsWith("{\"status\"") ? 409 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
