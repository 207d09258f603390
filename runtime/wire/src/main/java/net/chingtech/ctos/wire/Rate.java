package net.chingtech.ctos.wire;

import java.util.concurrent.TimeUnit;

/** So many in a second, and not more: who takes one more waits. Used by one thread at a time. */
final class Rate {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long most;
    private long began = System.nanoTime();
    private long taken;

    Rate(long most) {
        this.most = most;
    }

    void take() throws InterruptedException {
        if (taken < most) {
            taken++;
            return;
        }
        // The clock is looked at only when a second's worth is used up.
        long left = began + SECOND - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
        began = System.nanoTime();
        taken = 1;
    }
}
