package net.chingtech.ctos.verify.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands between a client and a hub, both over HTTP, and answers what it likes. Without an order it passes everything on. */
final class Attacker implements AutoCloseable {

    private static final String PREFIX = "/metadata/";
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    /** What is answered in place of the hub's own file. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer hub;
    private final HttpServer between;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    Attacker(Map<String, byte[]> hubFiles) throws IOException {
        hub = serve(exchange -> {
            byte[] file = hubFiles.get(path(exchange));
            exchange.sendResponseHeaders(file == null ? NOT_FOUND : OK, file == null ? -1 : length(file));
            if (file != null) {
                exchange.getResponseBody().write(file);
            }
        });
        between = serve(exchange -> {
            String path = path(exchange);
            asked.add(path);
            answers.getOrDefault(path, this::passOn).to(exchange);
        });
    }

    URI address() {
        return address(between);
    }

    void honest() {
        answers.clear();
    }

    void answer(String path, byte[] file) {
        answers.put(path, exchange -> {
            exchange.sendResponseHeaders(OK, length(file));
            exchange.getResponseBody().write(file);
        });
    }

    void hide(String path) {
        answers.put(path, exchange -> exchange.sendResponseHeaders(NOT_FOUND, -1));
    }

    /** The right file, and then no end. */
    void neverEnd(String path, byte[] begin) {
        answers.put(path, exchange -> {
            exchange.sendResponseHeaders(OK, 0);
            OutputStream body = exchange.getResponseBody();
            body.write(begin);
            byte[] more = new byte[8192];
            while (closed.getCount() > 0) {
                body.write(more);
            }
        });
    }

    /** A byte now and then. */
    void dawdle(String path) {
        answers.put(path, exchange -> {
            exchange.sendResponseHeaders(OK, 0);
            OutputStream body = exchange.getResponseBody();
            try {
                while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                    body.write('{');
                    body.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        closed.countDown();
        between.stop(0);
        hub.stop(0);
        threads.shutdownNow();
    }

    private void passOn(HttpExchange exchange) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address(hub).resolve(path(exchange)).toURL().openConnection();
        int status = connection.getResponseCode();
        byte[] file = status == OK ? connection.getInputStream().readAllBytes() : new byte[0];
        exchange.sendResponseHeaders(status, status == OK ? length(file) : -1);
        exchange.getResponseBody().write(file);
    }

    private HttpServer serve(Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(PREFIX, exchange -> {
            try (exchange) {
                answer.to(exchange);
            } catch (IOException e) {
                // The client hung up on us: what an attacker has to live with.
            }
        });
        server.start();
        return server;
    }

    /** HttpServer takes a length of 0 for one that is not known. */
    private static long length(byte[] file) {
        return file.length == 0 ? -1 : file.length;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PREFIX);
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().substring(PREFIX.length());
    }
}
