package net.chingtech.ctos.gateways.internal.data;

import java.util.List;
import java.util.Set;
import net.chingtech.ctos.gateways.internal.data.SqlTokens.Token;
import net.chingtech.ctos.skill.ToolException;

/**
 * What a statement may consist of. The database checks rights; it does not check what a statement costs. So functions are a
 * list: those that give back no more than they were given, need no other session's leave, and tell nothing of the machine.
 * What is left to grow is held by {@link MemoryWatch}.
 */
final class SqlRules {

    private static final int MOST_TOKENS = 8_000;
    private static final int DEEPEST = 40;
    private static final int MOST_SELECTS = 12;
    private static final int MOST_JOINS = 12;
    /** Each part of a text may be a million characters long. */
    private static final int MOST_JOINED_TEXTS = 32;

    private static final Set<String> FUNCTIONS = Set.of(
            ("ABS MOD CEIL CEILING FLOOR ROUND SIGN TRUNC TRUNCATE SQRT POWER EXP LN LOG LOG10 PI DEGREES RADIANS"
                            + " SIN COS TAN COT ASIN ACOS ATAN ATAN2 BITAND BITOR BITXOR BITNOT"
                            + " GREATEST LEAST COALESCE NULLIF IFNULL NVL NVL2 CASEWHEN DECODE CAST CONVERT"
                            + " UPPER LOWER UCASE LCASE TRIM LTRIM RTRIM BTRIM SUBSTRING SUBSTR LEFT RIGHT"
                            + " LENGTH CHAR_LENGTH CHARACTER_LENGTH OCTET_LENGTH POSITION LOCATE INSTR ASCII CHR SOUNDEX"
                            + " EXTRACT DATE_TRUNC DATEADD TIMESTAMPADD DATEDIFF TIMESTAMPDIFF LAST_DAY DAYNAME MONTHNAME"
                            + " DAY DAY_OF_MONTH DAY_OF_WEEK DAY_OF_YEAR HOUR MINUTE SECOND MONTH QUARTER WEEK YEAR"
                            + " ISO_DAY_OF_WEEK ISO_WEEK ISO_YEAR FORMATDATETIME"
                            + " NOW CURRENT_TIMESTAMP CURRENT_TIME LOCALTIME LOCALTIMESTAMP CURDATE CURTIME"
                            + " RANDOM_UUID RAND SYSTEM_RANGE UNNEST CARDINALITY"
                            + " COUNT SUM AVG MIN MAX ANY EVERY BOOL_AND BOOL_OR STDDEV_POP STDDEV_SAMP VAR_POP VAR_SAMP"
                            + " ROW_NUMBER RANK DENSE_RANK NTILE LAG LEAD FIRST_VALUE LAST_VALUE")
                    .split(" "));

    private static final Set<String> BEFORE_PARENTHESIS = Set.of(
            ("AND OR NOT IN ALL SOME EXISTS SELECT DISTINCT FROM JOIN ON WHERE HAVING BY WHEN THEN ELSE CASE UNION EXCEPT"
                            + " INTERSECT VALUES USING OVER FILTER BETWEEN LIKE ILIKE LIMIT OFFSET SET ROW KEY AS MATCHED"
                            + " CHAR VARCHAR CHARACTER VARYING NUMERIC DECIMAL DEC FLOAT TIMESTAMP TIME BINARY VARBINARY")
                    .split(" "));

    /** In a definition of tables, names and what belongs to them stand before a parenthesis, too. */
    private static final Set<String> BEFORE_PARENTHESIS_IN_DEFINITIONS =
            Set.of("CHECK", "UNIQUE", "REFERENCES", "IDENTITY", "ADD", "COLUMN", "DEFAULT", "INDEX", "CLOB", "BLOB");

    private static final Set<String> REFUSED_WORDS =
            Set.of("RECURSIVE", "REGEXP", "RLIKE", "SIMILAR", "INFORMATION_SCHEMA");
    /** What would make of a definition a query, or a table of somebody else's code. */
    private static final Set<String> REFUSED_IN_DEFINITIONS =
            Set.of("SELECT", "WITH", "JOIN", "ENGINE", "TEMPORARY", "TEMP");

    /**
     * What has another value each time: a column that is generated from it would not come back as it was, since the values
     * of such columns are not written out but made anew.
     */
    private static final Set<String> NEVER_THE_SAME =
            Set.of(("RAND RANDOM_UUID NOW CURRENT_TIMESTAMP CURRENT_TIME CURRENT_DATE LOCALTIME LOCALTIMESTAMP CURDATE"
                            + " CURTIME SYSDATE SYSTIMESTAMP TODAY NEXT CURRENT CURRENT_USER SESSION_USER SYSTEM_USER USER"
                            + " CURRENT_ROLE CURRENT_SCHEMA CURRENT_PATH CURRENT_CATALOG")
                    .split(" "));

    private static final Set<String> DECIMALS = Set.of("NUMERIC", "DECIMAL", "DEC");
    /** Written out, a number has all of them, however few bytes it takes in its table. */
    private static final int MOST_DECIMAL_PLACES = 100;

    private static final Set<String> LOCKS = Set.of("UPDATE", "SHARE", "KEY", "NO");

    private SqlRules() {}

    /** @throws ToolException {@code data_refused} or {@code data_too_much} */
    static void check(String sql) throws ToolException {
        List<Token> tokens = SqlTokens.of(sql);
        checkSize(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            checkWord(tokens, i);
            if (tokens.get(i).isName() && at(tokens, i + 1).is("(") && !mayCall(tokens, i, Set.of("INTO"), false)) {
                throw DataErrors.refused(tokens.get(i).text() + " is not one of the functions that skills have"
                        + " (a list of columns is named with AS).");
            }
        }
    }

