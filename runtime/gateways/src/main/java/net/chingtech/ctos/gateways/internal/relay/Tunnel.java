package net.chingtech.ctos.gateways.internal.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import net.chingtech.ctos.gateways.internal.net.SkillNetwork;
import net.chingtech.ctos.gateways.internal.net.Use;
import net.chingtech.ctos.gateways.internal.traffic.SkillTraffic;
import net.chingtech.ctos.skill.ToolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a program through the relay, from its first byte to its last. */
final class Tunnel implements AutoCloseable {

    static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final long HEAD_MS = 10_000;
    private static final int CONNECT_MS = 5_000;
    private static final long IDLE_MS = 60_000;
    private static final long LONGEST_MS = 600_000;
    private static final long LOOK_EVERY_MS = 1_000;
    private static final int BLOCK = 16 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);

    private final SocketChannel program;
    private final SkillNetwork network;
    private final Use use;
    private final ExecutorService threads;
    private final ScheduledFuture<?> watch;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong out = new AtomicLong();
    private final AtomicLong in = new AtomicLong();
    private final long begun = now();
    private volatile long lastByte = begun;
    private volatile boolean open;
    private volatile SocketChannel destination;

    Tunnel(
            SocketChannel program,
            SkillNetwork network,
            Use use,
            ExecutorService threads,
            ScheduledExecutorService clock) {
        this.program = program;
        this.network = network;
        this.use = use;
        this.threads = threads;
        watch = clock.scheduleAtFixedRate(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void look() {
        long now = now();
        if (now - begun > LONGEST_MS || now - lastByte > (open ? IDLE_MS : HEAD_MS)) {
            close();
        }
    }

    void run() {
        try {
            serve();
        } finally {
            close();
            // Only now: as long as this thread is held, by a slow name server for one, its place is taken.
            use.close();
        }
    }

    private void serve() {
        try {
            ProxyHead head = ProxyHead.read(readHead());
            List<InetAddress> addresses = network.pass(head.to(), head.call());
            use.at(head.to(), this::close);
            carry(head, addresses);
        } catch (ProxyHead.Bad e) {
            answer("400 Bad Request", e.getMessage());
        } catch (ToolException e) {
            answer(status(e.code()), e.code() + ": " + e.getMessage());
        } catch (IOException e) {
            LOG.debug("A connection of a program broke off", e);
        }
    }

    private static String status(String code) {
        return switch (code) {
            case "network_denied", "network_address_denied" -> "403 Forbidden";
            case "network_refused" -> "400 Bad Request";
            default -> "502 Bad Gateway";
        };
    }

    /** Byte by byte at its end, so that nothing behind the head is taken. */
    private String readHead() throws IOException, ProxyHead.Bad {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(1);
        int end = 0;
        while (end < 4) {
            one.clear();
            if (program.read(one) < 0) {
                throw new IOException("it ended within the head of its request");
            }
            byte next = one.get(0);
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
            head.write(next);
            if (head.size() > ProxyHead.LONGEST) {
                throw new ProxyHead.Bad("the head of the request is too long");
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private void carry(ProxyHead head, List<InetAddress> addresses) throws IOException, ToolException {
        String status = SkillTraffic.FAILED;
        try {
            connect(head, addresses);
            open = true;
            lastByte = now();
            if (head.isTunnel()) {
                write(program, "HTTP/1.1 200 Connection established\r\n\r\n");
                status = "200";
            } else {
                out.addAndGet(head.forward().length());
                write(destination, head.forward());
                status = "sent";
            }
            pump(head);
        } finally {
            network.count(head.to(), head.method(), status, out.get(), in.get());
        }
    }

    private void connect(ProxyHead head, List<InetAddress> addresses) throws ToolException {
        for (InetAddress address : addresses) {
            SocketChannel channel = null;
            try {
                // A channel knows of no proxy, whatever the JVM was told.
                channel = SocketChannel.open();
                destination = channel;
                if (closed.get()) {
                    channel.close();
                }
                channel.socket()
                        .connect(new InetSocketAddress(address, head.to().port()), CONNECT_MS);
                return;
            } catch (IOException e) {
                close(channel);
                if (closed.get()) {
                    break;
                }
            }
        }
        use.refuseWhenStopped();
        throw new ToolException("network_failed", head.to() + ": nobody answers there");
    }

    /** Both ways at once; over when the destination has said all, or anything went wrong. */
    private void pump(ProxyHead head) {
        CompletableFuture<Void> there;
        try {
            there = CompletableFuture.runAsync(
                    () -> copy(program, destination, out, head.isTunnel() ? Long.MAX_VALUE : head.bodyBytes(), head),
                    threads);
        } catch (RejectedExecutionException e) {
            return;
        }
        copy(destination, program, in, Long.MAX_VALUE, head);
        close();
        there.join();
    }

    private void copy(SocketChannel from, SocketChannel to, AtomicLong count, long most, ProxyHead head) {
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
        long left = most;
        try {
            while (left > 0) {
                buffer.clear().limit((int) Math.min(BLOCK, left));
                int read = from.read(buffer);
                if (read < 0) {
                    break;
                }
                lastByte = now();
                left -= read;
                if (count.addAndGet(read) > MOST_BYTES) {
                    throw new IOException("more than a connection may carry");
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                    lastByte = now();
                }
            }
            if (head.isTunnel()) {
                to.shutdownOutput();
            }
        } catch (IOException e) {
            close();
        }
    }

    private void answer(String status, String text) {
        try {
            write(
                    program,
                    "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Length: "
                            + (text.length() + 1) + "\r\nConnection: close\r\n\r\n" + text + "\n");
        } catch (IOException e) {
            LOG.debug("A program did not wait for its answer", e);
        }
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("A connection of a program could not be closed", e);
        }
    }

    @Override
    public void close() {
        closed.set(true);
        watch.cancel(false);
        close(program);
        close(destination);
    }
}
