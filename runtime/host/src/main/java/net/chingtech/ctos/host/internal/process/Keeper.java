package net.chingtech.ctos.host.internal.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.host.internal.process.child.Ending;
import net.chingtech.ctos.host.internal.process.child.Serial;
import net.chingtech.ctos.host.internal.process.child.Threads;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.Vitals.State;
import net.chingtech.ctos.skill.ToolException;

/**
 * Keeps one process of a skill there: starts it again when it ended without being asked, replaces one that hangs, lets it
 * sleep when nobody calls it. Whoever needs it meanwhile waits for the next one. Changes are made one after the other;
 * asking for the process never waits for them.
 */
final class Keeper {

    /** No caller waits longer for an answer, so a process has none after this. */
    private static final Duration LONGEST_RETIREMENT = Duration.ofSeconds(35);

    private final StagedSkill skill;
    private final Births births;
    private final Restarts restarts;
    private final Duration sleepAfter;
    private final Threads threads;
    private final Chronicle chronicle;
    private final Serial changes;
    private final CompletableFuture<Void> ending = new CompletableFuture<>();

    private volatile SkillProcess current;
    /** The one that is being started; it may have to be ended before it is there. */
    private volatile SkillProcess starting;

    private CompletableFuture<SkillProcess> next = new CompletableFuture<>();
    private State state = State.RESTARTING;
    private boolean closed;
    private int restarted;
    private Problem problem;

    /** How the next process is started. */
    interface Births {

        SkillProcess launch() throws StartFailed;

        /** Starts the skill in it; ends it when that fails. */
        void begin(SkillProcess process) throws StartFailed;
    }

    Keeper(
            StagedSkill skill,
            Births births,
            Restarts restarts,
            Duration sleepAfter,
            Threads threads,
            Chronicle chronicle) {
        this.skill = skill;
        this.births = births;
        this.restarts = restarts;
        this.sleepAfter = sleepAfter;
        this.threads = threads;
        this.chronicle = chronicle;
        changes = new Serial(threads);
    }

    /** Starts the first process, here and now. */
    void first() throws StartFailed {
        start();
    }

