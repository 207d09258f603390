package net.chingtech.ctos.gateways.internal.relay;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import net.chingtech.ctos.gateways.internal.net.SkillNetwork;
import net.chingtech.ctos.gateways.internal.net.Use;
import net.chingtech.ctos.skill.ToolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One skill's relay: takes connections until it is closed, and then ends those that are open. */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Path socket;
    private final ServerSocketChannel server;
    private final SkillNetwork network;
    private final ExecutorService threads;
    private final ScheduledExecutorService clock;
    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();

    Relay(
            Path socket,
            ServerSocketChannel server,
            SkillNetwork network,
            ExecutorService threads,
            ScheduledExecutorService clock) {
        this.socket = socket;
        this.server = server;
        this.network = network;
        this.threads = threads;
        this.clock = clock;
        threads.execute(this::accept);
    }

    public Path socket() {
        return socket;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                take(server.accept());
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.warn("The relay at {} takes no more connections: {}", socket, e.toString());
                }
                return;
            }
        }
    }

    private void take(SocketChannel program) {
        Use use;
        try {
            use = network.enterProgram();
        } catch (ToolException e) {
            // Not even a word: whoever opens too many does not get a thread to say it on.
            close(program);
            return;
        }
        Tunnel tunnel = new Tunnel(program, network, use, threads, clock);
        tunnels.add(tunnel);
        try {
            threads.execute(() -> {
                try {
                    tunnel.run();
                } finally {
                    tunnels.remove(tunnel);
                }
            });
        } catch (RejectedExecutionException e) {
            tunnel.close();
            use.close();
            tunnels.remove(tunnel);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A connection of a program could not be closed", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.getParent());
        } catch (IOException e) {
            LOG.warn("The relay at {} could not be removed: {}", socket, e.toString());
        }
        tunnels.forEach(Tunnel::close);
    }
}
