package net.chingtech.ctos.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/**
 * A request that the other end was asked. It ends with the result, or with an {@link RpcError}. What depends on it runs on
 * the thread that reads the connection and must be quick.
 */
public final class Request extends CompletableFuture<Object> {

    private final long id;
    private final LongConsumer cancel;
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private volatile long position;

    Request(long id, LongConsumer cancel) {
        this.id = id;
        this.cancel = cancel;
    }

    /** This end's number of the request. */
    public long id() {
        return id;
    }

    /**
     * Asks the other end to stop working on it; the answer is still awaited, and is an error as a rule. To be called when
     * the request took too long, also when it was ended here by a time limit. Nothing to do a second time.
     */
    public void giveUp() {
        if (givenUp.compareAndSet(false, true)) {
            cancel.accept(id);
        }
    }

    /** Ends it here at once, and asks the other end to stop working on it. */
    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        if (cancelled) {
            giveUp();
        }
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    void sentUpTo(long bytes) {
        position = bytes;
    }

    long position() {
        return position;
    }
}
