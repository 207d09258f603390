package net.chingtech.ctos.host.internal.process;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import net.chingtech.ctos.engine.calls.PlainValues;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.host.internal.calls.LeasedCalls;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import net.chingtech.ctos.wire.Request;
import net.chingtech.ctos.wire.RpcError;

/**
 * One call, from its lease to its end: held while there is no process, sent, answered or late. The caller is told at the
 * latest when the time is over; the lease is given back when the process really ended the call.
 */
final class PendingCall implements LeasedCalls.Running {

    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,64}");

    private final ToolCall call;
    private final CallChain chain;
    private final Keeper keeper;
    private final Threads threads;
    private final Duration longest;
    private final Duration grace;
    private final Runnable release;
    private final CompletableFuture<ToolResult> answer = new CompletableFuture<>();
    private Future<?> alarm;
    private SkillProcess process;
    private Request request;
    private boolean told;
    private boolean released;

    /** @param release gives back the lease */
    PendingCall(
            ToolCall call,
            CallChain chain,
            Keeper keeper,
            Threads threads,
            Duration longest,
            Duration grace,
            Runnable release) {
        this.call = call;
        this.chain = chain;
        this.keeper = keeper;
        this.threads = threads;
        this.longest = longest;
        this.grace = grace;
        this.release = release;
    }

    void begin() {
        synchronized (this) {
            alarm = threads.later(longest, this::late);
        }
        send();
    }

    @Override
    public CompletableFuture<ToolResult> answer() {
        return answer;
    }

    /** To the process that is there; to the next one when that takes no more. */
    private void send() {
        keeper.process().whenComplete((there, error) -> {
            if (error != null) {
                over(null, error);
            } else if (!sendTo(there)) {
                // It was taken away between the two; the keeper knows the next one, or will.
                threads.execute(this::send);
            }
        });
    }

    private boolean sendTo(SkillProcess there) {
        synchronized (this) {
            if (told) {
                release();
                return true;
            }
            if (!there.child().take()) {
                return false;
            }
            process = there;
            request = there.call(call, chain);
        }
        // The thread that completes it reads for the whole process: it has no time for callers.
        request.whenComplete((value, error) -> threads.execute(() -> ended(value, error)));
        return true;
    }

    private void ended(Object value, Throwable error) {
        process.over(request);
        if (error instanceof RpcError said && SkillProcess.isGone(said)) {
            // Before the caller is told: what it does next must find the next process.
            keeper.gone(process);
        }
        over(value, error);
    }

    private void over(Object value, Throwable error) {
        boolean first;
        synchronized (this) {
            first = tell();
            release();
        }
        if (!first) {
            return;
        }
        if (error != null) {
            answer.completeExceptionally(reason(error));
            return;
        }
        try {
            answer.complete(result(value));
        } catch (ToolException e) {
            answer.completeExceptionally(e);
        }
    }

    /** Whether nobody was told yet; from now on somebody is. */
    private boolean tell() {
        boolean first = !told;
        if (first) {
            told = true;
            alarm.cancel(false);
            if (process != null) {
                process.child().give();
            }
        }
        return first;
    }

    private void release() {
        if (!released) {
            released = true;
            release.run();
        }
    }

    private void late() {
        String what = call.tool() + " did not answer within " + longest.toMillis() + " ms.";
        String none = call.tool() + " was not there within " + longest.toMillis() + " ms.";
        boolean sent = giveUp(new ToolException("call_timeout", what), new ToolException("call_timeout", none));
        if (sent) {
            threads.later(grace, () -> {
                if (!request.isDone()) {
                    keeper.hung(process, call.tool() + " did not end when its time was over.");
                }
            });
        }
    }

    /** Its process ends in a moment; nobody waits for what it says. */
    @Override
    public void cutOff(ToolException tried, ToolException untried) {
        giveUp(tried, untried);
    }

    /** Whether a process has the call, that was not answered; it is asked to end it then. */
    private boolean giveUp(ToolException tried, ToolException untried) {
        Request sent;
        synchronized (this) {
            if (!tell()) {
                return false;
            }
            sent = request;
            if (sent == null) {
                release();
            }
        }
        if (sent != null) {
            sent.giveUp();
        }
        answer.completeExceptionally(sent == null ? untried : tried);
        return sent != null;
    }

    @SuppressWarnings("unchecked")
    private ToolResult result(Object value) throws ToolException {
        if (!(value instanceof Map<?, ?> object) || !(object.get("value") instanceof Map<?, ?> result)) {
            throw new ToolException("result_invalid", "The tool " + call.tool() + " answered with nothing.");
        }
        try {
            return new ToolResult(PlainValues.copy((Map<String, ?>) result));
        } catch (PlainValues.NotPlain e) {
            throw new ToolException(
                    "result_invalid", "The result of " + call.tool() + " cannot be used: " + e.getMessage() + ".");
        }
    }

    private ToolException reason(Throwable wrapped) {
        Throwable error = wrapped instanceof CompletionException ? wrapped.getCause() : wrapped;
        if (error instanceof ToolException held) {
            return held;
        }
        if (!(error instanceof RpcError said)) {
            return new ToolException("tool_failed", "The tool " + call.tool() + " failed.");
        }
        if (SkillProcess.isGone(said) && keeper.place().isClosed()) {
            return LeasedCalls.cutOff(keeper.skill());
        }
        if (SkillProcess.isGone(said)) {
            return new ToolException(
                    "skill_restarted",
                    "The process of the skill ended while " + call.tool()
                            + " answered; the call may or may not have been done. The skill's log says why it ended.");
        }
        switch (said.code()) {
            case "other_end_busy":
                return new ToolException("skill_busy", "The skill's process does not take more calls.");
            case "not_plain":
                return new ToolException(
                        "input_invalid", "The input cannot be sent: " + PlainWords.shorten(said.getMessage()) + ".");
            case RunningSkill.STOPPING:
                return new ToolException("tool_failed", "The tool " + call.tool() + " failed.");
            default:
                return CODE.matcher(said.code()).matches()
                        ? new ToolException(said.code(), PlainWords.shorten(said.getMessage()))
                        : new ToolException("tool_failed", "The tool " + call.tool() + " failed.");
        }
    }
}
