package net.chingtech.ctos.child.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.wire.Peer;
import net.chingtech.ctos.wire.RpcError;
import net.chingtech.ctos.wire.TypedValues;

/** The company's data. */
final class DataProxy implements Data {

    /** A little longer than the container lets a statement run, and wait for its turn. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Asking asking;

    DataProxy(Peer container) {
        asking = new Asking(container, Data.class, "data_denied", "data_failed", "data_timeout");
    }

    @Override
    public List<Row> query(String sql, Object... parameters) throws ToolException {
        return query(null, sql, parameters);
    }

    @Override
    public int update(String sql, Object... parameters) throws ToolException {
        return update(null, sql, parameters);
    }

    @Override
    public <T> T inTransaction(Work<T> work) throws ToolException {
        Object begun = member(asking.ask("data.begin", Map.of(), PATIENCE), "transaction");
        if (!(begun instanceof Long transaction)) {
            throw asking.strange();
        }
        T result;
        try {
            // The skill's own work, with the skill's own rights.
            result = work.with(new InTransaction(transaction));
        } catch (Throwable e) {
            takeBack(transaction);
            throw e;
        }
        asking.ask("data.commit", Map.of("transaction", transaction), PATIENCE);
        return result;
    }

    private void takeBack(Long transaction) {
        try {
            asking.ask("data.rollback", Map.of("transaction", transaction), PATIENCE);
        } catch (ToolException e) {
            // What the work threw is what the skill must see; the container ends the transaction by itself.
        }
    }

    private List<Row> query(Long transaction, String sql, Object[] parameters) throws ToolException {
        Object answer = asking.ask("data.query", statement(transaction, sql, parameters), PATIENCE);
        if (!(member(answer, "rows") instanceof List<?> rows)) {
            throw asking.strange();
        }
        List<Row> read = new ArrayList<>(rows.size());
        for (Object row : rows) {
            read.add(row(row));
        }
        return List.copyOf(read);
    }

    private int update(Long transaction, String sql, Object[] parameters) throws ToolException {
        Object answer = asking.ask("data.update", statement(transaction, sql, parameters), PATIENCE);
        if (member(answer, "count") instanceof Long count) {
            return Math.toIntExact(count);
        }
        throw asking.strange();
    }

    private static Map<String, Object> statement(Long transaction, String sql, Object[] parameters)
            throws ToolException {
        Map<String, Object> statement = new LinkedHashMap<>();
        if (transaction != null) {
            statement.put("transaction", transaction);
        }
        statement.put("sql", String.valueOf(sql));
        statement.put("parameters", DataValues.toJson(parameters));
        return statement;
    }

    private Row row(Object row) throws ToolException {
        if (!(row instanceof Map<?, ?> columns)) {
            throw asking.strange();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        try {
            for (Map.Entry<?, ?> column : columns.entrySet()) {
                values.put((String) column.getKey(), TypedValues.fromJson(column.getValue()));
            }
        } catch (RpcError e) {
            throw asking.strange();
        }
        return new Row(values);
    }

    private static Object member(Object answer, String name) {
        return answer instanceof Map<?, ?> object ? object.get(name) : null;
    }

    private final class InTransaction implements Data {

        private final Long transaction;

        InTransaction(Long transaction) {
            this.transaction = transaction;
        }

        @Override
        public List<Row> query(String sql, Object... parameters) throws ToolException {
            return DataProxy.this.query(transaction, sql, parameters);
        }

        @Override
        public int update(String sql, Object... parameters) throws ToolException {
            return DataProxy.this.update(transaction, sql, parameters);
        }

        /** Joins the transaction that is open. */
        @Override
        public <T> T inTransaction(Work<T> work) throws ToolException {
            return work.with(this);
        }
    }
}
