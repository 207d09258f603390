package net.chingtech.ctos.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two ends joined by pipes of the machine; or one end, and the bare pipes of the other. */
final class Pair implements AutoCloseable {

    final Pipe there;
    final Pipe back;
    final ExecutorService threads = Executors.newCachedThreadPool();

    Pair() {
        try {
            there = Pipe.open();
            back = Pipe.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Peer left(Limits limits, Answers answers) {
        return started(new Peer(
                "left",
                Channels.newInputStream(back.source()),
                Channels.newOutputStream(there.sink()),
                limits,
                answers,
                threads));
    }

    Peer right(Limits limits, Answers answers) {
        return started(new Peer("right", rightIn(), rightOut(), limits, answers, threads));
    }

    InputStream rightIn() {
        return Channels.newInputStream(there.source());
    }

    OutputStream rightOut() {
        return Channels.newOutputStream(back.sink());
    }

    private static Peer started(Peer peer) {
        peer.start();
        return peer;
    }

    @Override
    public void close() {
        try {
            there.sink().close();
            back.sink().close();
            there.source().close();
            back.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
