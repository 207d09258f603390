package net.chingtech.ctos.gateways.internal.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;
import org.h2.jdbcx.JdbcConnectionPool;

/** The database as one skill's own user: what it may do is that user's rights. */
public final class SkillDatabase implements AutoCloseable {

    private final JdbcConnectionPool pool;
    private final SqlWorkers workers;
    private final boolean writable;
    private final Runnable dropUser;
    private volatile boolean closed;

    SkillDatabase(JdbcConnectionPool pool, SqlWorkers workers, boolean writable, Runnable dropUser) {
        this.pool = pool;
        this.workers = workers;
        this.writable = writable;
        this.dropUser = dropUser;
    }

    /** Whether any area may be changed. */
    public boolean isWritable() {
        return writable;
    }

    public List<Row> query(CappedRun run) throws ToolException {
        refuseWhenClosed();
        return workers.run(run::cancel, () -> {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(true);
                return run.query(connection);
            }
        });
    }

    public int update(CappedRun run) throws ToolException {
        refuseWhenClosed();
        return workers.run(run::cancel, () -> {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    int rows = run.update(connection);
                    connection.commit();
                    return rows;
                } catch (SQLException | ToolException | RuntimeException e) {
                    connection.rollback();
                    throw e;
                }
            }
        });
    }

    /** Begins a transaction; who begins it ends it by commit or rollback. */
    public Transaction begin() throws ToolException {
        refuseWhenClosed();
        CompletableFuture<Transaction> begun = new CompletableFuture<>();
        // Whoever stopped waiting ends nothing any more: what begins all the same is taken back.
        return workers.run(() -> begun.thenAccept(Transaction::abandon), () -> {
            Connection connection = pool.getConnection();
            connection.setAutoCommit(false);
            Transaction transaction = new Transaction(connection, workers);
            begun.complete(transaction);
            return transaction;
        });
    }

    private void refuseWhenClosed() throws ToolException {
        if (closed) {
            throw new ToolException("data_denied", "This skill is stopped.");
        }
    }

    @Override
    public void close() {
        closed = true;
        pool.dispose();
        dropUser.run();
    }
}
