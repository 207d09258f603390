package net.chingtech.ctos.gateways.internal.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;

/** Several statements on one connection, all or none; taken back by itself when nobody ends it. */
public final class Transaction {

    /** As long as a tool call may take: nobody can still be waiting for it. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Connection connection;
    private final Database database;
    private final SqlWorkers workers;
    private final Revocations revocations;
    private final int begun;
    private final CompletableFuture<Void> alarm;
    private boolean ended;

    Transaction(Connection connection, Database database, SqlWorkers workers, Revocations revocations) {
        this.connection = connection;
        this.database = database;
        this.workers = workers;
        this.revocations = revocations;
        begun = revocations.now();
        alarm = new CompletableFuture<Void>().orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        alarm.exceptionally(late -> {
            abandon();
            return null;
        });
    }

    public List<Row> query(CappedRun run) throws ToolException {
        return workers.run(run::cancel, () -> {
            synchronized (this) {
                refuseWhenEnded();
                List<Row> rows = run.query(connection);
                return revocations.ifStill(begun, () -> rows);
            }
        });
    }

    public int update(CappedRun run) throws ToolException {
        return workers.run(run::cancel, () -> {
            synchronized (this) {
                refuseWhenEnded();
                database.refuseOnFullDisk();
                Savepoint before = connection.setSavepoint();
                try {
                    int rows = run.update(connection);
                    return revocations.ifStill(begun, () -> rows);
                } catch (SQLException | ToolException | RuntimeException e) {
                    connection.rollback(before);
                    throw e;
                }
            }
        });
    }

    public void commit() throws ToolException {
        workers.run(() -> {}, () -> {
            synchronized (this) {
                refuseWhenEnded();
                try {
                    revocations.ifStill(begun, () -> {
                        end(true);
                        return null;
                    });
                    database.makeLast();
                    return null;
                } finally {
                    if (!ended) {
                        end(false);
                    }
                }
            }
        });
    }

    /** Takes back what was done; nothing to do when it is over. */
    public void rollback() throws ToolException {
        workers.run(() -> {}, () -> {
            synchronized (this) {
                if (!ended) {
                    end(false);
                }
                return null;
            }
        });
    }

    /** Nobody will end it. */
    void abandon() {
        workers.later(this::expire);
    }

    private synchronized void expire() {
        if (!ended) {
            try {
                end(false);
            } catch (SQLException e) {
                // The connection is gone, and with it the transaction.
            }
        }
    }

    private void end(boolean commit) throws SQLException {
        ended = true;
        alarm.complete(null);
        try (connection) {
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    private void refuseWhenEnded() throws ToolException {
        if (ended) {
            throw DataErrors.refused("The transaction is over.");
        }
    }
}
