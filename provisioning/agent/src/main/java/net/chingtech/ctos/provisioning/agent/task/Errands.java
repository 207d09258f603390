package net.chingtech.ctos.provisioning.agent.task;

import java.util.HashMap;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Task.State;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is long and changes no installed skill: one of each action at a time, on a thread of its own, beside changes. */
final class Errands {

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    private final TaskBoard board;
    /** By action. */
    private final Map<String, Running> running = new HashMap<>();

    private boolean ended;

    private record Running(RunningTask task, Thread thread) {}

    Errands(TaskBoard board) {
        this.board = board;
    }

    synchronized Task start(String action, String title, String actor, Tasks.Errand errand)
            throws ProvisioningException {
        Running before = running.get(action);
        if (before != null) {
            Task now = before.task().now();
            throw Refusals.of(
                    409,
                    "busy",
                    "The container is busy with the task " + now.taskId() + " (" + now.title() + ").",
                    "Wait until that ends or cancel it, then try again.");
        }
        if (ended) {
            throw Refusals.of(503, "stopping", "The container is stopping.", "Start it again, then try again.");
        }
        RunningTask task = board.begin(action, null, title, actor);
        Task first = task.now();
        Thread thread = new Thread(() -> run(task, errand), "ctos-" + action);
        thread.setDaemon(true);
        running.put(action, new Running(task, thread));
        task.whenCancelled(thread::interrupt);
        thread.start();
        return first;
    }

    private void run(RunningTask task, Tasks.Errand errand) {
        Problem problem = new Problem(500, "internal_error", "It was cut off.", "See the container's log.");
        try {
            errand.run(new Told(task));
            problem = null;
        } catch (ProvisioningException e) {
            problem = task.unlessCancelled(e.problem());
        } catch (RuntimeException e) {
            LOG.error("{} failed", task.now().title(), e);
        } finally {
            LOG.info("{}: {}", task.now().title(), problem == null ? "done" : problem);
            // Free first: who sees the end of the task may ask for the next at once.
            synchronized (this) {
                running.remove(task.now().action());
            }
            task.end(state(problem), problem);
        }
    }

    private static State state(Problem problem) {
        if (problem == null) {
            return State.SUCCEEDED;
        }
        return problem.code().equals("cancelled") ? State.CANCELLED : State.FAILED;
    }

    /** Lets none begin any more, asks those that run to stop, and waits for each; for the container's own end. */
    void stop(long millis) throws InterruptedException {
        Map<String, Running> left;
        synchronized (this) {
            ended = true;
            left = Map.copyOf(running);
        }
        for (Running each : left.values()) {
            try {
                each.task().cancel();
            } catch (ProvisioningException e) {
                LOG.debug("{} has ended: {}", each.task().now().title(), e.problem());
            }
            each.thread().join(millis);
        }
    }

    private record Told(RunningTask task) implements Tasks.Progress {
        @Override
        public void at(long done, long of, String words) {
            task.at(of <= 0 ? 0 : (int) (100 * Math.min(done, of) / of), words);
        }

        @Override
        public void check() throws ProvisioningException {
            task.checkCancelled();
        }
    }
}
