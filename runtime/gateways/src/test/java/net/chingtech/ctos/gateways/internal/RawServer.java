package net.chingtech.ctos.gateways.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on 127.0.0.1 that answers each connection as a test says, well or badly. */
final class RawServer implements AutoCloseable {

    /** What is done with one connection, after the head of its request was read. */
    interface Answer {
        void to(String head, Socket socket) throws Exception;
    }

    final List<String> heads = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    RawServer(Answer answer) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> accept(answer), "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers all with these bytes, then closes. */
    static RawServer saying(String bytes) throws IOException {
        return new RawServer(
                (head, socket) -> socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept(Answer answer) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread thread = new Thread(() -> answer(answer, socket), "raw-answer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Answer answer, Socket socket) {
        try (socket) {
            String head = head(socket.getInputStream());
            heads.add(head);
            answer.to(head, socket);
        } catch (Exception e) {
            // The other side went away, as many tests want it.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
