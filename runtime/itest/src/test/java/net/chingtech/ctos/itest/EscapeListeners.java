package net.chingtech.ctos.itest;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Doors of this machine that no skill may come to; who comes all the same is noted. */
final class EscapeListeners implements AutoCloseable {

    /** What the page says: nobody could guess it. */
    static final String PAGE = "page-of-the-machine-7d1f";

    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final HttpServer http;
    private final ServerSocketChannel unix;
    private final Path unixFile;
    private final ConcurrentLinkedQueue<String> came = new ConcurrentLinkedQueue<>();

    EscapeListeners(Path folder) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        tcp = new ServerSocket(0, 50, here);
        udp = new DatagramSocket(0, here);
        http = HttpServer.create(new InetSocketAddress(here, 0), 50);
        unixFile = folder.resolve("door.sock");
        unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(unixFile));
        http.createContext("/", exchange -> {
            came.add("HTTP " + exchange.getRequestURI());
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            try (exchange) {
                exchange.getResponseBody().write(page);
            }
        });
        http.start();
        listen("tcp", () -> tcp.accept().close());
        listen("unix", () -> unix.accept().close());
        listen("udp", () -> udp.receive(new DatagramPacket(new byte[512], 512)));
    }

    private interface Waits {
        void forOne() throws IOException;
    }

    private void listen(String name, Waits waits) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            waits.forOne();
                            came.add(name);
                        }
                    } catch (IOException e) {
                        // Closed: that is the end.
                    }
                },
                "listens-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    int tcpPort() {
        return tcp.getLocalPort();
    }

    int udpPort() {
        return udp.getLocalPort();
    }

    int httpPort() {
        return http.getAddress().getPort();
    }

    Path unixFile() {
        return unixFile;
    }

    /** Who came since the last time this was asked. */
    List<String> came() {
        List<String> fresh = new ArrayList<>();
        for (String one = came.poll(); one != null; one = came.poll()) {
            fresh.add(one);
        }
        return fresh;
    }

    @Override
    public void close() {
        try {
            tcp.close();
            udp.close();
            unix.close();
            Files.deleteIfExists(unixFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            http.stop(0);
        }
    }
}