    /**
     * As {@link #check}, for a statement that defines tables.
     *
     * @throws ToolException {@code data_refused} or {@code data_too_much}
     */
    static void checkDefinition(String sql) throws ToolException {
        List<Token> tokens = SqlTokens.of(sql);
        checkSize(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            checkWord(tokens, i);
            checkColumn(tokens, i);
            if (REFUSED_IN_DEFINITIONS.stream().anyMatch(tokens.get(i)::is) && !isPartOfAPhrase(tokens, i)) {
                throw DataErrors.refused(tokens.get(i).text() + " has no place in a definition.");
            }
            if (tokens.get(i).isName()
                    && at(tokens, i + 1).is("(")
                    && !mayCall(tokens, i, Set.of("INTO", "TABLE", "EXISTS", "REFERENCES", "ON"), true)) {
                throw DataErrors.refused(tokens.get(i).text() + " is not one of the functions that skills have.");
            }
        }
    }

    private static void checkColumn(List<Token> tokens, int i) throws ToolException {
        if (tokens.get(i).is("AS")) {
            int depth = 0;
            for (int at = i + 1; at < tokens.size() && depth >= 0; at++) {
                Token token = tokens.get(at);
                depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
                if (depth == 0 && token.is(",")) {
                    break;
                }
                if (token.isName() && NEVER_THE_SAME.contains(token.asFunction())) {
                    throw DataErrors.refused("A column that is generated from " + token.text()
                            + " could not be put back as it was; give it a DEFAULT instead.");
                }
            }
        }
        if (tokens.get(i).is("DEFAULT")
                && at(tokens, i + 1).is("ON")
                && at(tokens, i + 2).is("NULL")) {
            throw DataErrors.refused(
                    "With DEFAULT ON NULL, a NULL that is there already could not be put back as it was.");
        }
        if (DECIMALS.stream().anyMatch(tokens.get(i)::is)
                && at(tokens, i + 1).is("(")
                && at(tokens, i + 3).is(",")) {
            Token places = at(tokens, at(tokens, i + 4).is("-") ? i + 5 : i + 4);
            if (!places.text().matches("[0-9]{1,3}") || Integer.parseInt(places.text()) > MOST_DECIMAL_PLACES) {
                throw DataErrors.refused("A number has at most " + MOST_DECIMAL_PLACES + " decimal places.");
            }
        }
    }

    /**
     * The WITH of {@code TIMESTAMP WITH TIME ZONE}, and of {@code START WITH 1} and {@code RESTART WITH 1} of a sequence or
     * an identity: before a number no query can begin. Any other may name one.
     */
    private static boolean isPartOfAPhrase(List<Token> tokens, int i) {
        if (!tokens.get(i).is("WITH")) {
            return false;
        }
        Token before = at(tokens, i - 1);
        if (before.is("START") || before.is("RESTART")) {
            return at(tokens, at(tokens, i + 1).is("-") ? i + 2 : i + 1).kind() == SqlTokens.Kind.NUMBER;
        }
        return at(tokens, i + 1).is("TIME") && at(tokens, i + 2).is("ZONE");
    }

    private static void checkSize(List<Token> tokens) throws ToolException {
        int depth = 0;
        int deepest = 0;
        int selects = 0;
        int joins = 0;
        int texts = 0;
        for (Token token : tokens) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            deepest = Math.max(deepest, depth);
            selects += token.is("SELECT") || token.is("TABLE") ? 1 : 0;
            joins += token.is("JOIN") ? 1 : 0;
            texts += token.is("|") ? 1 : 0;
        }
        if (tokens.size() > MOST_TOKENS
                || deepest > DEEPEST
                || selects > MOST_SELECTS
                || joins > MOST_JOINS
                || texts > 2 * MOST_JOINED_TEXTS) {
            throw DataErrors.tooMuch(MOST_SELECTS + " selects, " + MOST_JOINS + " joins, " + MOST_JOINED_TEXTS
                    + " joined texts, " + DEEPEST + " parentheses in each other or " + MOST_TOKENS + " words");
        }
    }

    private static void checkWord(List<Token> tokens, int i) throws ToolException {
        Token token = tokens.get(i);
        Token next = at(tokens, i + 1);
        if (token.isName() && REFUSED_WORDS.contains(token.asFunction())) {
            throw DataErrors.refused(token.text() + " is not for skills.");
        }
        if (token.is("FOR") && LOCKS.contains(next.text())) {
            throw DataErrors.refused("A query locks no rows (FOR " + next.text() + "); change them in a transaction.");
        }
        if (next.is("TABLE") && (token.is("FINAL") || token.is("OLD") || token.is("NEW"))) {
            throw DataErrors.refused("A query changes no rows.");
        }
    }

    private static boolean mayCall(List<Token> tokens, int i, Set<String> introducing, boolean definition) {
        Token token = tokens.get(i);
        int start = i;
        while (at(tokens, start - 1).is(".") && at(tokens, start - 2).isName()) {
            start -= 2;
        }
        Token before = at(tokens, start - 1);
        if (introducing.stream().anyMatch(before::is)) {
            return true;
        }
        if (start < i) {
            return false;
        }
        if (!definition && (before.is("AS") || before.is("WITH"))) {
            // Columns of a derived table; a function stands after no AS, but a type does.
            return true;
        }
        String name = token.asFunction();
        if (FUNCTIONS.contains(name)) {
            return true;
        }
        return token.kind() == SqlTokens.Kind.NAME
                && (BEFORE_PARENTHESIS.contains(name)
                        || (definition && BEFORE_PARENTHESIS_IN_DEFINITIONS.contains(name)));
    }

    private static Token at(List<Token> tokens, int i) {
        return i < 0 || i >= tokens.size() ? Token.NONE : tokens.get(i);
    }
}
