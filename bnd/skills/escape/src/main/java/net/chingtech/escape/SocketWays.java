package net.chingtech.escape;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Sockets of every kind that Java has; whoever listens sees each that comes through. */
final class SocketWays {

    private static final byte[] HELLO = {'h', 'i'};

    private SocketWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("sockets.tcp", "connect by TCP", w -> {
                    try (Socket socket = new Socket("127.0.0.1", w.port("tcp_port"))) {
                        return socket;
                    }
                }),
                new Attempt("sockets.tcp_channel", "connect by a channel", w -> {
                    try (SocketChannel socket =
                            SocketChannel.open(new InetSocketAddress("127.0.0.1", w.port("tcp_port")))) {
                        return socket;
                    }
                }),
                new Attempt("sockets.tcp_async", "connect by an asynchronous channel", w -> {
                    try (AsynchronousSocketChannel socket = AsynchronousSocketChannel.open()) {
                        World.get(socket.connect(new InetSocketAddress("127.0.0.1", w.port("tcp_port"))));
                        return socket;
                    }
                }),
                new Attempt("sockets.tcp_bytes", "connect to an address made of bytes", w -> {
                    InetAddress address = InetAddress.getByAddress("good.example", new byte[] {127, 0, 0, 1});
                    try (Socket socket = new Socket(address, w.port("tcp_port"))) {
                        return socket;
                    }
                }),
                new Attempt("sockets.tcp_mapped", "connect to an IPv4 address in IPv6's clothes", w -> {
                    try (Socket socket = new Socket("::ffff:127.0.0.1", w.port("tcp_port"))) {
                        return socket;
                    }
                }),
                new Attempt("sockets.tcp_any", "connect to 0.0.0.0", w -> {
                    try (Socket socket = new Socket("0.0.0.0", w.port("tcp_port"))) {
                        return socket;
                    }
                }),
                new Attempt("sockets.socks", "connect by a SOCKS proxy", w -> {
                    InetSocketAddress proxy = new InetSocketAddress("127.0.0.1", w.port("tcp_port"));
                    try (Socket socket = new Socket(new Proxy(Proxy.Type.SOCKS, proxy))) {
                        socket.setSoTimeout(500);
                        socket.connect(InetSocketAddress.createUnresolved("good.example", 80), 500);
                        return socket;
                    }
                }),
                new Attempt("sockets.console", "connect to the container's own door", w -> {
                    try (Socket socket = new Socket("127.0.0.1", w.port("container_port"))) {
                        return socket;
                    }
                }),
                new Attempt("sockets.udp", "send a datagram", w -> {
                    try (DatagramSocket socket = new DatagramSocket()) {
                        socket.send(new DatagramPacket(
                                HELLO, HELLO.length, new InetSocketAddress("127.0.0.1", w.port("udp_port"))));
                        return World.TRIED;
                    }
                }),
                new Attempt("sockets.multicast", "join a multicast group and send to it", w -> {
                    try (MulticastSocket socket = new MulticastSocket()) {
                        InetSocketAddress group = new InetSocketAddress("239.255.42.99", w.port("udp_port"));
                        socket.joinGroup(group, null);
                        socket.send(new DatagramPacket(HELLO, HELLO.length, group));
                        return w.reached("joined");
                    }
                }),
                new Attempt("sockets.listen", "listen on a port", w -> {
                    try (ServerSocket server = new ServerSocket(0)) {
                        return w.reached(server);
                    }
                }),
                new Attempt("sockets.listen_channel", "listen by a channel", w -> {
                    try (ServerSocketChannel server = ServerSocketChannel.open()) {
                        return w.reached(server.bind(new InetSocketAddress(0)));
                    }
                }),
                new Attempt("sockets.unix", "connect to a unix socket", w -> {
                    try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(w.hint("unix_socket")))) {
                        return socket;
                    }
                }),
                new Attempt("sockets.interfaces", "list the machine's network cards", w -> {
                    List<String> names = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                            .flatMap(card -> card.getInterfaceAddresses().stream())
                            .map(address -> address.getAddress())
                            .filter(address -> !address.isLoopbackAddress())
                            .map(InetAddress::getHostAddress)
                            .collect(Collectors.toList());
                    if (names.isEmpty()) {
                        throw new OnlyItself("no card but its own loopback");
                    }
                    return names;
                }),
                new Attempt("sockets.ping", "ping an address", w -> {
                    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
                    return w.reached(address.isReachable(500));
                }),
                new Attempt(
                        "sockets.url",
                        "read a web page by URL",
                        w -> w.page().toURL().openStream().readAllBytes().length),
                new Attempt(
                        "sockets.url_no_proxy",
                        "read a web page by URL, past any proxy",
                        w -> new String(w.page()
                                .toURL()
                                .openConnection(Proxy.NO_PROXY)
                                .getInputStream()
                                .readAllBytes())),
                new Attempt("sockets.jar_url", "read a web page by a jar: URL", w -> new java.net.URL(
                                "jar:" + w.page() + "x.jar!/x")
                        .openStream()
                        .read()),
                new Attempt("sockets.http_client", "read a web page by java.net.http", w -> HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(w.page()).build(), HttpResponse.BodyHandlers.ofString())
                        .body()));
    }
}
