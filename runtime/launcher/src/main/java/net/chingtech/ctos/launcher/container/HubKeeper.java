package net.chingtech.ctos.launcher.container;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/**
 * Keeps a hub beside the container. One that ends by itself is started again, at its port; one that ends again soon after
 * that is left alone, since it would go on so.
 */
final class HubKeeper {

    /** A Ctrl-C ends the hub and tells us to stop at the same moment: who ended whom is looked at a little later. */
    private static final long PAUSE_IN_MS = 300;

    /** How a hub is started. */
    @FunctionalInterface
    interface Start {
        HubProcess hub() throws CommandFailed;
    }

    private final Start start;
    private final Duration soon;
    private final PrintStream err;
    private HubProcess hub;
    private boolean stopped;

    HubKeeper(Start start, Duration soon, PrintStream err) {
        this.start = start;
        this.soon = soon;
        this.err = err;
    }

    /** Starts it for the first time. */
    synchronized HubProcess begin() throws CommandFailed {
        hub = start.hub();
        return hub;
    }

    /** From now on it is kept. */
    synchronized void keep() {
        watch(System.nanoTime() - soon.toNanos());
    }

    private void watch(long begun) {
        hub.onEnd()
                .thenAcceptAsync(
                        code -> ended(code, begun),
                        CompletableFuture.delayedExecutor(PAUSE_IN_MS, TimeUnit.MILLISECONDS));
    }

    private synchronized void ended(int code, long begun) {
        if (stopped) {
            return;
        }
        if (System.nanoTime() - begun < soon.toNanos()) {
            err.println("WARN: SkillHub ended with code " + code + " again. Installed skills go on working. See"
                    + " ./ctos logs --hub, then start the container anew.");
            return;
        }
        err.println("WARN: SkillHub ended with code " + code + " and is started again.");
        try {
            hub = start.hub();
            watch(System.nanoTime());
        } catch (CommandFailed e) {
            err.println(e.forPeople());
        }
    }

    /** Ends it, and keeps it no more. */
    void stop(Duration patience) {
        HubProcess running;
        synchronized (this) {
            stopped = true;
            running = hub;
        }
        if (running != null) {
            running.stop(patience);
        }
    }
}
