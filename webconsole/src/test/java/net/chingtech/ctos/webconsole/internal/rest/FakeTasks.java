package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;

/** Tasks that a test moves by hand. */
final class FakeTasks implements Tasks {

    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicLong revisions = new AtomicLong();
    final List<Consumer<Task>> watchers = new CopyOnWriteArrayList<>();

    /** Nothing takes the place of a newer state. */
    Task put(Task task) {
        tasks.merge(task.taskId(), task, (known, next) -> next.revision() < known.revision() ? known : next);
        watchers.forEach(watcher -> watcher.accept(task));
        return task;
    }

    static Task task(String id, Task.State state, int percent, long revision) {
        return new Task(
                id,
                "install",
                "net.chingtech.accounting",
                "Install Accounting 1.2.0",
                state,
                percent,
                "Downloading",
                List.of("Planned", "Downloading"),
                null,
                "admin",
                Instant.EPOCH,
                state.isFinal() ? Instant.EPOCH : null,
                revision);
    }

    @Override
    public Optional<Task> find(String taskId) {
        return Optional.ofNullable(tasks.get(taskId));
    }

    @Override
    public List<Task> newest() {
        return tasks.values().stream()
                .sorted(Comparator.comparing(Task::startedAt).reversed())
                .toList();
    }

    @Override
    public void cancel(String taskId) throws ProvisioningException {
        if (!tasks.containsKey(taskId)) {
            throw new ProvisioningException(
                    new Problem(404, "task_unknown", "There is no such task.", "See the tasks."));
        }
        cancelled.add(taskId);
    }

    @Override
    public Task start(String action, String title, String actor, Errand errand) throws ProvisioningException {
        String id = "look-" + ids.incrementAndGet();
        Task first = put(of(id, action, title, actor, Task.State.RUNNING, 0, "Begin.", null));
        Progress progress = new Progress() {
            @Override
            public void at(long done, long of, String words) {
                put(of(id, action, title, actor, Task.State.RUNNING, (int) (100 * done / of), words, null));
            }

            @Override
            public void check() throws ProvisioningException {
                if (cancelled.contains(id)) {
                    throw new ProvisioningException(new Problem(409, "cancelled", "It was cancelled.", "Start again."));
                }
            }
        };
        Thread thread = new Thread(() -> {
            Problem problem = null;
            try {
                errand.run(progress);
            } catch (ProvisioningException e) {
                problem = e.problem();
            }
            Task.State state = problem == null
                    ? Task.State.SUCCEEDED
                    : problem.code().equals("cancelled") ? Task.State.CANCELLED : Task.State.FAILED;
            put(of(id, action, title, actor, state, 100, "Done.", problem));
        });
        thread.setDaemon(true);
        thread.start();
        return first;
    }

    /** The ids of tasks that somebody asked to stop. */
    Set<String> cancelled() {
        return cancelled;
    }

    private Task of(
            String id,
            String action,
            String title,
            String actor,
            Task.State state,
            int percent,
            String step,
            Problem problem) {
        return new Task(
                id,
                action,
                null,
                title,
                state,
                percent,
                step,
                List.of(),
                problem,
                actor,
                Instant.EPOCH,
                state.isFinal() ? Instant.EPOCH : null,
                revisions.incrementAndGet());
    }

    @Override
    public Watch watch(Consumer<Task> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }
}
