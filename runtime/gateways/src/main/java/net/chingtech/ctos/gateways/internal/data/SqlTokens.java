package net.chingtech.ctos.gateways.internal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.chingtech.ctos.skill.ToolException;

/**
 * A statement as its tokens. It takes less than the database does: no comments, no escapes, no dollar quotes, no variables;
 * so whatever is taken, both read in the same way.
 */
final class SqlTokens {

    /** What a token is. */
    enum Kind {
        /** In upper case, as the database reads it. */
        NAME,
        /** Between double quotes, without them. */
        QUOTED,
        TEXT,
        NUMBER,
        SYMBOL
    }

    /** One token. */
    record Token(Kind kind, String text) {

        static final Token NONE = new Token(Kind.SYMBOL, "");

        boolean is(String symbolOrName) {
            return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equals(symbolOrName);
        }

        /** As a function's name is found by the database, quoted or not. */
        String asFunction() {
            return text.toUpperCase(Locale.ENGLISH);
        }

        boolean isName() {
            return kind == Kind.NAME || kind == Kind.QUOTED;
        }
    }

    private static final String SYMBOLS = "(),.*=<>!+-/%|:?[]";

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    /** @throws ToolException {@code data_refused} */
    static List<Token> of(String sql) throws ToolException {
        SqlTokens reader = new SqlTokens(sql);
        while (reader.at < sql.length()) {
            reader.next();
        }
        return reader.tokens;
    }

    private void next() throws ToolException {
        char c = sql.charAt(at);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            at++;
        } else if (c == '\'') {
            tokens.add(new Token(Kind.TEXT, quoted('\'')));
        } else if (c == '"') {
            tokens.add(new Token(Kind.QUOTED, quoted('"')));
        } else if (isLetter(c)) {
            tokens.add(new Token(Kind.NAME, word().toUpperCase(Locale.ENGLISH)));
        } else if (c >= '0' && c <= '9') {
            tokens.add(new Token(Kind.NUMBER, word()));
        } else {
            refuseComments(c);
            if (SYMBOLS.indexOf(c) < 0) {
                throw DataErrors.refused("The character " + Character.getName(c)
                        + " stands only in texts and quoted names; hand over values as parameters.");
            }
            tokens.add(new Token(Kind.SYMBOL, String.valueOf(c)));
            at++;
        }
    }

    private void refuseComments(char c) throws ToolException {
        char after = at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
        if ((c == '-' && after == '-') || (c == '/' && (after == '/' || after == '*'))) {
            throw DataErrors.refused("A statement has no comments.");
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private String word() {
        int start = at;
        while (at < sql.length() && (isLetter(sql.charAt(at)) || (sql.charAt(at) >= '0' && sql.charAt(at) <= '9'))) {
            at++;
        }
        return sql.substring(start, at);
    }

    /** A doubled quote is one that belongs to the text. */
    private String quoted(char quote) throws ToolException {
        int start = ++at;
        while (at < sql.length()) {
            if (sql.charAt(at) == quote) {
                if (at + 1 == sql.length() || sql.charAt(at + 1) != quote) {
                    return sql.substring(start, at++);
                }
                at++;
            }
            at++;
        }
        throw DataErrors.refused("A text or a quoted name does not end.");
    }
}
