package net.chingtech.ctos.mcp.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bridge that carries in a thread of its own, and a client at its two ends. */
final class Wire {

    private final PipedWriter in = new PipedWriter();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final CompletableFuture<Void> ended;

    Wire(Path home) throws IOException {
        BufferedReader reader = new BufferedReader(new PipedReader(in, 65_536));
        PrintStream out = new PrintStream(new LineStream(), false, StandardCharsets.UTF_8);
        Bridge bridge = new Bridge(new Container(home), out, new PrintStream(log, true, StandardCharsets.UTF_8), 20);
        ended = CompletableFuture.runAsync(
                () -> {
                    try {
                        bridge.carry(reader);
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                Wire::startAlone);
    }

    /** The common pool may have a single thread, which a bridge that waits for input would keep. */
    private static void startAlone(Runnable task) {
        Thread thread = new Thread(task, "bridge");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the container is, as its launcher writes it. */
    static void point(Path home, String url, String token) throws IOException {
        Files.createDirectories(home.resolve("run"));
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/mcp-token"), token + "\n");
        Files.writeString(
                home.resolve("run/container.json"),
                "{\n  \"pid\" : 12,\n  \"hosts\" : [ { \"url\" : \"x\" } ],\n  \"url\" : \"" + url + "\"\n}\n");
    }

    private final class LineStream extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            if (b == '\n') {
                lines.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }

    void send(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    String next() throws InterruptedException {
        String line = lines.poll(60, TimeUnit.SECONDS);
        assertThat(line).as("a line, and on the error stream: %s", log()).isNotNull();
        return line;
    }

    String ask(String line) throws Exception {
        send(line);
        return next();
    }

    void initialize() throws Exception {
        assertThat(ask("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                        + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}"))
                .contains("\"id\":0", "\"protocolVersion\":\"2025-06-18\"");
        send(Message.INITIALIZED);
    }

    void end() throws Exception {
        in.close();
        ended.get(60, TimeUnit.SECONDS);
        assertThat(lines).isEmpty();
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
