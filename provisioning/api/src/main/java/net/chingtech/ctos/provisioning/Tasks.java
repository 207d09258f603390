package net.chingtech.ctos.provisioning;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;
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

    /**
     * Starts something long that changes no installed skill. It runs beside changes; of one action only one runs at a time.
     *
     * @param action what it is, as {@link Task#action()}
     * @param title what is done, in words
     * @throws ProvisioningException {@code busy} (names what runs)
     */
    Task start(String action, String title, String actor, Errand errand) throws ProvisioningException;

    /** What is done; on a thread of its own, which is interrupted when somebody cancels. */
    @ConsumerType
    @FunctionalInterface
    interface Errand {
        /** @throws ProvisioningException why it failed; what it did until then it has undone */
        void run(Progress progress) throws ProvisioningException;
    }

    /** Hears how far something long is, and says when nobody wants it any more. */
    interface Progress {
        /** @param words what was done, or is done right now */
        void at(long done, long of, String words);

        /** @throws ProvisioningException {@code cancelled} */
        void check() throws ProvisioningException;
    }

    /** Hands every change of every task to {@code watcher} until closed; must return quickly. */
    Watch watch(Consumer<Task> watcher);

    /** Ends a watch. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
