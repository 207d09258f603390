package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;

/**
 * The open streams of server-sent events. Writing may wait for a slow client, so it happens on threads of its own, one
 * at a time for each stream, and never on the thread that carries out a task.
 */
final class TaskStreams implements AutoCloseable {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    static final int MOST = 64;

    private final Set<TaskStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger names = new AtomicInteger();
    private final ExecutorService writers = Executors.newCachedThreadPool(this::thread);
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(this::thread);

    TaskStreams(Duration heartbeat) {
        heart.scheduleAtFixedRate(
                () -> open.forEach(TaskStream::beat),
                heartbeat.toMillis(),
                heartbeat.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Sends a task as it is, and each change, until it ends or the client is gone. */
    void open(Exchange exchange, Tasks tasks, Task task) throws Refusal, IOException {
        if (open.size() >= MOST) {
            throw new Refusal(
                    503,
                    "too_many_streams",
                    "Too many pages watch tasks at once.",
                    "Close some of them, or ask for the task every second instead.");
        }
        TaskStream stream = new TaskStream(exchange.response(), writers, open::remove);
        open.add(stream);
        stream.start(exchange, tasks, task);
    }

    int size() {
        return open.size();
    }

    @Override
    public void close() {
        heart.shutdownNow();
        open.forEach(TaskStream::end);
        writers.shutdown();
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ctos-task-events-" + names.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
