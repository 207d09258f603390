package net.chingtech.escape;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Calls that never come back; each caller must get an error in time, and others must not notice. */
final class EndlessWays {

    private EndlessWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("endless.wait", "wait for ever", w -> {
                    new CountDownLatch(1).await();
                    return World.TRIED;
                }),
                new Attempt("endless.uninterruptible", "wait for ever and ignore interrupts", w -> {
                    while (true) {
                        LockSupport.park();
                        Thread.interrupted();
                    }
                }),
                new Attempt("endless.spin", "compute for ever", w -> {
                    long i = 0;
                    while (i >= 0) {
                        i = (i + 1) & Long.MAX_VALUE;
                    }
                    return i;
                }),
                new Attempt("endless.pattern", "match a pattern for ever", w -> Pattern.compile("(a+)+\\1b")
                        .matcher("a".repeat(90))
                        .find()),
                new Attempt("endless.class", "never end the making of a class", w -> Never.VALUE),
                new Attempt("endless.lock", "hold a lock of the whole JVM for ever", w -> {
                    synchronized (java.util.TimeZone.class) {
                        while (true) {
                            LockSupport.park();
                            Thread.interrupted();
                        }
                    }
                }));
    }

    /** Its initializer waits. */
    private static final class Never {
        static final Object VALUE = never();

        private static Object never() {
            while (true) {
                LockSupport.park();
                Thread.interrupted();
            }
        }
    }
}
