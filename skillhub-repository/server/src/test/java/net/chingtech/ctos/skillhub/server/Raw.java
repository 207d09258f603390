package net.chingtech.ctos.skillhub.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests as bytes, for what a well-behaved client would not send. */
final class Raw {

    private static final int PATIENCE_IN_MS = 120_000;

    private Raw() {}

    static String get(int port, String path) throws IOException {
        return send(port, "GET " + path + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n");
    }

    /** Sends this and reads until the hub closes. */
    static String send(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_IN_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
