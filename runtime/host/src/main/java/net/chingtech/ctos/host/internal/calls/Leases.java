package net.chingtech.ctos.host.internal.calls;

import java.util.concurrent.CompletableFuture;

/** Counts the calls that hold one version of a skill, and says when the last one let go. */
public final class Leases {

    /** The answer to one who wants a lease. */
    public enum Answer {
        TAKEN,
        /** Too many hold one already. */
        FULL,
        /** No lease is given any more. */
        CLOSED
    }

    private final int most;
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private int held;
    private boolean closed;

    public Leases(int most) {
        this.most = most;
    }

    public synchronized Answer take() {
        if (closed) {
            return Answer.CLOSED;
        }
        if (held == most) {
            return Answer.FULL;
        }
        held++;
        return Answer.TAKEN;
    }

    /** Gives back one lease that was taken. */
    public void give() {
        boolean last;
        synchronized (this) {
            held--;
            last = closed && held == 0;
        }
        if (last) {
            idle.complete(null);
        }
    }

    /** Gives no more leases; what is returned ends when the last one was given back. */
    public CompletableFuture<Void> close() {
        boolean last;
        synchronized (this) {
            closed = true;
            last = held == 0;
        }
        if (last) {
            idle.complete(null);
        }
        return idle.copy();
    }

    public synchronized int held() {
        return held;
    }
}
