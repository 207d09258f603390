package net.chingtech.ctos.host.internal.router;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import net.chingtech.ctos.engine.calls.PlainValues;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;

/** A call from its arrival to its answer, wherever it waits and however often it is sent. */
final class OpenCall {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final SkillId owner;
    private final CallChain chain = CallChain.current();
    private final CompletableFuture<ToolResult> answer = new CompletableFuture<>();
    private volatile ToolCall call;
    private volatile boolean turnedAway;
    private volatile long bytes;

    private long number;
    private long since;
    /** Of the queue in which it waits, under that queue's lock. */
    private Future<?> alarm;

    /** @param owner whose tool it must be, or null */
    OpenCall(SkillId owner, ToolCall call) {
        this.owner = owner;
        this.call = call;
    }

    SkillId owner() {
        return owner;
    }

    ToolCall call() {
        return call;
    }

    /** The skills that are waiting for its answer. */
    CallChain chain() {
        return chain;
    }

    /** What its caller has; it may be cancelled. */
    CompletableFuture<ToolResult> answer() {
        return answer;
    }

    /**
     * Takes what the caller gave out of its hands, for as long as the call waits: a map may be of any class, and who sends
     * the call on must not run the caller's code.
     */
    void keepInput() throws ToolException {
        PlainValues.Weighed input = InputSchema.weigh(call.input());
        call = new ToolCall(call.tool(), input.values(), call.caller());
        bytes = input.bytes();
    }

    /** About how much memory its input takes, once it was kept. */
    long bytes() {
        return bytes;
    }

    /** Hands the call to a version; with the chain bound, whichever thread this is. */
    CompletionStage<ToolResult> sendTo(RunningSkill skill, ToolCall checked) {
        try {
            return chain.bind(() -> skill.call(checked));
        } catch (Exception e) {
            throw new IllegalStateException("a version answers with a stage, and never throws", e);
        }
    }

    /** A version did not try it, since it is stopping. */
    void turnAway() {
        turnedAway = true;
    }

    boolean wasTurnedAway() {
        return turnedAway;
    }

    void fail(String code, String message) {
        answer.completeExceptionally(new ToolException(code, message));
    }

    void fail(Throwable wrapped) {
        answer.completeExceptionally(cause(wrapped));
    }

    static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    /** Its number among all that wait: one that has to wait again goes before those that came later. */
    synchronized long arrived() {
        if (number == 0) {
            number = NUMBERS.incrementAndGet();
            since = System.nanoTime();
        }
        return number;
    }

    /** How much of {@code longest} is left to it, from when it first had to wait. */
    synchronized Duration left(Duration longest) {
        return longest.minusNanos(System.nanoTime() - since);
    }

    void alarm(Future<?> next) {
        alarm = next;
    }

    void noAlarm() {
        alarm.cancel(false);
    }
}
