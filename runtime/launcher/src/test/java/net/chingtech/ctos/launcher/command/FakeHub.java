package net.chingtech.ctos.launcher.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A hub that shows a root, takes what publishers send, and remembers it. */
final class FakeHub implements AutoCloseable {

    final List<String> requests = new ArrayList<>();
    private final HttpServer server;
    private final byte[] root;

    /** @param root null for a hub without one */
    FakeHub(byte[] root) throws IOException {
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        boolean isRoot = path.equals("/metadata/1.root.json");
        byte[] answer = "{\"done\":true}".getBytes(StandardCharsets.UTF_8);
        if (isRoot && root != null) {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            answer = gzip(root);
        }
        exchange.sendResponseHeaders(isRoot && root == null ? 404 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(plain);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
