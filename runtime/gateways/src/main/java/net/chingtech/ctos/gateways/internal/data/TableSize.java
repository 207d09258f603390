package net.chingtech.ctos.gateways.internal.data;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Guesses how long a dump of tables will be, from what they take in the database. */
final class TableSize {

    private TableSize() {}

    static long of(OwnSchema schema, Statement statement) throws SQLException {
        List<String> sizes = new ArrayList<>();
        try (ResultSet tables = statement.executeQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                + " WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA = '" + schema.name() + "'")) {
            while (tables.next()) {
                sizes.add("SELECT DISK_SPACE_USED('"
                        + quoted(schema, tables.getString(1)).replace("'", "''") + "')");
            }
        }
        // Long values lie beside their table, and are written out in two characters for a byte at most.
        try (ResultSet columns = statement.executeQuery("SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS"
                + " WHERE DATA_TYPE IN ('BINARY LARGE OBJECT', 'CHARACTER LARGE OBJECT') AND TABLE_SCHEMA = '"
                + schema.name() + "'")) {
            while (columns.next()) {
                sizes.add("SELECT 2 * COALESCE(SUM(OCTET_LENGTH(\"" + name(columns.getString(2)) + "\")), 0) FROM "
                        + quoted(schema, columns.getString(1)));
            }
        }
        long bytes = 0;
        for (String size : sizes) {
            try (ResultSet row = statement.executeQuery(size)) {
                row.next();
                bytes += row.getLong(1);
            }
        }
        return bytes;
    }

    private static String quoted(OwnSchema schema, String table) {
        return schema.name() + ".\"" + name(table) + "\"";
    }

    private static String name(String identifier) {
        return identifier.replace("\"", "\"\"");
    }
}
