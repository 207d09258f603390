package net.chingtech.ctos.gateways.internal.data;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/** The few connections of one skill's user; made anew when the database was opened again. */
final class SkillConnections implements AutoCloseable {

    private static final int MOST = 4;
    private static final int SECONDS_FOR_ONE = 2;

    private final OpenDatabase database;
    private final JdbcDataSource source;
    private JdbcConnectionPool pool;
    private int opened;
    private boolean closed;

    SkillConnections(OpenDatabase database, JdbcDataSource source) {
        this.database = database;
        this.source = source;
        renew(database.times());
    }

    private void renew(int times) {
        opened = times;
        pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(MOST);
        pool.setLoginTimeout(SECONDS_FOR_ONE);
    }

    /** A connection whose closing gives it back. */
    Connection get() throws SQLException {
        try {
            return pool().getConnection();
        } catch (SQLException e) {
            database.mend(e);
            throw e;
        }
    }

    private synchronized JdbcConnectionPool pool() {
        if (!closed && opened != database.times()) {
            pool.dispose();
            renew(database.times());
        }
        return pool;
    }

    @Override
    public synchronized void close() {
        closed = true;
        pool.dispose();
    }
}
