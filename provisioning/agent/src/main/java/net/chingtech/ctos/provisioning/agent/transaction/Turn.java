package net.chingtech.ctos.provisioning.agent.transaction;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/**
 * One thing at a time. Who comes while something long goes on is refused at once; something short, such as writing down that a
 * version did well, is waited for: nobody asked for it, and it is over in a moment.
 */
final class Turn {

    private final Duration patience;
    /** What is going on, in words; null when nothing is. */
    private String busyWith;

    private boolean isShort;

    /** @param patience how long something short is waited for */
    Turn(Duration patience) {
        this.patience = patience;
    }

    /** @throws ProvisioningException {@code busy} */
    synchronized void take(String words) throws ProvisioningException {
        take(words, false);
    }

    /** As {@link #take}, for something that is over in a moment. */
    synchronized void takeShortly(String words) throws ProvisioningException {
        take(words, true);
    }

    private void take(String words, boolean shortly) throws ProvisioningException {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (busyWith != null && isShort && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            left = end - System.nanoTime();
        }
        if (busyWith != null) {
            throw Refusals.of(
                    409,
                    "busy",
                    "The container is busy with " + busyWith + ".",
                    "Wait until that ends, then try again.");
        }
        busyWith = words;
        isShort = shortly;
    }

    /** Says what it has come to. */
    synchronized void now(String words) {
        busyWith = words;
    }

    synchronized void free() {
        busyWith = null;
        notifyAll();
    }
}
