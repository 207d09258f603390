package net.chingtech.ctos.host.internal.process.doors;

import java.util.HashMap;
import java.util.Map;
import net.chingtech.ctos.gateways.OpenTransaction;
import net.chingtech.ctos.skill.ToolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transactions that one process holds open; none outlives it. */
final class Transactions {

    private static final int MOST = 8;
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final Map<Long, OpenTransaction> open = new HashMap<>();
    private long last;
    private int beginning;
    private boolean closed;

    /** How one is begun. */
    @FunctionalInterface
    interface Begin {
        OpenTransaction begin() throws ToolException;
    }

    /** @return its number */
    long begin(Begin begin) throws ToolException {
        synchronized (this) {
            if (closed || open.size() + beginning >= MOST) {
                throw new ToolException(
                        "data_too_much", "This skill has " + MOST + " transactions open already; end one of them.");
            }
            beginning++;
        }
        OpenTransaction transaction = null;
        try {
            transaction = begin.begin();
        } finally {
            synchronized (this) {
                beginning--;
                if (transaction != null && !closed) {
                    open.put(++last, transaction);
                    return last;
                }
            }
            if (transaction != null) {
                takeBack(transaction);
            }
        }
        throw new ToolException("data_refused", "The process that began the transaction is over.");
    }

    synchronized OpenTransaction get(long number) throws ToolException {
        return found(open.get(number));
    }

    /** The transaction, that is about to be ended. */
    synchronized OpenTransaction remove(long number) throws ToolException {
        return found(open.remove(number));
    }

    private static OpenTransaction found(OpenTransaction transaction) throws ToolException {
        if (transaction == null) {
            throw new ToolException("data_refused", "The transaction is over.");
        }
        return transaction;
    }

    /** Takes back what is open; waits for the database. */
    void close() {
        Map<Long, OpenTransaction> left;
        synchronized (this) {
            closed = true;
            left = Map.copyOf(open);
            open.clear();
        }
        left.values().forEach(Transactions::takeBack);
    }

    private static void takeBack(OpenTransaction transaction) {
        try {
            transaction.rollback();
        } catch (ToolException e) {
            // It also ends by itself.
            LOG.warn("A transaction of a skill's process could not be taken back at once: {}", e.getMessage());
        }
    }
}
