package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;

/** Tasks that a test moves by hand. */
final class FakeTasks implements Tasks {

    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    final List<Consumer<Task>> watchers = new CopyOnWriteArrayList<>();

    Task put(Task task) {
        tasks.put(task.taskId(), task);
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
    }

    @Override
    public Watch watch(Consumer<Task> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }
}
