package net.chingtech.ctos.mcp.bridge;

import java.util.HashMap;
import java.util.Map;

/**
 * The members of one JSON object, each value as the raw text that stands there. Only what the bridge must know of a
 * message is read; what is inside the values is for the two ends to judge.
 */
final class JsonObject {

    private final String text;
    private final Map<String, String> members = new HashMap<>();
    private int at;

    private JsonObject(String text) {
        this.text = text;
    }

    /**
     * @return raw values by name
     * @throws IllegalArgumentException when the text is not one JSON object, or a member stands there twice
     */
    static Map<String, String> members(String text) {
        JsonObject object = new JsonObject(text);
        object.read();
        return object.members;
    }

    /** The text of a raw JSON string; null when the value is missing or no string. */
    static String string(String raw) {
        if (raw == null || raw.length() < 2 || raw.charAt(0) != '"') {
            return null;
        }
        StringBuilder string = new StringBuilder();
        for (int i = 1; i < raw.length() - 1; i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                string.append(c);
                continue;
            }
            char escaped = raw.charAt(++i);
            switch (escaped) {
                case 'b' -> string.append('\b');
                case 'f' -> string.append('\f');
                case 'n' -> string.append('\n');
                case 'r' -> string.append('\r');
                case 't' -> string.append('\t');
                case 'u' -> {
                    if (i + 5 >= raw.length()) {
                        throw new IllegalArgumentException("not a JSON string: an escape ends too early");
                    }
                    string.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> string.append(escaped);
            }
        }
        return string.toString();
    }

    /** A text as a JSON string. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private void read() {
        expect('{');
        if (peek() != '}') {
            do {
                String name = string(value());
                if (name == null) {
                    throw wrong("a name");
                }
                expect(':');
                if (members.put(name, value()) != null) {
                    throw wrong("each name once");
                }
            } while (accept(','));
        }
        expect('}');
        if (peek() != 0) {
            throw wrong("nothing more");
        }
    }

    /** The raw text of the value that begins here; its inside is only searched for its end. */
    private String value() {
        char first = peek();
        int start = at;
        if (first == '"') {
            skipString();
        } else if (first == '{' || first == '[') {
            skipNested();
        } else {
            while (at < text.length() && "{}[],:\"".indexOf(text.charAt(at)) < 0 && text.charAt(at) > ' ') {
                at++;
            }
        }
        if (at == start) {
            throw wrong("a value");
        }
        return text.substring(start, at);
    }

    private void skipNested() {
        int depth = 0;
        do {
            char c = peek();
            if (c == 0) {
                throw wrong("the end of an object or list");
            }
            if (c == '"') {
                skipString();
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            at++;
        } while (depth > 0);
    }

    private void skipString() {
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return;
            }
            if (c == '\\') {
                at++;
            }
        }
        throw wrong("the end of a string");
    }

    private char peek() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw wrong(String.valueOf(c));
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("not a JSON object: expected " + expected + " at character " + at);
    }
}
