package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.task.RunningTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does steps in order, or none of them. */
public final class Transaction {

    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final List<Step> steps;
    private final Path staging;
    private final RunningTask task;
    private final long total;
    private long done;

    /**
     * @param staging a folder for this transaction alone; removed at the end
     */
    public Transaction(List<Step> steps, Path staging, RunningTask task) {
        this.steps = List.copyOf(steps);
        this.staging = staging;
        this.task = task;
        this.total = Math.max(1, steps.stream().mapToLong(Step::weight).sum());
    }

    /** Runs to the end; what stopped it, when all that was done has been undone. */
    public Optional<Problem> run() {
        Deque<Step> begun = new ArrayDeque<>();
        try {
            for (Step step : steps) {
                TransactionContext context = context(step);
                context.checkCancelled();
                task.step(step.words());
                begun.push(step);
                step.execute(context);
                done += step.weight();
                task.percent((int) (100 * done / total));
            }
            return Optional.empty();
        } catch (StepFailed e) {
            undo(begun, e.problem());
            return Optional.of(e.problem());
        } catch (RuntimeException | Error e) {
            LOG.error("a step failed in a way that nobody foresaw", e);
            Problem problem = new Problem(
                    500, "internal_error", "The step failed: " + e + ".", "See the container's log, and report it.");
            undo(begun, problem);
            return Optional.of(problem);
        } finally {
            emptyStaging();
        }
    }

    private void undo(Deque<Step> begun, Problem why) {
        task.undoing(why);
        while (!begun.isEmpty()) {
            Step step = begun.pop();
            try {
                step.undo(context(step));
                task.log("undone: " + step.words());
            } catch (StepFailed e) {
                // One step that cannot be undone must not keep those before it from being undone.
                LOG.error("could not undo '{}'", step.words(), e);
                task.log("could not be undone: " + step.words() + ": " + e.problem());
            } catch (RuntimeException | Error e) {
                LOG.error("could not undo '{}'", step.words(), e);
                task.log("could not be undone: " + step.words() + ": " + e);
            }
        }
    }

    private TransactionContext context(Step step) {
        return new TransactionContext(
                task,
                staging,
                (part, of) -> task.percent(
                        (int) (100 * (done + step.weight() * Math.min(part, of) / Math.max(1, of)) / total)));
    }

    private void emptyStaging() {
        try {
            Folders.delete(staging);
        } catch (IOException e) {
            LOG.warn("{} could not be removed; it is removed at the next start", staging, e);
        }
    }
}
