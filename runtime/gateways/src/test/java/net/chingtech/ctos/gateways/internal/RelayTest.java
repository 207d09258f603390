package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.Traffic.Destination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class RelayTest {

    @TempDir
    Path folder;

    private final Outside outside = new Outside();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Desk desk;
    private Admitted skill;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closing : open) {
            closing.close();
        }
    }

    private RawServer serve(RawServer.Answer answer) throws Exception {
        RawServer server = new RawServer(answer);
        open.add(server);
        outside.name("api.example", "127.0.0.1").allow("api.example:" + server.port());
        return server;
    }

    private RawServer echo() throws Exception {
        return serve((head, socket) -> {
            socket.getOutputStream().write(("seen " + head).getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().transferTo(socket.getOutputStream());
        });
    }

    private void admit(String... permissions) throws Exception {
        desk = outside.desk(folder);
        open.add(desk);
        skill = desk.admit("net.example.script", permissions);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(skill.relay().orElseThrow()));
        open.add(channel);
        return channel;
    }

    private static void say(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String hear(SocketChannel channel, String until) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        while (until == null || !heard.toString(StandardCharsets.ISO_8859_1).contains(until)) {
            buffer.clear();
            int read;
            try {
                read = channel.read(buffer);
            } catch (IOException e) {
                // A reset is an end, too.
                break;
            }
            if (read < 0) {
                break;
            }
            heard.write(buffer.array(), 0, read);
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    private String ask(String request) throws IOException {
        try (SocketChannel channel = connect()) {
            say(channel, request);
            return hear(channel, null);
        }
    }

    private List<Destination> counted(int requests) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            List<Destination> counted = desk.traffic.of(new SkillId("net.example.script"));
            if (counted.stream()
                            .flatMap(d -> d.methods().values().stream())
                            .mapToLong(n -> n)
                            .sum()
                    == requests) {
                return counted;
            }
            assertThat(System.nanoTime()).as("%s", counted).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void aTunnel_carriesBothWays_andIsCounted() throws Exception {
        RawServer server = echo();
        admit("process:exec:curl", "network:outbound:api.example:" + server.port());

        try (SocketChannel channel = connect()) {
            say(channel, "CONNECT api.example:" + server.port() + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(hear(channel, "\r\n\r\n")).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
            say(channel, "GET /secret\r\n\r\n");
            assertThat(hear(channel, "\r\n\r\n")).contains("seen GET /secret");
            say(channel, "more");
            assertThat(hear(channel, "more")).endsWith("more");
        }

        Destination to = counted(1).get(0);
        assertThat(to.host()).isEqualTo("api.example");
        assertThat(to.methods()).containsEntry("CONNECT", 1L);
        assertThat(to.bytesOut()).isEqualTo("GET /secret\r\n\r\nmore".length());
        assertThat(outside.lookups).containsExactly("api.example");
    }

    @Test
    void aPlainRequest_isCarriedOnWithTheContainersOwnHead() throws Exception {
        RawServer server = serve((head, socket) -> {
            socket.getOutputStream().write(("seen " + head).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(socket.getInputStream().readNBytes(4));
        });
        admit("process:exec:curl", "network:outbound:api.example:" + server.port());

        String heard = ask("POST http://api.example:" + server.port() + "/p?q=1#f HTTP/1.1\r\nHost: evil.example\r\n"
                + "Proxy-Authorization: x\r\nX-Drop: y\r\nConnection: keep-alive, x-drop\r\nX-Keep: z\r\n"
                + "Content-Length: 4\r\n\r\nbodyGET http://evil.example/ HTTP/1.1\r\n\r\n");

        // The fragment is no part of what is asked, and what follows the body goes nowhere.
        assertThat(heard).startsWith("seen POST /p?q=1 HTTP/1.1\r\nHost: api.example:" + server.port() + "\r\n");
        assertThat(heard).contains("X-Keep: z", "Connection: close").endsWith("\r\n\r\nbody");
        assertThat(heard).doesNotContain("evil", "Proxy-", "X-Drop", "keep-alive");
    }

    @Test
    void whatWasNotGranted_isForbidden_andWrittenDown() throws Exception {
        RawServer server = echo();
        outside.name("inner.example", "127.0.0.1");
        admit(
                "process:exec:curl",
                "network:outbound:api.example:" + server.port(),
                "network:outbound:inner.example:81");

        assertThat(ask("CONNECT other.example:443 HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("network_denied");
        assertThat(ask("CONNECT inner.example:81 HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("network_address_denied");
        assertThat(ask("GET http://169.254.169.254/ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(ask("CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(server.heads).isEmpty();
        assertThat(desk.audit.entries.get(0))
                .contains("permission_denied", "CONNECT other.example:443", "network:outbound:other.example:443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT 2130706433:80 HTTP/1.1",
                "CONNECT 0x7f.1:80 HTTP/1.1",
                "CONNECT [fe80::1%1]:80 HTTP/1.1",
                "CONNECT api.example HTTP/1.1",
                "CONNECT api.example:0 HTTP/1.1",
                "CONNECT user@api.example:80 HTTP/1.1",
                "CONNECT api.example:80\tx HTTP/1.1",
                "GET / HTTP/1.1",
                "GET https://api.example/ HTTP/1.1",
                "GET file:///etc/passwd HTTP/1.1",
                "GET http://u@api.example/ HTTP/1.1",
                "nonsense",
                "",
                "GET http://api.example/ HTTP/2.0",
                "POST http://api.example/ HTTP/1.1\r\nTransfer-Encoding: chunked",
                "POST http://api.example/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
                "POST http://api.example/ HTTP/1.1\r\nContent-Length: -1",
                "GET http://api.example/ HTTP/1.1\r\nX : y",
                "GET http://api.example/ HTTP/1.1\r\nX: y\nZ: z"
            })
    void whatCouldBeReadInTwoWays_isABadRequest(String head) throws Exception {
        admit("process:exec:curl", "network:outbound");

        assertThat(ask(head + "\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void theSocket_isForTheOwnerAlone_andComesAndGoesWithTheGrants() throws Exception {
        admit("process:exec:curl", "network:outbound");
        Path socket = skill.relay().orElseThrow();

        assertThat(socket.toString().length()).isLessThan(108);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
        skill.regrant(Desk.grants("network:outbound"));
        assertThat(skill.relay()).isEmpty();
        assertThat(socket).doesNotExist();
        skill.regrant(Desk.grants("network:outbound", "process:exec:curl"));
        assertThat(skill.relay()).isPresent();
        skill.close();
        assertThat(socket.getParent()).doesNotExist();
        assertThat(desk.admit("net.example.other", "network:outbound").relay()).isEmpty();
    }

    @Test
    void aTunnel_endsWhenItsGrantIsTakenBack() throws Exception {
        RawServer server = echo();
        admit("process:exec:curl", "network:outbound:api.example:" + server.port());
        SocketChannel channel = connect();
        say(channel, "CONNECT api.example:" + server.port() + " HTTP/1.1\r\n\r\n");
        hear(channel, "\r\n\r\n");

        skill.regrant(Desk.grants("process:exec:curl"));

        assertThat(hear(channel, null)).isEmpty();
        assertThat(ask("CONNECT api.example:" + server.port() + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void moreConnectionsThanAllowed_areClosed() throws Exception {
        admit("process:exec:curl", "network:outbound");
        for (int i = 0; i < 16; i++) {
            connect();
        }

        try (SocketChannel channel = connect()) {
            // Nothing is said: it may be closed before a word arrives.
            assertThat(hear(channel, null)).isEmpty();
        }
    }
}
