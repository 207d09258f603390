package net.chingtech.escape;

import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What goes on after the skill was stopped; each is named, so that it can be found then. */
final class LeftoverWays {

    private LeftoverWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("left.thread", "leave a thread that ignores interrupts", w -> {
                    thread("left-thread", LeftoverWays::forEver).start();
                    return World.TRIED;
                }),
                new Attempt("left.thread_interruptible", "leave a thread that heeds interrupts", w -> {
                    thread("left-sleeper", () -> {
                                try {
                                    TimeUnit.DAYS.sleep(1);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            })
                            .start();
                    return World.TRIED;
                }),
                new Attempt("left.timer", "leave a timer", w -> {
                    Timer timer = new Timer("left-timer");
                    timer.schedule(
                            new TimerTask() {
                                @Override
                                public void run() {
                                    Thread.yield();
                                }
                            },
                            0,
                            100);
                    return World.TRIED;
                }),
                new Attempt("left.pool", "leave a pool that starts its threads anew", w -> {
                    Executors.newScheduledThreadPool(1, task -> thread("left-pool", task))
                            .scheduleAtFixedRate(Thread::yield, 0, 100, TimeUnit.MILLISECONDS);
                    return World.TRIED;
                }),
                new Attempt("left.common_pool", "leave work in the common pool", w -> {
                    CompletableFuture.runAsync(() -> {
                        Thread.currentThread().setName("left-common");
                        forEver();
                    });
                    return World.TRIED;
                }),
                new Attempt("left.hook", "hold up the end of its JVM", w -> {
                    Runtime.getRuntime().addShutdownHook(thread("left-hook", LeftoverWays::forEver));
                    return w.reached("added");
                }));
    }

    private static Thread thread(String name, Runnable runs) {
        Thread thread = new Thread(runs, name);
        thread.setDaemon(false);
        return thread;
    }

    private static void forEver() {
        while (true) {
            LockSupport.park();
            Thread.interrupted();
        }
    }
}
