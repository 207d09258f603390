package net.chingtech.ctos.wire;

/** A request of the other end that is being answered, and can be cancelled while it is. */
final class Incoming {

    private Thread thread;
    private boolean cancelled;
    private boolean ended;

    /** The thread that calls this answers it. */
    synchronized void begin() {
        thread = Thread.currentThread();
        if (cancelled) {
            thread.interrupt();
        }
    }

    /** From now on a cancel concerns nobody, and the thread goes to its next work without the mark of this one. */
    synchronized void end() {
        ended = true;
        thread = null;
        Thread.interrupted();
    }

    synchronized void cancel() {
        cancelled = true;
        if (thread != null && !ended) {
            thread.interrupt();
        }
    }
}
