package net.chingtech.ctos.skillhub.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;

/** The embedded database: its file and its connections. */
final class H2Database implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 16;
    private static final int CACHE_IN_KB = 8_192;

    private final JdbcConnectionPool pool;

    private H2Database(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    /** Something done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    static H2Database open(Path file) {
        // WRITE_DELAY=0: what is committed is handed to the operating system at once, so a killed process loses
        // nothing.
        String url = "jdbc:h2:file:" + file.toAbsolutePath() + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"
                + ";QUERY_CACHE_SIZE=32;TRACE_LEVEL_FILE=0;CACHE_SIZE=" + CACHE_IN_KB;
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "hub", "");
        pool.setMaxConnections(MOST_CONNECTIONS);
        H2Database database = new H2Database(pool);
        database.inTransaction("opening the database", Schema::bringUp);
        return database;
    }

    /** Does work that is kept as a whole or not at all. */
    <T> T inTransaction(String what, Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                // After a commit there is nothing left to take back.
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new StoreFailed(what + " failed", e);
        }
    }

    /** Forces all that is committed to the disk itself, so that a power cut loses nothing either. */
    void sync() {
        inTransaction("flushing the database", connection -> Sql.update(connection, "checkpoint sync"));
    }

    @Override
    public void close() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            throw new StoreFailed("closing the database failed", e);
        } finally {
            pool.dispose();
        }
    }
}
