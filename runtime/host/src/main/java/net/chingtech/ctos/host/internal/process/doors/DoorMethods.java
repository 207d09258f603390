package net.chingtech.ctos.host.internal.process.doors;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.gateways.OpenTransaction;
import net.chingtech.ctos.gateways.SkillDoors;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.wire.RpcError;
import net.chingtech.ctos.wire.TypedValues;

/** The methods that a process may ask for, and nothing beside them. */
final class DoorMethods {

    private static final int LONGEST_SQL = 256 * 1024;
    private static final int MOST_VALUES = 10_000;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_ADDRESS = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final long LONGEST_WAIT_MS = 30_000;

    private final SkillDoors doors;
    private final Transactions transactions;
    private final Map<String, Method> methods;

    DoorMethods(SkillDoors doors, Transactions transactions) {
        this.doors = doors;
        this.transactions = transactions;
        methods = Map.of(
                "data.query", new Method(this::query, "transaction", "sql", "parameters"),
                "data.update", new Method(this::update, "transaction", "sql", "parameters"),
                "data.begin", new Method(this::begin),
                "data.commit", new Method(this::commit, "transaction"),
                "data.rollback", new Method(this::rollback, "transaction"),
                "skills.call", new Method(this::callSkill, "skill", "tool", "input"),
                "http.send", new Method(this::send, "method", "uri", "headers", "body", "timeout_ms"),
                "context.env", new Method(this::env, "name"));
    }

    /** What a method does. */
    @FunctionalInterface
    interface Work {
        Object with(Parameters parameters) throws ToolException, RpcError;
    }

    /** A method and the parameters that it takes, beside the number of the call. */
    record Method(Work work, Set<String> names) {

        static final String CALL = "call";

        Method(Work work, String... names) {
            this(work, withCall(names));
        }

        private static Set<String> withCall(String... names) {
            List<String> all = new ArrayList<>(List.of(names));
            all.add(CALL);
            return Set.copyOf(all);
        }

        Parameters parameters(Map<String, Object> values) throws RpcError {
            return new Parameters(values, names);
        }
    }

    /** The method, or null when there is none of that name. */
    Method get(String name) {
        return methods.get(name);
    }

    private Object query(Parameters parameters) throws ToolException, RpcError {
        Long transaction = parameters.optionalNumber("transaction");
        String sql = parameters.text("sql", LONGEST_SQL);
        Object[] values = parameters.values("parameters", MOST_VALUES);
        List<Row> rows = transaction == null
                ? doors.data().query(sql, values)
                : transactions.get(transaction).query(sql, values);
        List<Object> plain = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Map<String, Object> columns = new LinkedHashMap<>();
            row.values().forEach((column, value) -> columns.put(column, TypedValues.toJson(value)));
            plain.add(columns);
        }
        return Map.of("rows", plain);
    }

    private Object update(Parameters parameters) throws ToolException, RpcError {
        Long transaction = parameters.optionalNumber("transaction");
        String sql = parameters.text("sql", LONGEST_SQL);
        Object[] values = parameters.values("parameters", MOST_VALUES);
        int count = transaction == null
                ? doors.data().update(sql, values)
                : transactions.get(transaction).update(sql, values);
        return Map.of("count", (long) count);
    }

    private Object begin(Parameters parameters) throws ToolException {
        return Map.of("transaction", transactions.begin(doors.data()::begin));
    }

    private Object commit(Parameters parameters) throws ToolException, RpcError {
        ending(parameters).commit();
        return null;
    }

    private Object rollback(Parameters parameters) throws ToolException, RpcError {
        ending(parameters).rollback();
        return null;
    }

    private OpenTransaction ending(Parameters parameters) throws ToolException, RpcError {
        return transactions.remove(parameters.number("transaction", 1, Long.MAX_VALUE));
    }

    private Object callSkill(Parameters parameters) throws ToolException, RpcError {
        return Map.of(
                "value",
                doors.skills()
                        .call(
                                parameters.text("skill", LONGEST_NAME),
                                parameters.text("tool", LONGEST_NAME),
                                parameters.object("input"))
                        .value());
    }

    private Object send(Parameters parameters) throws ToolException, RpcError {
        HttpReply reply = doors.http().send(ask(parameters));
        return Map.of(
                "status", (long) reply.status(),
                "headers", reply.headers(),
                "body", TypedValues.toJson(reply.body()));
    }

    private static HttpAsk ask(Parameters parameters) throws RpcError {
        try {
            return new HttpAsk(
                    parameters.text("method", LONGEST_NAME),
                    URI.create(parameters.text("uri", LONGEST_ADDRESS)),
                    parameters.texts("headers", MOST_HEADERS),
                    parameters.bytes("body"),
                    Duration.ofMillis(parameters.number("timeout_ms", 1, LONGEST_WAIT_MS)));
        } catch (IllegalArgumentException e) {
            throw RpcError.parameters("The parameter uri is not an address.");
        }
    }

    private Object env(Parameters parameters) throws RpcError {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "value",
                doors.context().env(parameters.text("name", LONGEST_NAME)).orElse(null));
        return answer;
    }
}