    /**
     * The process to call now, or the next one.
     *
     * @return fails with a {@link ToolException}: {@code skill_failed}, or {@link RunningSkill#STOPPING}
     */
    CompletableFuture<SkillProcess> process() {
        SkillProcess now = current;
        if (now != null) {
            return CompletableFuture.completedFuture(now);
        }
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(stopping());
            }
            if (state == State.FAILED) {
                return CompletableFuture.failedFuture(failed());
            }
            if (state == State.ASLEEP) {
                state = State.RESTARTING;
                changes.execute(this::wake);
            }
            return current == null ? next.copy() : CompletableFuture.completedFuture(current);
        }
    }

    private ToolException stopping() {
        return new ToolException(RunningSkill.STOPPING, skill.id() + " " + skill.version() + " is stopping.");
    }

    private ToolException failed() {
        return new ToolException("skill_failed", problem.detail() + " " + problem.nextStep());
    }

    /** Nobody can speak to it any more: it is not called again, and its end is told soon. */
    void gone(SkillProcess process) {
        takeAway(process, State.RESTARTING);
    }

    /** A call in it did not end: it is replaced when those that wait for an answer have one. */
    void hung(SkillProcess process, String how) {
        if (takeAway(process, State.RESTARTING)) {
            changes.execute(() -> {
                awaitCalls(process);
                process.child().end(Ending.hung(how));
                // What follows is told when it ended.
                process.child().await();
            });
        }
    }

    private synchronized boolean takeAway(SkillProcess process, State then) {
        if (closed || current != process) {
            return false;
        }
        current = null;
        state = then;
        return true;
    }

    /** Waits until the calls have their answers, which is soon; not when all is to end. */
    private void awaitCalls(SkillProcess process) {
        await(CompletableFuture.anyOf(process.child().retire(), ending));
    }

    private static void await(CompletableFuture<?> event) {
        try {
            event.get(LONGEST_RETIREMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Then it ends with calls in it, and they are told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        if (isWanted()) {
            tryToStart();
        }
    }

    private synchronized boolean isWanted() {
        return !closed && current == null && state == State.RESTARTING;
    }

    private void tryToStart() {
        try {
            start();
        } catch (StartFailed e) {
            failedOnce(e.problem());
        }
    }

    private void start() throws StartFailed {
        SkillProcess process = births.launch();
        starting = process;
        if (isClosed()) {
            process.child().end(Ending.STOPPED);
        }
        try {
            births.begin(process);
        } finally {
            starting = null;
        }
        CompletableFuture<SkillProcess> held = null;
        synchronized (this) {
            if (!closed) {
                current = process;
                state = State.RUNNING;
                held = next;
                next = new CompletableFuture<>();
            }
        }
        if (held == null) {
            process.child().stop();
            return;
        }
        process.disconnected().thenRun(() -> gone(process));
        process.ended().thenAccept(why -> changes.execute(() -> ended(process, why)));
        sleepWhenIdle(process, sleepAfter);
        held.complete(process);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void ended(SkillProcess process, Ending why) {
        if (why.asked() || isClosed()) {
            return;
        }
        takeAway(process, State.RESTARTING);
        Problem what = new Problem(
                500,
                why.code(),
                "The process of " + skill.id() + " " + skill.version() + " ended: " + why.what(),
                "It is started again. ./ctos logs " + skill.id() + " shows what it said.",
                why.more());
        chronicle.died(what);
        failedOnce(what);
    }

    private void failedOnce(Problem what) {
        Optional<Duration> wait = restarts.failed();
        CompletableFuture<SkillProcess> held;
        synchronized (this) {
            if (closed) {
                return;
            }
            problem = what;
            if (wait.isPresent()) {
                state = State.RESTARTING;
                restarted++;
                threads.later(wait.get(), () -> changes.execute(this::again));
                return;
            }
            state = State.FAILED;
            problem = gaveUp(what);
            held = next;
            next = new CompletableFuture<>();
        }
        chronicle.failed(problem);
        held.completeExceptionally(failed());
    }

    private void again() {
        if (isWanted()) {
            tryToStart();
            if (current != null) {
                chronicle.restarted(restarted);
            }
        }
    }

    private Problem gaveUp(Problem last) {
        return new Problem(
                500,
                "skill_failed",
                skill.id() + " " + skill.version()
                        + " ended too often and is not started again by itself. The last time: " + last.detail(),
                "Read ./ctos logs " + skill.id() + ", then roll back, or start the skill again.",
                last.more());
    }

    private void sleepWhenIdle(SkillProcess process, Duration wait) {
        if (sleepAfter.isZero()) {
            return;
        }
        threads.later(wait, () -> {
            Duration left = sleepAfter.minus(process.child().idle());
            if (!left.isNegative() && !left.isZero()) {
                sleepWhenIdle(process, left);
            } else if (takeAway(process, State.ASLEEP)) {
                changes.execute(() -> retireAndStop(process));
            }
        });
    }

    private void retireAndStop(SkillProcess process) {
        awaitCalls(process);
        process.child().stop();
    }

    /** What is done between two processes, or with the one that is there. */
    interface Change {

        /** @param process the one that is there, or null */
        void with(SkillProcess process) throws StartFailed;
    }

    /** Makes a change when no other one is made, and waits for it. */
    void change(Change change) throws StartFailed {
        CompletableFuture<Void> done = new CompletableFuture<>();
        changes.execute(() -> {
            try {
                change.with(current);
                done.complete(null);
            } catch (StartFailed | RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailed failed) {
                throw failed;
            }
            throw new IllegalStateException("a change of " + skill.id() + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + skill.id() + " was changed", e);
        }
    }

    /**
     * Replaces the process by another one, with callers held; only within a {@link Change}.
     *
     * @throws StartFailed the next one does not start; the one before is over
     */
    void replace(SkillProcess process) throws StartFailed {
        if (takeAway(process, State.RESTARTING)) {
            retireAndStop(process);
            start();
        }
    }

    /** Starts one as after a failure, when {@link #replace} failed and what it failed for was taken back. */
    void startAgain() {
        if (isWanted()) {
            tryToStart();
        }
    }

    /** Ends it, and starts no other one; waits until it is over. */
    void close() {
        SkillProcess process;
        CompletableFuture<SkillProcess> held;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            process = current;
            current = null;
            held = next;
        }
        ending.complete(null);
        held.completeExceptionally(stopping());
        SkillProcess unborn = starting;
        if (unborn != null) {
            unborn.child().end(Ending.STOPPED);
        }
        if (process != null) {
            process.child().stop();
        }
        // What is still being changed ends at once now; after it nothing of the skill runs.
        CompletableFuture<Void> quiet = new CompletableFuture<>();
        changes.execute(() -> quiet.complete(null));
        await(quiet);
    }

    synchronized State state() {
        return state;
    }

    synchronized int restarted() {
        return restarted;
    }

    synchronized Problem problem() {
        return problem;
    }

    Optional<Long> memoryBytes() {
        SkillProcess process = current;
        return process == null ? Optional.empty() : process.memoryBytes();
    }
}
