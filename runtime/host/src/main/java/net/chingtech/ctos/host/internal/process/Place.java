package net.chingtech.ctos.host.internal.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.Vitals.State;
import net.chingtech.ctos.skill.ToolException;

/** The place that one process of a skill has at a time: who is there, who waits for the next, and why nobody is there. */
final class Place {

    private final StagedSkill skill;
    /** Read without the lock by every call. */
    private volatile SkillProcess current;

    private CompletableFuture<SkillProcess> next = new CompletableFuture<>();
    private State state = State.RESTARTING;
    private boolean closed;
    /** Why no process may be there for now, or null. */
    private Problem suspended;

    private Problem problem;
    private int restarted;
    private long died;

    Place(StagedSkill skill) {
        this.skill = skill;
    }

    SkillProcess current() {
        return current;
    }

    /**
     * The process to call now, or the next one.
     *
     * @param wake done when the place is empty only because nobody called
     * @return fails with a {@link ToolException}: {@code skill_failed}, the code of what it is suspended for, or
     *     {@link RunningSkill#STOPPING}
     */
    CompletableFuture<SkillProcess> process(Runnable wake) {
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
                wake.run();
            }
            return current == null ? next.copy() : CompletableFuture.completedFuture(current);
        }
    }

    private ToolException stopping() {
        return new ToolException(RunningSkill.STOPPING, skill.id() + " " + skill.version() + " is stopping.");
    }

    private ToolException failed() {
        return new ToolException(problem.code(), problem.detail() + " " + problem.nextStep());
    }

    /** @return false when no process may be there */
    boolean take(SkillProcess process) {
        CompletableFuture<SkillProcess> held;
        synchronized (this) {
            if (closed || suspended != null) {
                return false;
            }
            current = process;
            state = State.RUNNING;
            held = next;
            next = new CompletableFuture<>();
        }
        held.complete(process);
        return true;
    }

    /** @return false when {@code process} is not the one that is there */
    synchronized boolean empty(SkillProcess process, State then) {
        if (closed || current != process) {
            return false;
        }
        current = null;
        state = then;
        return true;
    }

    /** Whether a process is to be started. */
    synchronized boolean isWanted() {
        return !closed && current == null && state == State.RESTARTING;
    }

    /**
     * The next one is started again later.
     *
     * @return false when none is to be
     */
    synchronized boolean retry(Problem why) {
        if (closed || suspended != null) {
            return false;
        }
        problem = why;
        state = State.RESTARTING;
        restarted++;
        died = System.nanoTime();
        return true;
    }

    /** No other one is started by itself; who waits is told. */
    void fail(Problem why) {
        CompletableFuture<SkillProcess> held;
        synchronized (this) {
            if (closed) {
                return;
            }
            problem = why;
            state = State.FAILED;
            current = null;
            held = next;
            next = new CompletableFuture<>();
        }
        held.completeExceptionally(failed());
    }

    /**
     * None may be there until {@link #resume}.
     *
     * @return the one that is there, or null
     */
    SkillProcess suspend(Problem why) {
        SkillProcess process;
        synchronized (this) {
            suspended = why;
            process = current;
        }
        fail(why);
        return process;
    }

    synchronized void resume() {
        if (suspended != null) {
            suspended = null;
            state = State.ASLEEP;
        }
    }

    /**
     * None is there ever again.
     *
     * @return false when it was so before
     */
    boolean close() {
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
        }
        next.completeExceptionally(stopping());
        return true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized State state() {
        return state;
    }

    synchronized int restarted() {
        return restarted;
    }

    /** Why a process of it ended by itself not longer than {@code ago}, if one did. */
    synchronized Optional<Problem> diedWithin(Duration ago) {
        boolean recent = restarted > 0 && System.nanoTime() - died < ago.toNanos();
        return recent ? Optional.of(problem) : Optional.empty();
    }

    synchronized Problem problem() {
        return problem;
    }
}
