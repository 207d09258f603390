package net.chingtech.ctos.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of runtime/ESCAPES.md: for each attempt what it tries, and what became of it in each column. */
final class EscapeTable {

    /** Where a skill runs, and on which Java; in the table's order. */
    enum Column {
        FRAMEWORK_17,
        PROCESS_17,
        PROCESS_25
    }

    static final String DENIED = "denied";
    static final String NOT_STOPPED = "not stopped: ";

    private static final Pattern ROW = Pattern.compile(
            "^\\| `([a-z0-9_.]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

    /** One attempt: what it tries, and a cell for each column. */
    record Row(String tries, List<String> cells) {

        String cell(Column column) {
            return cells.get(column.ordinal());
        }

        Row with(Column column, String cell) {
            List<String> changed = new ArrayList<>(cells);
            changed.set(column.ordinal(), cell);
            return new Row(tries, changed);
        }
    }

    private final String before;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    EscapeTable(String text) {
        Matcher found = ROW.matcher(text);
        int first = text.length();
        while (found.find()) {
            first = Math.min(first, found.start());
            Row row = new Row(found.group(2), List.of(found.group(3), found.group(4), found.group(5)));
            if (rows.put(found.group(1), row) != null) {
                throw new IllegalStateException("two rows for " + found.group(1));
            }
        }
        before = text.substring(0, first);
    }

    static EscapeTable read(Path file) throws IOException {
        return new EscapeTable(Files.readString(file));
    }

    Map<String, Row> rows() {
        return rows;
    }

    /** The table with another column, for whoever has looked at each difference; unknown cells are left to fill in. */
    String with(Column column, Map<String, String> attempts, Map<String, String> found) {
        StringBuilder text = new StringBuilder(before);
        attempts.forEach((name, tries) -> {
            Row row = rows.getOrDefault(name, new Row(tries, List.of("?", "?", "?")));
            Row changed = new Row(tries, row.cells()).with(column, found.getOrDefault(name, row.cell(column)));
            text.append("| `").append(name).append("` | ").append(tries);
            changed.cells().forEach(cell -> text.append(" | ").append(cell));
            text.append(" |\n");
        });
        return text.toString();
    }
}
