package org.example.intruder;

import java.beans.EventHandler;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Touches a thread from a group that it made within its own, where no code of its bundle is on the stack; answers with what
 * was thrown, or null.
 */
public final class GroupMaker implements Function<Thread, Throwable> {

    @Override
    public Throwable apply(Thread other) {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread own = new Thread(() -> {
            try {
                Thread below =
                        new Thread(new ThreadGroup("below"), EventHandler.create(Runnable.class, other, "resume"));
                below.setUncaughtExceptionHandler((dead, why) -> thrown.complete(why));
                below.start();
                below.join();
                thrown.complete(null);
            } catch (Throwable e) {
                thrown.completeExceptionally(e);
            }
        });
        own.start();
        return thrown.join();
    }
}
