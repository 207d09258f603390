package net.chingtech.ctos.gateways.internal.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;

/** The database as one skill's own user: what it may do is that user's rights. */
public final class SkillDatabase implements AutoCloseable {

    private final StagedSkill skill;
    private final Database database;
    private final String user;
    private final SkillConnections connections;
    private final SqlWorkers workers;
    private final Revocations revocations = new Revocations();
    private volatile DataGrants grants = DataGrants.NONE;
    private volatile boolean closed;

    SkillDatabase(StagedSkill skill, Database database, String user, SkillConnections connections, SqlWorkers workers) {
        this.skill = skill;
        this.database = database;
        this.user = user;
        this.connections = connections;
        this.workers = workers;
    }

    /** Whether any table may be changed. */
    public boolean isWritable() {
        return grants.canWrite();
    }

    /**
     * Changes the rights of the skill's user; statements and transactions that began with a right that is taken back come
     * to nothing.
     *
     * @throws StartFailed {@code data_area_unknown} or {@code data_unavailable}; the rights before are kept
     */
    public synchronized void regrant(DataGrants next) throws StartFailed {
        next.refuseUnknownAreas(skill);
        if (next.own() && !grants.own()) {
            database.ownTables().prepare(skill.id());
        }
        Set<String> before = roles(grants);
        Set<String> after = roles(next);
        database.changeRoles(user, before, after);
        boolean less = !after.containsAll(before);
        grants = next;
        if (less) {
            revocations.takenBack();
        }
    }

    private Set<String> roles(DataGrants granted) {
        Set<String> roles = new TreeSet<>(granted.roles());
        if (granted.own()) {
            roles.add(OwnSchema.of(skill.id()).rows());
        }
        return roles;
    }

    /** Names without a schema are those of the skill's own tables. */
    private Connection connection() throws SQLException {
        Connection connection = connections.get();
        String schema = grants.own() ? OwnSchema.of(skill.id()).name() : "PUBLIC";
        if (!schema.equals(connection.getSchema())) {
            connection.setSchema(schema);
        }
        return connection;
    }

    public List<Row> query(CappedRun run) throws ToolException {
        refuseWhenClosed();
        return workers.run(run::cancel, () -> {
            try (Connection connection = connection()) {
                connection.setAutoCommit(true);
                int begun = revocations.now();
                List<Row> rows = run.query(connection);
                return revocations.ifStill(begun, () -> rows);
            }
        });
    }

    public int update(CappedRun run) throws ToolException {
        refuseWhenClosed();
        return workers.run(run::cancel, () -> {
            database.refuseOnFullDisk();
            try (Connection connection = connection()) {
                connection.setAutoCommit(false);
                try {
                    int begun = revocations.now();
                    int rows = run.update(connection);
                    revocations.ifStill(begun, () -> {
                        connection.commit();
                        return rows;
                    });
                    database.makeLast();
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
            Connection connection = connection();
            connection.setAutoCommit(false);
            Transaction transaction = new Transaction(connection, database, workers, revocations);
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
        revocations.takenBack();
        connections.close();
        database.dropUser(user);
    }
}
