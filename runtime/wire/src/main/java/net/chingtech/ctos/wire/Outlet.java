package net.chingtech.ctos.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Writes lines in order. A line goes out on the thread that sends it when the other end surely has room for it, since each
 * change of threads costs about as much as the way through a pipe; else a thread of its own writes it. A write that does not
 * come to an end closes the connection.
 */
final class Outlet {

    /** What becomes of a line when too much waits already. */
    enum WhenFull {
        REFUSE,
        WAIT,
        /** Small, and few. */
        ADD
    }

    /** What became of a line. */
    enum Sent {
        ON_ITS_WAY,
        FULL,
        CLOSED
    }

    private static final int CHUNK = 64 * 1024;

    private final String name;
    private final OutputStream out;
    private final long mostWaiting;
    private final int direct;
    private final Duration patience;
    private final Consumer<CloseReason> close;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private long waiting;
    private long sent;
    private long read;
    private boolean writing;
    private boolean closed;
    private volatile long writingSince;
    private Watch.Handle watch;

    Outlet(String name, OutputStream out, Limits limits, Consumer<CloseReason> close) {
        this.name = name;
        this.out = out;
        mostWaiting = limits.mostWaiting();
        direct = limits.direct();
        patience = limits.patience();
        this.close = close;
    }

    void start() {
        watch = Watch.everySecond(this::closeWhenStuck);
        Thread thread = new Thread(this::writeQueue, name + "-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param position told how many bytes were sent with this line, before it is written */
    Sent send(byte[] line, WhenFull whenFull, LongConsumer position) {
        lock.lock();
        try {
            while (!closed && whenFull != WhenFull.ADD && waiting > 0 && waiting + line.length > mostWaiting) {
                if (whenFull == WhenFull.REFUSE) {
                    return Sent.FULL;
                }
                // Not interruptibly: the answer of a cancelled request is sent as well. The watch ends it.
                room.awaitUninterruptibly();
            }
            if (closed) {
                return Sent.CLOSED;
            }
            sent += line.length;
            position.accept(sent);
            if (writing || !queue.isEmpty() || sent - read > direct) {
                queue.add(line);
                waiting += line.length;
                work.signal();
                return Sent.ON_ITS_WAY;
            }
            writing = true;
        } finally {
            lock.unlock();
        }
        write(line);
        lock.lock();
        try {
            writing = false;
            if (!queue.isEmpty()) {
                work.signal();
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
        return Sent.ON_ITS_WAY;
    }

    /** Waits until nothing is written any more, but not longer than {@code patience}. */
    void awaitIdle(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!closed && left > 0 && (writing || !queue.isEmpty())) {
                left = room.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** The other end has read what was sent up to here: it answered. */
    void readUpTo(long position) {
        lock.lock();
        try {
            read = Math.max(read, position);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        if (watch != null) {
            watch.end();
        }
        lock.lock();
        try {
            closed = true;
            queue.clear();
            waiting = 0;
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void writeQueue() {
        while (true) {
            byte[] line;
            lock.lock();
            try {
                while (!closed && (writing || queue.isEmpty())) {
                    work.awaitUninterruptibly();
                }
                if (closed) {
                    return;
                }
                line = queue.poll();
                writing = true;
            } finally {
                lock.unlock();
            }
            write(line);
            lock.lock();
            try {
                writing = false;
                waiting = Math.max(0, waiting - line.length);
                room.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void write(byte[] line) {
        try {
            for (int at = 0; at < line.length; at += CHUNK) {
                // Never 0, which means that nobody writes.
                writingSince = System.nanoTime() | 1;
                out.write(line, at, Math.min(CHUNK, line.length - at));
            }
            out.flush();
        } catch (IOException e) {
            close.accept(new CloseReason(CloseReason.BROKEN, "The other end takes nothing more: " + e.getMessage()));
        } finally {
            writingSince = 0;
        }
    }

    private void closeWhenStuck() {
        long since = writingSince;
        if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
            close.accept(new CloseReason(
                    CloseReason.NOT_READING, "The other end has not read for " + patience.toSeconds() + " seconds."));
        }
    }
}
