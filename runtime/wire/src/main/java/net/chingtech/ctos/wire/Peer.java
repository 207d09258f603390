package net.chingtech.ctos.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * One end of a connection: asks the other end, and answers it. Whatever the other end sends or leaves undone, memory stays
 * within the {@link Limits} and no thread waits for ever. The streams are their owner's: a closed peer reads and writes no
 * more, but what stands in a read or write ends only when the owner ends the stream.
 */
public final class Peer implements AutoCloseable {

    private static final String CANCEL = "cancel";

    private final Limits limits;
    private final Answers answers;
    private final Executor executor;
    private final Json json;
    private final LineReader reader;
    private final Outlet outlet;
    private final Rate rate;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Request> asked = new ConcurrentHashMap<>();
    private final Map<Long, Incoming> answering = new ConcurrentHashMap<>();
    private final AtomicReference<CloseReason> reason = new AtomicReference<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    /**
     * @param name for the names of threads
     * @param executor runs what reads and what answers; it must have a thread for each, or reject
     */
    public Peer(String name, InputStream in, OutputStream out, Limits limits, Answers answers, Executor executor) {
        this.limits = limits;
        this.answers = answers;
        this.executor = executor;
        json = new Json(limits.longestLine(), limits.mostValues(), limits.deepest());
        reader = new LineReader(in, limits.longestLine());
        outlet = new Outlet(name, out, limits, this::close);
        rate = new Rate(limits.mostPerSecond());
    }

    /** Begins to read. Called once. */
    public void start() {
        outlet.start();
        executor.execute(this::read);
    }

    /**
     * Ends with the reason when the connection is closed, by whom ever, and all requests have failed. What depends on it must
     * be quick.
     */
    public CompletableFuture<CloseReason> closed() {
        return closed.copy();
    }

    /**
     * Asks the other end; never blocks for long. No time limit of its own: a request that is not answered keeps its place
     * among those in flight, also when it was cancelled or ended by {@code orTimeout}.
     *
     * @param parameters values of JSON
     * @return fails with an {@link RpcError}: what the other end answered, or {@code other_end_busy}, {@code not_plain} (the
     *     parameters are no JSON, or too long), {@code connection_closed}
     */
    public Request request(String method, Map<String, ?> parameters) {
        return request(method, parameters, id -> {});
    }

    /**
     * As {@link #request(String, Map)}.
     *
     * @param numbered told the number of the request before the other end can know it
     */
    public Request request(String method, Map<String, ?> parameters, LongConsumer numbered) {
        long id = lastId.incrementAndGet();
        numbered.accept(id);
        Request request = new Request(id, this::cancel);
        if (asked.size() >= limits.mostInFlight()) {
            request.completeExceptionally(busy());
            return request;
        }
        byte[] line;
        try {
            line = json.request(id, method, parameters);
        } catch (IOException e) {
            request.completeExceptionally(RpcError.of("not_plain", e.getMessage()));
            return request;
        }
        asked.put(id, request);
        Outlet.Sent sent = outlet.send(line, Outlet.WhenFull.REFUSE, request::sentUpTo);
        if (sent == Outlet.Sent.FULL) {
            asked.remove(id);
            request.completeExceptionally(busy());
        } else if (sent == Outlet.Sent.CLOSED || isClosed()) {
            asked.remove(id);
            request.completeExceptionally(gone());
        }
        return request;
    }

