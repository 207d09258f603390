package net.chingtech.ctos.webconsole.internal.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;

/** One client that watches one task. Only the newest state counts: a slow client skips what was in between. */
final class TaskStream {

    private final HttpServletResponse response;
    private final Executor writers;
    private final Consumer<TaskStream> closed;

    private final AtomicReference<Task> newest = new AtomicReference<>();
    private final AtomicBoolean beat = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean completed = new AtomicBoolean();
    private final AtomicInteger signals = new AtomicInteger();
    private long sentRevision = Long.MIN_VALUE;
    private volatile AsyncContext async;
    private volatile Tasks.Watch watch;

    TaskStream(HttpServletResponse response, Executor writers, Consumer<TaskStream> closed) {
        this.response = response;
        this.writers = writers;
        this.closed = closed;
    }

    void start(Exchange exchange, Tasks tasks, Task task) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        try {
            // The client sees the stream open before anything happens in it.
            response.flushBuffer();
        } catch (IOException e) {
            closed.accept(this);
            throw e;
        }
        async = exchange.later();
        watch = tasks.watch(change -> {
            if (change.taskId().equals(task.taskId())) {
                take(change);
            }
        });
        if (over.get()) {
            // It ended before the watch was known here.
            finish();
        }
        // What changed between the question and the watch is asked for again, so nothing is missed.
        take(tasks.find(task.taskId()).orElse(task));
    }

    private void take(Task change) {
        newest.accumulateAndGet(
                change, (known, next) -> known == null || next.revision() >= known.revision() ? next : known);
        signal();
    }

    /** Time for a sign of life; a client that left is noticed by it. Until it is open, somebody else writes. */
    void beat() {
        if (async != null) {
            beat.set(true);
            signal();
        }
    }

    void end() {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        closed.accept(this);
        finish();
    }

    private void finish() {
        if (watch != null) {
            watch.close();
        }
        if (async != null && completed.compareAndSet(false, true)) {
            async.complete();
        }
    }

    /** One writer at a time; who comes while it writes only leaves a mark. */
    private void signal() {
        if (signals.getAndIncrement() == 0) {
            try {
                writers.execute(this::write);
            } catch (RejectedExecutionException e) {
                end();
            }
        }
    }

    private void write() {
        int seen;
        do {
            seen = signals.get();
            try {
                if (!over.get()) {
                    writeOnce();
                }
            } catch (IOException | RuntimeException e) {
                // The client is gone; there is nobody to tell.
                end();
            }
        } while (!signals.compareAndSet(seen, 0));
    }

    private void writeOnce() throws IOException {
        ServletOutputStream out = response.getOutputStream();
        Task task = newest.get();
        if (task != null && task.revision() > sentRevision) {
            sentRevision = task.revision();
            out.write("event: task\ndata: ".getBytes(StandardCharsets.UTF_8));
            out.write(Json.write(task));
            out.write("\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (task.state().isFinal()) {
                end();
            }
        } else if (beat.getAndSet(false)) {
            out.write(": alive\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
