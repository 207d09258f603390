package net.chingtech.ctos.gateways.internal.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;

/** Runs one statement within the caps of rows, size and time. */
public final class CappedRun {

    static final int MOST_ROWS = 10_000;
    static final long MOST_BYTES = 4L * 1024 * 1024;
    static final int MOST_SECONDS = 5;

    private final String sql;
    private final Object[] parameters;
    private volatile PreparedStatement running;

    public CappedRun(String sql, Object[] parameters) throws ToolException {
        this.sql = sql;
        Object[] given = parameters == null ? new Object[] {null} : parameters;
        this.parameters = new Object[given.length];
        long bytes = 0;
        for (int i = 0; i < given.length; i++) {
            this.parameters[i] = Values.parameter(given[i], i + 1);
            bytes += Values.size(given[i]);
        }
        if (bytes > MOST_BYTES) {
            throw DataErrors.tooMuch(MOST_BYTES / 1024 / 1024 + " MiB of parameters");
        }
    }

    List<Row> query(Connection connection) throws SQLException, ToolException {
        try (PreparedStatement statement = prepared(connection, Statements.Kind.QUERY)) {
            statement.setMaxRows(MOST_ROWS + 1);
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        } finally {
            running = null;
        }
    }

    /** More rows than the cap are refused; whoever owns the transaction then takes the change back. */
    int update(Connection connection) throws SQLException, ToolException {
        try (PreparedStatement statement = prepared(connection, Statements.Kind.UPDATE)) {
            int rows = statement.executeUpdate();
            if (rows > MOST_ROWS) {
                throw DataErrors.tooMuch(MOST_ROWS + " rows");
            }
            return rows;
        } finally {
            running = null;
        }
    }

    /** Stops the statement, when one runs; from another thread. */
    void cancel() {
        PreparedStatement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It ended by itself in this moment.
            }
        }
    }

    private PreparedStatement prepared(Connection connection, Statements.Kind kind) throws SQLException, ToolException {
        PreparedStatement statement = Statements.prepare(connection, sql, kind);
        try {
            int expected = statement.getParameterMetaData().getParameterCount();
            if (expected != parameters.length) {
                throw DataErrors.refused(
                        "The statement has " + expected + " parameters, but " + parameters.length + " were given.");
            }
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.setQueryTimeout(MOST_SECONDS);
            running = statement;
            return statement;
        } catch (SQLException | ToolException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static List<Row> read(ResultSet rows) throws SQLException, ToolException {
        ResultSetMetaData meta = rows.getMetaData();
        int columns = meta.getColumnCount();
        List<Row> read = new ArrayList<>();
        long bytes = 0;
        while (rows.next()) {
            if (read.size() == MOST_ROWS) {
                throw DataErrors.tooMuch(MOST_ROWS + " rows");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 1; i <= columns; i++) {
                Object value = Values.read(rows, i, meta.getColumnType(i));
                bytes += Values.size(value);
                if (bytes > MOST_BYTES) {
                    throw DataErrors.tooMuch(MOST_BYTES / 1024 / 1024 + " MiB");
                }
                String label = meta.getColumnLabel(i).toLowerCase(Locale.ROOT);
                if (values.containsKey(label)) {
                    throw DataErrors.refused("Two columns are called " + label + "; name one with AS.");
                }
                values.put(label, value);
            }
            read.add(new Row(values));
        }
        return List.copyOf(read);
    }
}
