package net.chingtech.ctos.gateways.internal.data;

import java.sql.SQLException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import net.chingtech.ctos.skill.ToolException;

/**
 * Counts how often rights were taken back from one skill, so that what began before is neither handed out nor kept after:
 * the database checks rights only when a statement begins.
 */
final class Revocations {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private int count;

    /** What is done with the rights that were there when it began. */
    interface Work<T> {
        T run() throws SQLException, ToolException;
    }

    int now() {
        lock.readLock().lock();
        try {
            return count;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Does {@code work}, such as a commit, unless rights were taken back since {@code begun}. */
    <T> T ifStill(int begun, Work<T> work) throws SQLException, ToolException {
        lock.readLock().lock();
        try {
            if (count != begun) {
                throw new ToolException(
                        "data_denied", "What this skill was granted was taken back while the statement ran.");
            }
            return work.run();
        } finally {
            lock.readLock().unlock();
        }
    }

    void takenBack() {
        lock.writeLock().lock();
        try {
            count++;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
