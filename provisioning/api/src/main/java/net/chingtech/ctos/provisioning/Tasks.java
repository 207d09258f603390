package net.chingtech.ctos.provisioning;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The long actions of this container: those that run, and the last hundred that ended. */
@ProviderType
public interface Tasks {

    Optional<Task> find(String taskId);

    /** Newest first. */
    List<Task> newest();

    /**
     * Asks a running task to stop and undo what it did.
     *
     * @throws ProvisioningException {@code task_unknown}, {@code task_ended}, or {@code cancel_too_late} when the new version
     *     answers calls already
     */
    void cancel(String taskId) throws ProvisioningException;

    /** Hands every change of every task to {@code watcher} until closed; must return quickly. */
    Watch watch(Consumer<Task> watcher);

    /** Ends a watch. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
