package net.chingtech.ctos.wire;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that looks at all connections once in a second, since who stands in a write cannot look at himself. */
final class Watch {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private Watch() {}

    /** Ends a watch. */
    interface Handle {
        void end();
    }

    static Handle everySecond(Runnable look) {
        Future<?> looking = CLOCK.scheduleWithFixedDelay(look, 1, 1, TimeUnit.SECONDS);
        return () -> looking.cancel(false);
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "ctos-wire-watch");
            thread.setDaemon(true);
            return thread;
        });
        // No thread where there is no connection.
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
