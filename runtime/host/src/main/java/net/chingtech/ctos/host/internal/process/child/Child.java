package net.chingtech.ctos.host.internal.process.child;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import net.chingtech.ctos.host.internal.calls.Leases;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.sandbox.Confined;
import net.chingtech.ctos.wire.Answers;
import net.chingtech.ctos.wire.CloseReason;
import net.chingtech.ctos.wire.Limits;
import net.chingtech.ctos.wire.Peer;
import net.chingtech.ctos.wire.Request;
import net.chingtech.ctos.wire.RpcError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of a skill, from its start to its end. */
public final class Child {

    private static final Logger LOG = LoggerFactory.getLogger(Child.class);
    private static final Flow.Rate OUTPUT = new Flow.Rate(16L * 1024 * 1024, 64L * 1024 * 1024, Duration.ofSeconds(20));
    private static final Flow.Rate ERRORS = new Flow.Rate(256 * 1024, 4L * 1024 * 1024, Duration.ofSeconds(20));
    /** Between the end of its output and its own end. */
    private static final Duration LAST_BREATH = Duration.ofSeconds(2);
    /** What the kernel does not end in this time is told, and no longer waited for. */
    private static final Duration KILL = Duration.ofSeconds(5);

    private final String name;
    private final Confined confined;
    private final Threads threads;
    private final ErrorLines errors;
    private final Peer peer;
    private final Duration stop;
    private final Leases leases = new Leases(Integer.MAX_VALUE);
    private final AtomicReference<Ending> wanted = new AtomicReference<>();
    private final CompletableFuture<Void> errorsRead = new CompletableFuture<>();
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private volatile long lastUsed = System.nanoTime();

    /**
     * @param log takes what the process writes to standard error, line by line
     * @param answers what the container does for it
     * @param stop how long it may take to end by itself: its skill, and then its framework
     */
    public Child(
            String name, Confined confined, Threads threads, Consumer<String> log, Answers answers, Duration stop) {
        this.name = name;
        this.stop = stop;
        this.confined = confined;
        this.threads = threads;
        Process process = confined.process();
        errors = new ErrorLines(
                new Metered(process.getErrorStream(), new Flow(ERRORS), this::flooded), log, System::nanoTime);
        peer = new Peer(
                name,
                new Metered(process.getInputStream(), new Flow(OUTPUT), this::flooded),
                process.getOutputStream(),
                Limits.wary(),
                answers,
                threads);
    }

    /** Begins to listen to it. */
    public void begin() {
        threads.execute(() -> {
            try {
                errors.run();
            } finally {
                errorsRead.complete(null);
            }
        });
        peer.closed().thenAccept(reason -> threads.execute(() -> disconnected(reason)));
        confined.process().onExit().thenAccept(process -> threads.execute(() -> exited(process.exitValue())));
        peer.start();
    }

    /** Ends when the process did, with the reason. */
    public CompletableFuture<Ending> ended() {
        return ended.copy();
    }

    /** Ends when nobody can speak to it any more; what depends on it must be quick. */
    public CompletableFuture<Void> disconnected() {
        return peer.closed().thenApply(reason -> null);
    }

    public Optional<Long> memoryBytes() {
        return confined.memoryBytes();
    }

    /** Holds the process for a call; not when it takes no more. */
    public boolean take() {
        return leases.take() == Leases.Answer.TAKEN;
    }

    /** The call is over, for its caller. */
    public void give() {
        lastUsed = System.nanoTime();
        leases.give();
    }

    /** How long nobody called it. */
    public Duration idle() {
        return leases.held() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastUsed);
    }

    /** Takes no more calls; ends when the last caller has its answer. */
    public CompletableFuture<Void> retire() {
        return leases.close();
    }

    /**
     * Asks it; never waits.
     *
     * @param numbered told the number of the request before the process can know it
     */
    public Request ask(String method, Map<String, ?> parameters, LongConsumer numbered) {
        return peer.request(method, parameters, numbered);
    }

    /**
     * Asks it, and waits.
     *
     * @throws RpcError what it answered, or {@code connection_closed}
     * @throws TimeoutException it did not answer in time
     */
    public Object ask(String method, Map<String, ?> parameters, Duration limit)
            throws RpcError, TimeoutException, InterruptedException {
        Request request = ask(method, parameters, id -> {});
        try {
            return request.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RpcError error ? error : RpcError.of("failed", String.valueOf(e.getCause()));
        } catch (TimeoutException | InterruptedException e) {
            request.giveUp();
            throw e;
        }
    }

    /** Lets it end by itself within its limit, and ends it then; waits until it is over. */
    public void stop() {
        if (!wanted.compareAndSet(null, Ending.STOPPED)) {
            await();
            return;
        }
        try {
            ask("stop", Map.of(), stop);
            confined.process().waitFor(stop.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RpcError | TimeoutException e) {
            LOG.debug("{} did not stop by itself: {}", name, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        await();
    }

    /** Ends it at once, for a reason; what it ended for before is kept. */
    public void end(Ending why) {
        wanted.compareAndSet(null, why);
        kill();
    }

    /** Waits until it is over; not longer than {@link #KILL}. */
    public Ending await() {
        try {
            return ended.get(stop.plus(stop).plus(KILL).plus(KILL).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the end of " + name + " is always told", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ending.STOPPED;
        }
    }

    private void flooded() {
        end(Ending.flooded());
    }

    private void kill() {
        confined.close();
        threads.later(KILL, () -> {
            if (!ended.isDone()) {
                LOG.warn("The process of {} was told to end and is still there", name);
                over(new Ending("child_hung", "It could not be ended.", errors.last(), false));
            }
        });
    }

    /** It speaks no more: by its end, that tells why as a rule, or by what it said. */
    private void disconnected(CloseReason reason) {
        switch (reason.code()) {
            case CloseReason.CLOSED:
                break;
            case CloseReason.ENDED:
            case CloseReason.BROKEN:
                threads.later(LAST_BREATH, () -> {
                    if (confined.process().isAlive()) {
                        end(Ending.misbehaved("It closed its streams. " + reason.message()));
                    }
                });
                break;
            case CloseReason.NOT_READING:
                end(Ending.hung(reason.message()));
                break;
            default:
                end(Ending.misbehaved(reason.message()));
                break;
        }
    }

    private void exited(int code) {
        // What it said last is still in the pipe; a descendant may hold that open.
        Future<?> alarm = threads.later(LAST_BREATH, () -> errorsRead.complete(null));
        errorsRead.thenRun(() -> threads.execute(() -> {
            alarm.cancel(false);
            Ending why = wanted.get();
            over(why == null ? Autopsy.of(code, confined.exceeded(), errors.last()) : why.with(errors.last()));
        }));
    }

    private void over(Ending why) {
        confined.close();
        peer.close();
        ended.complete(why);
    }
}
