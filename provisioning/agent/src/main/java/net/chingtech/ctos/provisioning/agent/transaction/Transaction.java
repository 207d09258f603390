package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.journal.Head;
import net.chingtech.ctos.provisioning.agent.journal.Journal;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.task.RunningTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the steps of one group in order, or none of them. Each is in the journal before it is tried; the journal is gone when
 * nothing is left to be finished or undone.
 */
final class Transaction {

    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final String id;
    private final Steps steps;
    private final World world;
    private final RunningTask task;
    private final Progress progress;
    private final Path staging;
    private final Deque<Step> begun = new ArrayDeque<>();
    private final WayBack wayBack;
    private Journal journal;
    private boolean committed;
    /** Whether nothing of a change that is the truth is left for the next start to finish. */
    private boolean finished = true;

    Transaction(String id, Steps steps, World world, RunningTask task, Progress progress) {
        this.id = id;
        this.steps = steps;
        this.world = world;
        this.task = task;
        this.progress = progress;
        this.wayBack = new WayBack(world);
        this.staging = world.folders().home().staging().resolve(id);
    }

    Group group() {
        return steps.group();
    }

    /** Does what touches nothing that runs; when that fails it is undone. */
    Outcome prepare(Head head) {
        try {
            journal = world.journals().begin(head);
        } catch (IOException e) {
            return Outcome.undone(DiskFailures.of(e, "begin the journal of the change"));
        }
        return run(steps.prepare());
    }

    /**
     * Does the rest; when that fails all is undone.
     *
     * @param ended told how, before the journal of what is the truth is gone
     */
    Outcome exchange(Consumer<Outcome> ended) {
        Outcome outcome = run(steps.exchange());
        ended.accept(outcome);
        if (outcome.isDone()) {
            end(finished);
        }
        return outcome;
    }

    /** Takes back what was done, also because another group cannot be prepared. */
    Outcome undo(Problem why) {
        task.undoing(why);
        while (!begun.isEmpty()) {
            undo(begun.pop());
        }
        Problem told = wayBack.told(group(), why);
        end(group().works().stream().noneMatch(work -> work.unsafe() != null && work.backup() != null));
        return wayBack.isWhole() ? Outcome.undone(told) : Outcome.notUndone(told);
    }

    private Outcome run(List<Step> some) {
        for (Step step : some) {
            Problem problem = tried(step);
            if (problem != null && !committed) {
                return undo(problem).by(step);
            }
            if (problem != null) {
                finished = false;
                LOG.warn("'{}' of {} was not done whole; the next start finishes it: {}", step.words(), id, problem);
                task.log("not done whole: " + step.words() + "; the next start of the container finishes it: "
                        + problem);
            }
            progress.done(step);
        }
        return Outcome.DONE;
    }

    private Problem tried(Step step) {
        try {
            TransactionContext context = context(step);
            if (!committed) {
                context.checkCancelled();
            }
            task.step(step.words());
            begin(step);
            begun.push(step);
            step.execute(context);
            committed |= step.act() == Act.COMMIT;
            journal.done(step.act(), step.skill());
            return null;
        } catch (StepFailed e) {
            return task.unlessCancelled(e.problem());
        } catch (IOException e) {
            return DiskFailures.of(e, "write the journal of the change");
        } catch (RuntimeException | Error e) {
            LOG.error("a step failed in a way that nobody foresaw", e);
            return new Problem(
                    500, "internal_error", "The step failed: " + e + ".", "See the container's log, and report it.");
        }
    }

    /** On a full disk a change that is the truth is finished all the same: that frees space. */
    private void begin(Step step) throws IOException {
        try {
            journal.begun(step.act(), step.skill());
        } catch (IOException e) {
            if (!committed) {
                throw e;
            }
            LOG.warn("the journal of {} lacks that '{}' was begun", id, step.words(), e);
        }
    }

    private void undo(Step step) {
        try {
            step.undo(context(step));
            journal.undone(step.act(), step.skill());
            task.log("undone: " + step.words());
        } catch (StepFailed e) {
            // One step that cannot be undone must not keep those before it from being undone.
            notUndone(step, e.problem(), e);
        } catch (RuntimeException | Error e) {
            notUndone(
                    step,
                    new Problem(
                            500, "internal_error", "It failed: " + e + ".", "See the container's log, and report it."),
                    e);
        }
    }

    private void notUndone(Step step, Problem why, Throwable cause) {
        LOG.error("could not undo '{}'", step.words(), cause);
        task.log("could not be undone: " + step.words() + ": " + why);
        wayBack.failed(step, why);
    }

    private TransactionContext context(Step step) {
        return new TransactionContext(id, task, journal, staging, (part, of) -> progress.part(step, part, of));
    }

    /** @param whole whether nothing is left for the next start to put right */
    private void end(boolean whole) {
        try {
            if (whole) {
                journal.remove();
                if (!committed) {
                    for (Work work : group().works()) {
                        world.backups().delete(work.id(), id);
                    }
                }
            } else {
                journal.close();
            }
            Folders.delete(staging);
        } catch (IOException e) {
            LOG.warn("not all of {} could be removed; it is removed at the next start", id, e);
        }
    }
}
