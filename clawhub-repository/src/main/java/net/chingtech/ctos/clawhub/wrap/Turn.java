package net.chingtech.ctos.clawhub.wrap;

import java.util.concurrent.locks.ReentrantLock;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one legacy skill after the other be in memory, wherever it comes from: two of the largest are more than the
 * container has, and it ends when there is no more. The memory is one for all, and so is this.
 */
public final class Turn {

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final ReentrantLock ONE = new ReentrantLock(true);

    /** Reads a folder, and does with it what is to be done. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws ProvisioningException;
    }

    private Turn() {}

    /**
     * Waits until it is this one's turn. Whoever came first is first.
     *
     * @throws ProvisioningException {@code cancelled}; {@code legacy_unreadable} for what nobody thought of
     */
    public static <T> T take(Work<T> work) throws ProvisioningException {
        try {
            ONE.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LegacyProblem.cancelled();
        }
        try {
            return work.done();
        } catch (RuntimeException | StackOverflowError e) {
            // Not thrown on: it would take all the others of a folder with it.
            LOG.error("A legacy skill could not be read", e);
            throw LegacyProblem.unreadable(e);
        } finally {
            ONE.unlock();
        }
    }
}
