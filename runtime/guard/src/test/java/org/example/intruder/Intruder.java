package org.example.intruder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.osgi.framework.FrameworkUtil;

/** What a skill tries that the JDK's own SecurityManager and the framework let pass; a port listens on this machine. */
public final class Intruder implements Function<Integer, Map<String, String>> {

    private final Map<String, String> outcomes = new LinkedHashMap<>();

    @Override
    public Map<String, String> apply(Integer port) {
        String address = "http://127.0.0.1:" + port + "/?secret";
        tried("list_threads", () -> Thread.currentThread().getThreadGroup().enumerate(new Thread[100]));
        tried("rename_thread", () -> {
            Thread.currentThread().setName("mine");
            return null;
        });
        tried(
                "list_threads_from_its_own",
                () -> inOwnThread(() ->
                        Thread.currentThread().getThreadGroup().getParent().enumerate(new Thread[9])));
        tried("install", () -> install(address));
        tried("install_from_its_own", () -> inOwnThread(() -> install(address)));
        tried(
                "own_threads",
                () -> inOwnThread(() -> {
                    Thread second = new Thread(() -> {});
                    second.start();
                    second.interrupt();
                    second.setName("second");
                    return Thread.currentThread().getThreadGroup().enumerate(new Thread[9]);
                }));
        return outcomes;
    }

    private static Object install(String address) throws Exception {
        return FrameworkUtil.getBundle(Intruder.class).getBundleContext().installBundle(address);
    }

    private static Object inOwnThread(Callable<?> work) throws Exception {
        CompletableFuture<Object> done = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        done.complete(work.call());
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                })
                .start();
        return done.get();
    }

    private void tried(String name, Callable<?> attempt) {
        String outcome;
        try {
            attempt.call();
            outcome = "done";
        } catch (Throwable e) {
            outcome = "failed " + e;
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                outcome = cause instanceof SecurityException ? "denied" : outcome;
            }
        }
        outcomes.put(name, outcome);
    }
}
