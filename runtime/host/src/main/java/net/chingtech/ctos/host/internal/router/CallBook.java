package net.chingtech.ctos.host.internal.router;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.CallTally;
import net.chingtech.ctos.runtime.CallTally.LastError;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;

/**
 * Counts calls by the skill that they are for. A call counts once, however often it waits or is sent; what a skill did
 * stays counted when it is updated, stopped or removed.
 */
final class CallBook {

    /** A skill chooses its codes; this much of one is remembered. */
    private static final int LONGEST_CODE = 64;

    private final Map<SkillId, Page> pages = new ConcurrentHashMap<>();
    private final Clock clock;

    CallBook(Clock clock) {
        this.clock = clock;
    }

    /** @param answer ends when the call does */
    void open(SkillId skill, CompletableFuture<ToolResult> answer) {
        Page page = pages.computeIfAbsent(skill, id -> new Page());
        page.calls.increment();
        page.running.incrementAndGet();
        answer.whenComplete((result, error) -> {
            if (error != null) {
                page.errors.increment();
                page.lastError = new LastError(code(error), clock.instant());
            }
            page.running.decrementAndGet();
        });
    }

    CallTally of(SkillId skill) {
        Page page = pages.get(skill);
        return page == null
                ? CallTally.NONE
                : new CallTally(page.calls.sum(), page.errors.sum(), page.running.get(), page.lastError);
    }

    private static String code(Throwable error) {
        String code = OpenCall.cause(error) instanceof ToolException reason && reason.code() != null
                ? reason.code()
                : "tool_failed";
        return code.length() > LONGEST_CODE ? code.substring(0, LONGEST_CODE) : code;
    }

    private static final class Page {
        final LongAdder calls = new LongAdder();
        final LongAdder errors = new LongAdder();
        final AtomicInteger running = new AtomicInteger();
        volatile LastError lastError;
    }
}
