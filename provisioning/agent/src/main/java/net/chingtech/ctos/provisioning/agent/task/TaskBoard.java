package net.chingtech.ctos.provisioning.agent.task;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All tasks: those that run, and the last hundred that ended. */
public final class TaskBoard implements Tasks {

    private static final Logger LOG = LoggerFactory.getLogger(TaskBoard.class);

    private static final int MOST_ENDED = 100;

    private final Clock clock;
    private final Map<String, RunningTask> tasks = new LinkedHashMap<>();
    private final List<Consumer<Task>> watchers = new CopyOnWriteArrayList<>();
    private final Errands errands = new Errands(this);

    public TaskBoard(Clock clock) {
        this.clock = clock;
    }

    /** Puts up a new task; it runs until it is ended. */
    public RunningTask begin(String action, String skill, String title, String actor) {
        Task first = new Task(
                UUID.randomUUID().toString(),
                action,
                skill,
                title,
                Task.State.RUNNING,
                0,
                "Begin.",
                List.of(),
                null,
                actor,
                clock.instant(),
                null,
                1);
        RunningTask task = new RunningTask(first, clock, this::tell);
        synchronized (tasks) {
            tasks.put(first.taskId(), task);
            List<String> ended = tasks.entrySet().stream()
                    .filter(entry -> entry.getValue().now().state().isFinal())
                    .map(Map.Entry::getKey)
                    .toList();
            ended.stream().limit(Math.max(0, ended.size() - MOST_ENDED)).forEach(tasks::remove);
        }
        tell(first);
        return task;
    }

    @Override
    public Optional<Task> find(String taskId) {
        return running(taskId).map(RunningTask::now);
    }

    @Override
    public List<Task> newest() {
        List<Task> newest = new ArrayList<>();
        synchronized (tasks) {
            tasks.values().forEach(task -> newest.add(task.now()));
        }
        Collections.reverse(newest);
        return newest;
    }

    @Override
    public void cancel(String taskId) throws ProvisioningException {
        running(taskId)
                .orElseThrow(() ->
                        Refusals.of(404, "task_unknown", "There is no task " + taskId + ".", "See the list of tasks."))
                .cancel();
    }

    @Override
    public Task start(String action, String title, String actor, Errand errand) throws ProvisioningException {
        return errands.start(action, title, actor, errand);
    }

    /** Ends what changes no installed skill, and waits for it; for the container's own end. */
    public void stopErrands(long millis) throws InterruptedException {
        errands.stop(millis);
    }

    @Override
    public Watch watch(Consumer<Task> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private Optional<RunningTask> running(String taskId) {
        synchronized (tasks) {
            return Optional.ofNullable(tasks.get(taskId));
        }
    }

    private void tell(Task task) {
        for (Consumer<Task> watcher : watchers) {
            try {
                watcher.accept(task);
            } catch (RuntimeException e) {
                LOG.warn("somebody who watches tasks failed", e);
            }
        }
    }
}
