package net.chingtech.escape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.testing.FolderContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a fence these ways lead out: who is denied them was denied by a fence. */
class UnfencedTest {

    private static final String SECRET = "the secret of the container";

    @TempDir
    static Path folder;

    private static ServerSocket tcp;
    private static DatagramSocket udp;
    private static ServerSocketChannel unix;
    private static World world;

    @BeforeAll
    static void open() throws IOException {
        tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Path door = folder.resolve("door.sock");
        unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(door));
        Map<String, Object> hints = new LinkedHashMap<>();
        hints.put("host", "framework");
        hints.put("home", folder.toString());
        hints.put("secret", folder.resolve("secret").toString());
        hints.put("outside", Files.createDirectories(folder.resolve("outside")).toString());
        hints.put("marker", folder.resolve("marker").toString());
        hints.put(
                "diary",
                Files.createDirectories(folder.resolve("other"))
                        .resolve("diary.txt")
                        .toString());
        hints.put("tcp_port", String.valueOf(tcp.getLocalPort()));
        hints.put("container_port", String.valueOf(tcp.getLocalPort()));
        hints.put("udp_port", String.valueOf(udp.getLocalPort()));
        hints.put("unix_socket", door.toString());
        hints.put("container_pid", String.valueOf(ProcessHandle.current().pid()));
        hints.put("env_name", "PATH");
        world = new World(new FolderContext("net.chingtech.escape", "1.0.0", folder), null, null, null, hints);
    }

    @BeforeEach
    void tidy() throws IOException {
        Files.writeString(folder.resolve("secret"), SECRET);
        Files.writeString(folder.resolve("other/diary.txt"), SECRET);
        Files.writeString(folder.resolve("outside/neighbour.txt"), SECRET);
    }

    @AfterAll
    static void close() throws IOException {
        tcp.close();
        udp.close();
        unix.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files.read",
                "files.read_stream",
                "files.read_random",
                "files.read_mapped",
                "files.read_url",
                "files.read_other",
                "files.read_other_dots",
                "files.move_in",
                "links.symbolic",
                "links.relative",
                "links.hard",
                "links.proc_root",
                "links.proc_cwd",
                "proc.root",
                "processes.runtime",
                "processes.java",
                "reflection.read",
                "reflection.proxy",
                "handles.read",
                "handles.hidden_class",
                "loaders.all_rights",
                "threads.new",
                "threads.root_group",
                "threads.executor",
                "threads.common_pool",
                "threads.future",
                "threads.delayed",
                "threads.parallel",
                "threads.timer",
                "threads.cleaner",
                "threads.finalizer",
                "threads.handler",
                "threads.privileged",
                "streams.read_object",
                "streams.comparator",
                "security.context",
                "security.combiner"
            })
    void theseWays_bringTheSecret(String name) throws Throwable {
        assertThat(String.valueOf(go(name))).contains(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files.read_async",
                "files.list_home",
                "files.exists",
                "files.watch",
                "proc.environment",
                "proc.command_line",
                "proc.files",
                "proc.net",
                "proc.environment_own",
                "proc.environment_map",
                "sockets.tcp",
                "sockets.tcp_channel",
                "sockets.tcp_async",
                "sockets.tcp_bytes",
                "sockets.tcp_mapped",
                "sockets.tcp_any",
                "sockets.console",
                "sockets.unix",
                "sockets.listen",
                "names.resolve",
                "processes.run",
                "processes.script",
                "processes.find",
                "streams.resolve",
                "streams.remote",
                "security.domain",
                "threads.list",
                "management.threads",
                "management.arguments",
                "management.command",
                "management.beans",
                "management.recording",
                "loaders.secure"
            })
    void theseWays_bringSomething(String name) throws Throwable {
        assertThat(go(name)).isNotNull().isNotEqualTo(World.TRIED);
    }

    @Test
    void theseWays_leaveATrace() throws Throwable {
        Path outside = folder.resolve("outside");
        go("files.write");
        assertThat(outside.resolve("made")).exists();
        go("files.write_temp");
        assertThat(folder.resolve("marker")).exists();
        go("links.folder");
        assertThat(outside.resolve("by-link")).exists();
        go("processes.shell");
        assertThat(outside.resolve("by-shell")).exists();
        go("processes.redirect");
        assertThat(outside.resolve("redirected")).exists();
        go("files.truncate");
        assertThat(outside.resolve("neighbour.txt")).isEmptyFile();
        go("files.delete");
        assertThat(outside.resolve("neighbour.txt")).doesNotExist();
    }

    private static Object go(String name) throws Throwable {
        return Attempts.byName().get(name).way().go(world);
    }
}
