package net.chingtech.ctos.child.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * Listens on 127.0.0.1 for programs that take an HTTP proxy, and passes each connection on to the container, byte for byte:
 * it is the container that reads what they want, and checks it.
 */
public final class Relay {

    private static final int MOST_CONNECTIONS = 32;
    private static final int CHUNK = 16 * 1024;

    private final ServerSocketChannel server;
    private final UnixDomainSocketAddress container;
    private final Semaphore places = new Semaphore(MOST_CONNECTIONS);

    private Relay(ServerSocketChannel server, UnixDomainSocketAddress container) {
        this.server = server;
        this.container = container;
    }

    /** Listens from the return of this method on, for as long as the process lives. */
    public static void start(int port, Path socket) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        Relay relay = new Relay(server, UnixDomainSocketAddress.of(socket));
        thread("ctos-relay", relay::accept);
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes no more connections than there are places; others wait in the queue of the machine. */
    private void accept() {
        try {
            while (true) {
                places.acquireUninterruptibly();
                SocketChannel program = server.accept();
                thread("ctos-relay-connection", () -> connect(program));
            }
        } catch (IOException e) {
            System.err.println("Programs of this skill reach the network no more: " + e);
        }
    }

    private void connect(SocketChannel program) {
        try (program;
                SocketChannel out = SocketChannel.open(container)) {
            Thread back = new Thread(() -> pass(out, program), "ctos-relay-answer");
            back.setDaemon(true);
            back.start();
            pass(program, out);
            back.join();
        } catch (IOException e) {
            System.err.println("A program of this skill did not reach the container: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** One direction, until its end; the other one goes on. */
    private static void pass(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        try {
            while (from.read(buffer) >= 0) {
                writeAll(to, buffer.flip());
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeBoth(from, to);
        }
    }

    private static void writeAll(ByteChannel to, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    /** One of them is broken, so whoever reads from the other waits for nothing. */
    private static void closeBoth(SocketChannel one, SocketChannel other) {
        try (one;
                other) {
            return;
        } catch (IOException e) {
            // They are closed all the same.
        }
    }
}
