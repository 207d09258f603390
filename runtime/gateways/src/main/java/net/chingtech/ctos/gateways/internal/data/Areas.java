package net.chingtech.ctos.gateways.internal.data;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.tools.RunScript;

/** The areas of the company's data: schemas with tables and sample rows, and for each a role that reads and one that changes. */
final class Areas {

    static final Set<String> ALL = Set.of("crm", "hr", "sales");

    private static final int VERSION = 1;

    private Areas() {}

    /** Makes what is missing, once; the version is written last. */
    static void prepare(Connection owner) throws SQLException, IOException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS CTOS");
            statement.execute("CREATE TABLE IF NOT EXISTS CTOS.VERSIONS("
                    + "VERSION INT PRIMARY KEY, APPLIED TIMESTAMP WITH TIME ZONE NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS CTOS.MIGRATIONS("
                    + "OWN_SCHEMA VARCHAR(40) NOT NULL, SCRIPT VARCHAR(1000) NOT NULL, DIGEST VARCHAR(64) NOT NULL,"
                    + " APPLIED TIMESTAMP WITH TIME ZONE NOT NULL, PRIMARY KEY (OWN_SCHEMA, SCRIPT))");
            int found = version(statement);
            if (found > VERSION) {
                throw new IOException("the database is of format " + found + ", newer than " + VERSION);
            }
            if (found < VERSION) {
                try (Reader script =
                        new InputStreamReader(Areas.class.getResourceAsStream("areas.sql"), StandardCharsets.UTF_8)) {
                    RunScript.execute(owner, script);
                }
                statement.execute("INSERT INTO CTOS.VERSIONS VALUES (" + VERSION + ", CURRENT_TIMESTAMP)");
            }
            dropSkillUsers(statement);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(VERSION), 0) FROM CTOS.VERSIONS")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Users of skills live as long as their skill runs; those of an earlier run are left over. */
    private static void dropSkillUsers(Statement statement) throws SQLException {
        List<String> left = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT USER_NAME FROM INFORMATION_SCHEMA.USERS")) {
            while (rows.next()) {
                if (rows.getString(1).startsWith(Database.SKILL_USER)) {
                    left.add(rows.getString(1));
                }
            }
        }
        for (String user : left) {
            statement.execute("DROP USER \"" + user + "\"");
        }
    }

    static String role(String area, boolean write) {
        if (!ALL.contains(area)) {
            throw new IllegalArgumentException(area);
        }
        return area.toUpperCase(Locale.ROOT) + (write ? "_WRITE" : "_READ");
    }
}
