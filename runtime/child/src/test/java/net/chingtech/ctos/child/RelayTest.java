package net.chingtech.ctos.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RelayTest {

    /** More than all buffers on the way hold. */
    private static final int LARGE = 8 * 1024 * 1024;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocketChannel gateway;
    private Path socket;
    private int port;

    @BeforeEach
    void begin() throws IOException {
        // A path of a unix socket is short.
        socket = Files.createTempDirectory("relay").resolve("s");
        gateway = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        gateway.bind(UnixDomainSocketAddress.of(socket));
        port = free();
    }

    /** Below the ports that a machine gives to whoever asks for any: nobody takes it before the process listens there. */
    private static int free() {
        for (int candidate = 20_000 + (int) (ProcessHandle.current().pid() % 10_000); ; candidate++) {
            try (ServerSocket free = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException e) {
                assertThat(candidate).as("%s", e).isLessThan(32_000);
            }
        }
    }

    @AfterEach
    void end() throws IOException {
        gateway.close();
        threads.shutdownNow();
        Files.deleteIfExists(socket);
        Files.delete(socket.getParent());
    }

    private TestContainer started() throws Exception {
        TestContainer container = new TestContainer(folder);
        Map<String, Object> start = new LinkedHashMap<>(container.startOf(TestSkill.of("tried", folder)));
        start.put("relay", Map.of("socket", socket.toString(), "port", (long) port));
        container.ask("start", start);
        return container;
    }

    @Test
    void bytesOfAProgram_reachTheContainer_andItsAnswerComesBack_toTheLast() throws Exception {
        try (TestContainer container = started()) {
            Future<Integer> received = threads.submit(this::answerOnce);
            try (Socket program = new Socket(InetAddress.getLoopbackAddress(), port)) {
                OutputStream out = program.getOutputStream();
                out.write(new byte[LARGE]);
                program.shutdownOutput();
                assertThat(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("HTTP/1.1 403 Forbidden\r\n\r\n");
            }
            assertThat(received.get()).isEqualTo(LARGE);
            assertThat(container.call("echo", Map.of())).isEqualTo(Map.of());
        }
    }

    private int answerOnce() throws IOException {
        try (SocketChannel connection = gateway.accept();
                InputStream in = Channels.newInputStream(connection);
                OutputStream out = Channels.newOutputStream(connection)) {
            int count = 0;
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count += n;
            }
            out.write("HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            return count;
        }
    }

    @Test
    void aContainerThatClosesTheConnection_endsTheProgramsToo() throws Exception {
        try (TestContainer container = started();
                Socket program = new Socket(InetAddress.getLoopbackAddress(), port)) {
            gateway.accept().close();

            assertThat(program.getInputStream().readAllBytes()).isEmpty();
            assertThat(container.process.isAlive()).isTrue();
        }
    }

    @Test
    void aPortThatIsTaken_failsTheStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taken.isBound()).isTrue();
            assertThat(codeOfStart()).isEqualTo("relay_failed");
        }
    }

    private String codeOfStart() throws Exception {
        try (TestContainer container = started()) {
            return "started " + container.process.pid();
        } catch (net.chingtech.ctos.wire.RpcError e) {
            return e.code();
        }
    }
}
