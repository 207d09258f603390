package net.chingtech.ctos.skill.testing;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;

/** A database in memory, gone when it is closed; values have the types that {@link Data} promises. */
public final class MemoryData implements Data, AutoCloseable {

    private final Connection connection;

    /** @param script statements that make and fill the tables, separated by semicolons */
    public MemoryData(String script) throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    @Override
    public synchronized List<Row> query(String sql, Object... parameters) throws ToolException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet result = statement.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized int update(String sql, Object... parameters) throws ToolException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized <T> T inTransaction(Work<T> work) throws ToolException {
        boolean done = false;
        try {
            connection.setAutoCommit(false);
            T result = work.with(this);
            connection.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            end(done);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void end(boolean done) throws ToolException {
        try {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : parameters[i];
            statement.setObject(i + 1, value);
        }
        return statement;
    }

    private static Row row(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value(result.getObject(i)));
        }
        return new Row(values);
    }

    private static Object value(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof java.sql.Date date) {
            return LocalDate.parse(date.toString());
        }
        if (value instanceof java.sql.Time time) {
            return LocalTime.parse(time.toString());
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof java.sql.Timestamp time) {
            return time.toLocalDateTime().toInstant(ZoneOffset.UTC);
        }
        boolean known = value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof BigDecimal
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof byte[];
        return known ? value : value.toString();
    }

    private static ToolException failed(SQLException e) {
        return new ToolException("data_failed", e.getMessage(), e);
    }
}
