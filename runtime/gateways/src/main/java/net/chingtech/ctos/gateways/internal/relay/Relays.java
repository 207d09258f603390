package net.chingtech.ctos.gateways.internal.relay;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.gateways.internal.net.SkillNetwork;
import net.chingtech.ctos.gateways.internal.threads.OwnThreads;
import net.chingtech.ctos.runtime.ContainerHome;

/** Opens relays, and lends them threads. */
public final class Relays implements AutoCloseable {

    private static final int MOST_THREADS = 256;

    /** The kernel takes 107 bytes for the path of a socket; some systems take fewer. */
    private static final int LONGEST_PATH = 100;

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final ExecutorService threads = OwnThreads.pool("ctos-relay", MOST_THREADS);
    private final ScheduledExecutorService clock = OwnThreads.clock("ctos-relay-clock");

    public Relays(ContainerHome home) {
        folder = home.root().resolve("run/relay");
    }

    /**
     * Opens a relay.
     *
     * @param location of the skill; the same one has no other relay that is open
     */
    public Relay open(String location, SkillNetwork network) throws IOException {
        Path socket = socket(location);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            return new Relay(socket, server, network, threads, clock);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Alone in a folder that nobody else enters. */
    private Path socket(String location) throws IOException {
        Path own = folder.resolve(
                Digests.sha256Hex(location.getBytes(StandardCharsets.UTF_8)).substring(0, 12));
        Path socket = own.resolve("s");
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            return Files.createTempDirectory("ctos-relay", OWNER_ONLY).resolve("s");
        }
        Files.createDirectories(folder, OWNER_ONLY);
        // What a run that was cut off left behind.
        Files.deleteIfExists(socket);
        Files.deleteIfExists(own);
        Files.createDirectory(own, OWNER_ONLY);
        return socket;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
