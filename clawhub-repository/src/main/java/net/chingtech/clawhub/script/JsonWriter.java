package net.chingtech.clawhub.script;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/** Writes the plain values of a tool's input as JSON. */
final class JsonWriter {

    private final StringBuilder json = new StringBuilder();

    private JsonWriter() {}

    static String write(Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.json.toString();
    }

    /** How many bytes a text has as JSON, or more: what an answer may have is counted so. */
    static int size(String text) {
        int size = 2;
        for (int i = 0; i < text.length(); i++) {
            size += size(text.charAt(i));
        }
        return size;
    }

    static int size(char c) {
        if (c < ' ') {
            return 6;
        }
        return c < 0x80 ? (c == '"' || c == '\\' ? 2 : 1) : 3;
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Collection<?> list) {
            list(list);
        } else if (value instanceof CharSequence text) {
            string(text);
        } else {
            // Null, true, false and numbers are written as Java writes them.
            json.append(value);
        }
    }

    private void object(Map<?, ?> map) {
        json.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            string(String.valueOf(entry.getKey()));
            json.append(':');
            value(entry.getValue());
            json.append(entries.hasNext() ? "," : "");
        }
        json.append('}');
    }

    private void list(Collection<?> list) {
        json.append('[');
        for (Iterator<?> values = list.iterator(); values.hasNext(); ) {
            value(values.next());
            json.append(values.hasNext() ? "," : "");
        }
        json.append(']');
    }

    private void string(CharSequence text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) && !isPaired(text, i)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static boolean isPaired(CharSequence text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
