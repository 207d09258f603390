package net.chingtech.ctos.provisioning.agent.task;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Task.State;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/** A task that can still change. Every change is handed on as a new value. */
public final class RunningTask {

    private static final int MOST_LINES = 200;

    private final Clock clock;
    private final Consumer<Task> changed;
    private Task now;
    private boolean cancelAsked;
    private boolean pastCancel;
    private Runnable whenCancelled = () -> {};

    RunningTask(Task first, Clock clock, Consumer<Task> changed) {
        this.clock = clock;
        this.changed = changed;
        this.now = first;
    }

    public synchronized Task now() {
        return now;
    }

    /** Says what is done from now on. */
    public synchronized void step(String words) {
        publish(now.state(), now.percent(), words, line(words), null);
    }

    /** Adds a line to the log. */
    public synchronized void log(String words) {
        publish(now.state(), now.percent(), now.step(), line(words), null);
    }

    /** Says how far it is; a smaller number than before is left out. */
    public synchronized void percent(int percent) {
        int bounded = Math.min(99, percent);
        if (bounded > now.percent()) {
            publish(now.state(), bounded, now.step(), now.log(), null);
        }
    }

    /** Says how far it is and what it does, without a line in the log: for what has hundreds of such steps. */
    synchronized void at(int percent, String words) {
        publish(now.state(), Math.max(now.percent(), Math.min(99, percent)), words, now.log(), null);
    }

    public synchronized void undoing(Problem why) {
        publish(State.UNDOING, now.percent(), "Undo: " + why.detail(), line("failed: " + why), null);
    }

    /** What failed is undone, and the rest is done. */
    public synchronized void goesOn() {
        if (now.state() == State.UNDOING) {
            publish(State.RUNNING, now.percent(), now.step(), now.log(), null);
        }
    }

    /** As {@link #goesOn}, with a part that has nothing to do with those before: it can be cancelled. */
    public synchronized void goesOnWithAnother() {
        pastCancel = false;
        goesOn();
    }

    /** Ends the task; {@code problem} is null when it succeeded. */
    public synchronized void end(State state, Problem problem) {
        int percent = state == State.SUCCEEDED ? 100 : now.percent();
        publish(state, percent, state == State.SUCCEEDED ? "Done." : now.step(), now.log(), problem);
    }

    /** From here on the task cannot be cancelled. */
    public synchronized void passCancel() throws ProvisioningException {
        checkCancelled();
        pastCancel = true;
    }

    /** Whether somebody asked for its end in time. */
    public synchronized boolean isCancelled() {
        return cancelAsked;
    }

    /** @throws ProvisioningException {@code cancelled} when somebody asked for it in time */
    public synchronized void checkCancelled() throws ProvisioningException {
        if (cancelAsked) {
            throw Refusals.cancelled();
        }
    }

    /** What a step failed with; once somebody has cancelled, that is the reason, whatever it was cut off with. */
    public synchronized Problem unlessCancelled(Problem failed) {
        Problem cancelled = Refusals.cancelled().problem();
        if (!cancelAsked || failed.code().equals(cancelled.code())) {
            return failed;
        }
        return new Problem(
                cancelled.status(),
                cancelled.code(),
                cancelled.detail(),
                cancelled.nextStep(),
                List.of(failed.toString()));
    }

    synchronized void cancel() throws ProvisioningException {
        if (now.state().isFinal()) {
            throw Refusals.of(409, "task_ended", "The task ended already.", "Look at what it did.");
        }
        if (pastCancel) {
            throw Refusals.of(
                    409,
                    "cancel_too_late",
                    "The new version already answers calls; the task is about to end.",
                    "Wait for its end, then plan a rollback or an uninstall.");
        }
        cancelAsked = true;
        whenCancelled.run();
    }

    /** What is to be done at once when somebody asks for its end; must return quickly. */
    synchronized void whenCancelled(Runnable work) {
        whenCancelled = work;
        if (cancelAsked) {
            work.run();
        }
    }

    private List<String> line(String words) {
        List<String> log = new ArrayList<>(now.log());
        log.add(words);
        return log.size() <= MOST_LINES ? log : log.subList(log.size() - MOST_LINES, log.size());
    }

    private void publish(State state, int percent, String step, List<String> log, Problem problem) {
        now = new Task(
                now.taskId(),
                now.action(),
                now.skill(),
                now.title(),
                state,
                percent,
                step,
                List.copyOf(log),
                problem,
                now.actor(),
                now.startedAt(),
                state.isFinal() ? clock.instant() : null,
                now.revision() + 1);
        changed.accept(now);
    }
}
