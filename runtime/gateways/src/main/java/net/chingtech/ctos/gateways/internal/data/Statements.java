package net.chingtech.ctos.gateways.internal.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import net.chingtech.ctos.skill.ToolException;

/** Lets through one statement, of the kind that was asked for; the database's own parser has the last word. */
final class Statements {

    /** The kinds of statements that a skill may give. */
    enum Kind {
        QUERY(Set.of("SELECT", "WITH", "VALUES", "TABLE"), "one SELECT, WITH or VALUES"),
        UPDATE(Set.of("INSERT", "UPDATE", "DELETE", "MERGE"), "one INSERT, UPDATE, DELETE or MERGE");

        private final Set<String> words;
        private final String expected;

        Kind(Set<String> words, String expected) {
            this.words = words;
            this.expected = expected;
        }
    }

    private static final int LONGEST = 64 * 1024;

    private Statements() {}

    /** @throws ToolException {@code data_refused} when it is not one statement of this kind */
    static PreparedStatement prepare(Connection connection, String sql, Kind kind) throws SQLException, ToolException {
        String statement = single(sql, kind);
        // 1. A quick look, so that the refusal is clear.
        if (!kind.words.contains(firstWord(statement))) {
            throw refused(kind);
        }
        // 2. What the database would do without asking what it costs.
        SqlRules.check(statement);
        // 3. The parser explains queries and changes of rows, and nothing else: no DDL, no CALL, no SCRIPT, no SET.
        connection.prepareStatement("EXPLAIN " + statement).close();
        // 4. Only what returns rows is a query.
        PreparedStatement prepared = connection.prepareStatement(statement);
        if ((prepared.getMetaData() != null) != (kind == Kind.QUERY)) {
            prepared.close();
            throw refused(kind);
        }
        return prepared;
    }

    /** A semicolon anywhere but at the end is refused, even in a text: texts belong into parameters. */
    private static String single(String sql, Kind kind) throws ToolException {
        if (sql == null || sql.isBlank()) {
            throw refused(kind);
        }
        if (sql.length() > LONGEST) {
            throw DataErrors.refused("The statement is longer than " + LONGEST + " characters.");
        }
        String statement = sql.strip();
        if (statement.endsWith(";")) {
            statement = statement.substring(0, statement.length() - 1).strip();
        }
        if (statement.indexOf(';') >= 0) {
            throw DataErrors.refused(
                    "One statement at a time, without a semicolon in it; hand over values as parameters.");
        }
        return statement;
    }

    private static String firstWord(String statement) {
        int start = 0;
        while (start < statement.length()
                && (statement.charAt(start) == '(' || Character.isWhitespace(statement.charAt(start)))) {
            start++;
        }
        int end = start;
        while (end < statement.length() && Character.isLetter(statement.charAt(end))) {
            end++;
        }
        return statement.substring(start, end).toUpperCase(Locale.ROOT);
    }

    private static ToolException refused(Kind kind) {
        return DataErrors.refused("The statement is not " + kind.expected + ".");
    }
}
