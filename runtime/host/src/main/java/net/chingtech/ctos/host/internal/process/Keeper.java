package net.chingtech.ctos.host.internal.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.gateways.Admissions.QuotaListener;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.process.child.Ending;
import net.chingtech.ctos.host.internal.process.child.Serial;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.Vitals.State;

/**
 * Keeps one process of a skill there: starts it again when it ended without being asked, replaces one that hangs, lets it
 * sleep when nobody calls it. Whoever needs it meanwhile waits for the next one. Changes are made one after the other;
 * asking for the process never waits for them.
 */
final class Keeper implements QuotaListener {

    /** No caller waits longer for an answer, so a process has none after this. */
    private static final Duration LONGEST_RETIREMENT = Duration.ofSeconds(35);

    private final StagedSkill skill;
    private final Births births;
    private final Restarts restarts;
    private final Duration sleepAfter;
    private final Threads threads;
    private final Chronicle chronicle;
    private final Serial changes;
    private final Place place;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    /** The one that is being started; it may have to be ended before it is there. */
    private volatile SkillProcess starting;

    /** How the next process is started. */
    interface Births {

        SkillProcess launch() throws StartFailed;

        /** Starts the skill in it; ends it when that fails. */
        void begin(SkillProcess process) throws StartFailed;
    }

    /** What is done between two processes, or with the one that is there. */
    interface Change {

        /** @param process the one that is there, or null */
        void with(SkillProcess process) throws StartFailed;
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
        place = new Place(skill);
    }

    StagedSkill skill() {
        return skill;
    }

    /** What is known of it from outside. */
    Place place() {
        return place;
    }

    /** The process to call now, or the next one; see {@link Place#process}. */
    CompletableFuture<SkillProcess> process() {
        return place.process(() -> changes.execute(this::startWhenWanted));
    }

    /** Starts one, here and now. */
    void start() throws StartFailed {
        SkillProcess process = births.launch();
        starting = process;
        if (place.isClosed()) {
            process.child().end(Ending.STOPPED);
        }
        try {
            births.begin(process);
        } finally {
            starting = null;
        }
        if (!place.take(process)) {
            process.child().stop();
            return;
        }
        process.disconnected().thenRun(() -> gone(process));
        process.ended().thenAccept(why -> changes.execute(() -> ended(process, why)));
        sleepWhenIdle(process, sleepAfter);
    }

    /** Starts one now; a failure counts as that of a process. */
    void startWhenWanted() {
        if (place.isWanted()) {
            try {
                start();
            } catch (StartFailed e) {
                failedOnce(e.problem());
            } catch (RuntimeException e) {
                // Else it would stay as it is, and every caller would wait for a process that nobody starts.
                failedOnce(Failures.failed(skill, "start_failed", "the container failed: " + e + ".", List.of(), e)
                        .problem());
            }
        }
    }

    /** Nobody can speak to it any more: it is not called again, and its end is told soon. */
    void gone(SkillProcess process) {
        place.empty(process, State.RESTARTING);
    }

    /** A call in it did not end: it is replaced when those that wait for an answer have one. */
    void hung(SkillProcess process, String how) {
        if (place.empty(process, State.RESTARTING)) {
            changes.execute(() -> {
                awaitCalls(process);
                process.child().end(Ending.hung(how));
                // What follows is told when it ended.
                process.child().await();
            });
        }
    }

    private void ended(SkillProcess process, Ending why) {
        if (why.asked() || place.isClosed()) {
            return;
        }
        gone(process);
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
        if (wait.isEmpty()) {
            Problem end = gaveUp(what);
            place.fail(end);
            chronicle.failed(end);
        } else if (place.retry(what)) {
            threads.later(wait.get(), () -> changes.execute(this::startAgain));
        }
    }

    private void startAgain() {
        startWhenWanted();
        if (place.current() != null) {
            chronicle.restarted(place.restarted());
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
            } else if (place.empty(process, State.ASLEEP)) {
                changes.execute(() -> retireAndStop(process));
            }
        });
    }

    private void retireAndStop(SkillProcess process) {
        awaitCalls(process);
        process.child().stop();
    }

    /** Its folders are too full: no process of it writes more. */
    @Override
    public void over(Problem why) {
        SkillProcess process = place.suspend(why);
        // Not on the thread of whoever measures: it measures for all skills.
        if (process != null) {
            threads.execute(() -> process.child().end(Ending.STOPPED));
        }
        changes.execute(() -> chronicle.failed(why));
    }

    @Override
    public void fits() {
        place.resume();
    }

    /** Makes a change when no other one is made, and waits for it. */
    void change(Change change) throws StartFailed {
        CompletableFuture<Void> done = new CompletableFuture<>();
        changes.execute(() -> {
            try {
                change.with(place.current());
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
        if (place.empty(process, State.RESTARTING)) {
            retireAndStop(process);
            start();
        }
    }

    /** Ends it, and starts no other one; waits until it is over. */
    void close() {
        SkillProcess process = place.current();
        if (!place.close()) {
            return;
        }
        closing.complete(null);
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

    /** Waits until the calls have their answers, which is soon; not when all is to end. */
    private void awaitCalls(SkillProcess process) {
        await(CompletableFuture.anyOf(process.child().retire(), closing));
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

    /** Memory of the process that is there. */
    Optional<Long> memoryBytes() {
        SkillProcess process = place.current();
        return process == null ? Optional.empty() : process.memoryBytes();
    }
}