    /** Tells the other end something; waits while the other end does not read, and is for nothing when it is gone. */
    public void tell(String method, Map<String, ?> parameters) {
        try {
            outlet.send(json.notification(method, parameters), Outlet.WhenFull.WAIT, at -> {});
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(new CloseReason(CloseReason.CLOSED, "This end closed the connection."));
    }

    /** Closes when all that was sent is written, or after {@code patience}; waits for it. */
    public void closeWhenSent(Duration patience) {
        outlet.awaitIdle(patience);
        close();
    }

    /** Closes for a reason that the owner found out. */
    public void close(CloseReason why) {
        if (!reason.compareAndSet(null, why)) {
            return;
        }
        outlet.close();
        asked.values().forEach(request -> request.completeExceptionally(gone()));
        asked.clear();
        answering.values().forEach(Incoming::cancel);
        closed.complete(why);
    }

    private boolean isClosed() {
        return reason.get() != null;
    }

    private RpcError busy() {
        return RpcError.of("other_end_busy", "Too many requests wait for an answer already.");
    }

    private RpcError gone() {
        CloseReason why = reason.get();
        return new RpcError(RpcError.FAILED, "connection_closed", why.message(), List.of(why.code()));
    }

    private void cancel(long id) {
        if (asked.containsKey(id)) {
            try {
                outlet.send(json.notification(CANCEL, Map.of("request", id)), Outlet.WhenFull.ADD, at -> {});
            } catch (IOException e) {
                throw new IllegalStateException("a number is JSON", e);
            }
        }
    }

    /**
     * Reads until a request comes, lets another thread go on reading, and answers: so that the thread that was woken by a
     * request is the one that does the work.
     */
    private void read() {
        try {
            while (!isClosed()) {
                LineReader.Line line = reader.next();
                if (line == null) {
                    close(new CloseReason(CloseReason.ENDED, "The other end's stream ended."));
                    return;
                }
                Message message = json.message(line);
                if (message.isAnswer()) {
                    answered(message);
                    continue;
                }
                rate.take();
                if (message.isNotification()) {
                    heard(message);
                } else if (taken(message)) {
                    return;
                }
            }
        } catch (NotAccepted e) {
            close(new CloseReason(e.code(), e.getMessage()));
        } catch (IOException e) {
            close(new CloseReason(CloseReason.BROKEN, "The other end's stream failed: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(new CloseReason(CloseReason.CLOSED, "The thread that reads was interrupted."));
        } catch (RuntimeException | Error e) {
            // Nobody else would say that nobody reads any more.
            close(new CloseReason(CloseReason.BROKEN, "Reading failed: " + e));
            throw e;
        }
    }

    private void answered(Message message) throws NotAccepted {
        Request request = asked.remove(message.id());
        if (request == null) {
            if (isClosed()) {
                return;
            }
            throw new NotAccepted(CloseReason.ANSWER_UNKNOWN, "The other end answered what nobody asked.");
        }
        outlet.readUpTo(request.position());
        if (message.error() == null) {
            request.complete(message.result());
        } else {
            request.completeExceptionally(message.error());
        }
    }

    private void heard(Message message) {
        if (message.method().equals(CANCEL)) {
            Incoming incoming = message.parameters().get("request") instanceof Long id ? answering.get(id) : null;
            if (incoming != null) {
                incoming.cancel();
            }
        } else {
            answers.hear(message.method(), message.parameters());
        }
    }

    /** Whether another thread reads now, and this one answered. */
    private boolean taken(Message message) throws NotAccepted {
        Incoming incoming = new Incoming();
        if (answering.size() >= limits.mostInFlight()) {
            refuse(message);
            return false;
        }
        if (answering.putIfAbsent(message.id(), incoming) != null) {
            throw new NotAccepted(CloseReason.NOT_A_MESSAGE, "The other end used the number of a request twice.");
        }
        try {
            executor.execute(this::read);
        } catch (RejectedExecutionException e) {
            answering.remove(message.id());
            refuse(message);
            return false;
        }
        answer(message, incoming);
        return true;
    }

    private void refuse(Message message) {
        byte[] line =
                json.error(message.id(), RpcError.of("too_many_requests", "Too many requests are being answered."));
        outlet.send(line, Outlet.WhenFull.WAIT, at -> {});
    }

    private void answer(Message message, Incoming incoming) {
        byte[] line;
        incoming.begin();
        try {
            line = json.result(message.id(), answers.answer(message.id(), message.method(), message.parameters()));
        } catch (RpcError e) {
            line = json.error(message.id(), e);
        } catch (IOException e) {
            line = json.error(message.id(), RpcError.of("not_plain", e.getMessage()));
        } catch (RuntimeException | Error e) {
            line = json.error(message.id(), RpcError.of("failed", "The request failed."));
        } finally {
            incoming.end();
        }
        // The place is given back once there is room for the answer: else answers that nobody reads would pile up.
        outlet.send(line, Outlet.WhenFull.WAIT, at -> answering.remove(message.id()));
        answers.answered(message.method());
    }
}
