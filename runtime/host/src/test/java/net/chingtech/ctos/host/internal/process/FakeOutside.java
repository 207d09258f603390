package net.chingtech.ctos.host.internal.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** The container's end of the relay: answers as the real one does, and remembers who was asked for. */
final class FakeOutside implements AutoCloseable {

    final List<String> asked = new CopyOnWriteArrayList<>();
    final Path socket;
    private final ServerSocketChannel server;
    private final BooleanSupplier granted;

    /** @param folder for the socket; its path must be short */
    FakeOutside(Path folder, BooleanSupplier granted) throws IOException {
        this.granted = granted;
        socket = Files.createDirectories(folder).resolve("relay");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(this::accept, "fake-outside");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (server.isOpen()) {
            try (SocketChannel program = server.accept()) {
                String head = head(program);
                asked.add(head.lines().findFirst().orElse(""));
                String body = granted.getAsBoolean() ? "the world" : "network_denied: not granted";
                String status = granted.getAsBoolean() ? "200 OK" : "403 Forbidden";
                program.write(StandardCharsets.ISO_8859_1.encode("HTTP/1.1 " + status + "\r\nContent-Length: "
                        + body.length() + "\r\nConnection: close\r\n\r\n" + body));
            } catch (IOException e) {
                // The next one, or the end.
            }
        }
    }

    private static String head(SocketChannel program) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (head.indexOf("\r\n\r\n") < 0 && program.read(buffer.clear()) >= 0) {
            head.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
