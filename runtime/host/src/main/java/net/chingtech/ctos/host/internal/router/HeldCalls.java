package net.chingtech.ctos.host.internal.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.skill.ToolException;

/**
 * The calls of one skill that wait, in the order in which they came. Once nothing holds them any more they go on in that
 * order, some at once, and whoever comes meanwhile waits behind them; when none is left this is over.
 */
final class HeldCalls {

    /** More are refused: each takes memory, and somebody waits for it. */
    static final int MOST = 1_000;

    /** Of all inputs: what waits must leave the container's memory to everything else. */
    static final long MOST_BYTES = 16L * 1024 * 1024;

    /** How many are on their way at once: fewer than a version answers at once, so that none is refused for the others. */
    static final int AT_ONCE = 16;

    private final SkillId id;
    private final Threads threads;
    private final BiConsumer<OpenCall, Runnable> send;
    private final Consumer<HeldCalls> whenOver;
    private final SortedMap<Long, OpenCall> waiting = new TreeMap<>();
    private long bytes;
    private Duration longest = Duration.ZERO;
    private int holds;
    private int onTheirWay;
    private boolean sending;
    private boolean over;

    /**
     * @param send sends a call on, and does what it is given when the call was answered or waits again
     * @param whenOver told once, on the thread that sent the last call on
     */
    HeldCalls(SkillId id, Threads threads, BiConsumer<OpenCall, Runnable> send, Consumer<HeldCalls> whenOver) {
        this.id = id;
        this.threads = threads;
        this.send = send;
        this.whenOver = whenOver;
    }

    SkillId id() {
        return id;
    }

    /** Holds them once more; false when this is over. */
    synchronized boolean hold(Duration most) {
        if (over) {
            return false;
        }
        holds++;
        longest = most.compareTo(longest) > 0 ? most : longest;
        return true;
    }

    /** Takes back one hold; the last one lets the calls go on. */
    void release() {
        synchronized (this) {
            holds--;
        }
        sendOn();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Whether calls are held now, and not on their way already. */
    synchronized boolean isOn() {
        return holds > 0;
    }

    /** Lets a call wait, or refuses it; false when nothing waits here any more. */
    boolean take(OpenCall call) {
        try {
            call.keepInput();
        } catch (ToolException e) {
            call.fail(e);
            return true;
        }
        boolean full;
        synchronized (this) {
            if (over) {
                return false;
            }
            full = waiting.size() >= MOST || bytes + call.bytes() > MOST_BYTES;
            if (!full) {
                waiting.put(call.arrived(), call);
                bytes += call.bytes();
                call.alarm(threads.later(call.left(longest), () -> late(call)));
            }
        }
        if (full) {
            call.fail(
                    "skill_busy",
                    id + " is being updated, and as many calls wait for it already as may; this one was not tried."
                            + " Try again in a moment.");
            return true;
        }
        // Whoever cancels it, or is told otherwise, waits no longer.
        call.answer().whenComplete((result, error) -> drop(call));
        return true;
    }

    private synchronized boolean drop(OpenCall call) {
        boolean waited = waiting.remove(call.arrived(), call);
        if (waited) {
            bytes -= call.bytes();
            call.noAlarm();
        }
        return waited;
    }

    private void late(OpenCall call) {
        if (drop(call)) {
            call.fail(
                    "skill_updating",
                    id + " is being updated, and the call of " + call.call().tool()
                            + " waited for it as long as it may; it was not tried. Try again in a moment.");
        }
    }

    /** One thread at a time sends; one whose call was answered meanwhile leaves the next to it. */
    private void sendOn() {
        for (OpenCall next = next(true); next != null; next = next(false)) {
            send.accept(next, this::answered);
        }
        if (ended()) {
            whenOver.accept(this);
        }
    }

    private void answered() {
        synchronized (this) {
            onTheirWay--;
        }
        sendOn();
    }

    private synchronized OpenCall next(boolean first) {
        if (first && sending) {
            return null;
        }
        sending = holds == 0 && onTheirWay < AT_ONCE && !waiting.isEmpty();
        if (!sending) {
            return null;
        }
        OpenCall next = waiting.remove(waiting.firstKey());
        bytes -= next.bytes();
        next.noAlarm();
        onTheirWay++;
        return next;
    }

    private synchronized boolean ended() {
        if (over || holds > 0 || !waiting.isEmpty()) {
            return false;
        }
        over = true;
        return true;
    }

    /** Ends all that wait, as nobody will send them on. */
    void abandon() {
        List<OpenCall> left;
        synchronized (this) {
            over = true;
            left = new ArrayList<>(waiting.values());
        }
        left.forEach(call -> call.fail("skill_stopping", "The container stops; this call was not tried."));
    }
}
