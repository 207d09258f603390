package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Starts processes from one thread that lives as long as the JVM. "Killed when its parent dies" means to Linux the thread
 * that started the process: one that a pool lets go would take the sandboxes with it.
 */
final class Spawner {

    private static final ExecutorService THREAD =
            Executors.newSingleThreadExecutor(task -> OwnThread.of(task, "sandbox-spawner"));

    private Spawner() {}

    static Process start(ProcessBuilder builder) throws IOException {
        Future<Process> started = THREAD.submit(builder::start);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return started.get();
                } catch (InterruptedException e) {
                    // The process would be there and nobody would know it: wait, it takes a millisecond.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("a sandbox cannot be started: " + e.getCause().getMessage(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
