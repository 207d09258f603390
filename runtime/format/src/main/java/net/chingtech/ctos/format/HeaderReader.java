package net.chingtech.ctos.format;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a manifest header apart: clauses at commas, parts at semicolons, both only outside quotes. */
final class HeaderReader {

    private static final int LONGEST = 64 * 1024;
    private static final Pattern PARAMETER = Pattern.compile(
            "([A-Za-z0-9_.-]+)\\s*(?::\\s*([A-Za-z]+(?:\\s*<\\s*[A-Za-z]+\\s*>)?)\\s*)?(:?=)(.*)", Pattern.DOTALL);

    private final String header;

    HeaderReader(String header) {
        this.header = header;
    }

    List<HeaderClause> clauses() throws FormatException {
        if (header.length() > LONGEST) {
            throw wrong("at most " + LONGEST + " characters", header.length() + " characters");
        }
        List<HeaderClause> clauses = new ArrayList<>();
        for (String text : split(header, ',')) {
            clauses.add(clause(text));
        }
        return List.copyOf(clauses);
    }

    private HeaderClause clause(String text) throws FormatException {
        List<String> paths = new ArrayList<>();
        SortedMap<String, String> attributes = new TreeMap<>();
        SortedMap<String, String> types = new TreeMap<>();
        SortedMap<String, String> directives = new TreeMap<>();
        for (String part : split(text, ';')) {
            Matcher parameter = PARAMETER.matcher(part);
            if (!parameter.matches()) {
                // Paths come first; a quoted path would hide separators, so it is none.
                if (!attributes.isEmpty() || !directives.isEmpty() || part.contains("\"") || part.contains("=")) {
                    throw wrong("name=value or name:=value", part);
                }
                paths.add(part);
                continue;
            }
            boolean directive = parameter.group(3).equals(":=");
            if (directive && parameter.group(2) != null) {
                throw wrong("a directive without a type", part);
            }
            String name = parameter.group(1);
            if ((directive ? directives : attributes)
                            .put(name, unquoted(parameter.group(4).strip()))
                    != null) {
                throw wrong("each attribute and directive once", part);
            }
            if (parameter.group(2) != null) {
                types.put(name, parameter.group(2).replaceAll("\\s", ""));
            }
        }
        if (paths.isEmpty()) {
            throw wrong("a clause that begins with a name", text);
        }
        return new HeaderClause(text, List.copyOf(paths), attributes, types, directives);
    }

    private List<String> split(String text, char separator) throws FormatException {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(part(text.substring(begin, i)));
                begin = i + 1;
            }
        }
        if (quoted) {
            throw wrong("a closing quote", text);
        }
        parts.add(part(text.substring(begin)));
        return parts;
    }

    private String part(String text) throws FormatException {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw wrong("something between the separators", header);
        }
        return stripped;
    }

    private String unquoted(String value) throws FormatException {
        if (!value.startsWith("\"")) {
            if (value.isEmpty() || value.contains("\"")) {
                throw wrong("a value, quoted as a whole or not at all", value);
            }
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                if (i != value.length() - 1) {
                    throw wrong("nothing after the closing quote", value);
                }
                return plain.toString();
            }
            // Only a quote and a backslash can be escaped here; list values have escapes of their own.
            if (c == '\\' && i + 1 < value.length() && (value.charAt(i + 1) == '"' || value.charAt(i + 1) == '\\')) {
                i++;
            }
            plain.append(value.charAt(i));
        }
        throw wrong("a closing quote", value);
    }

    private static FormatException wrong(String expected, String found) {
        return new FormatException("header_invalid", "$", expected, found);
    }
}
