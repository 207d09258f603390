package net.chingtech.ctos.skillhub.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.skillhub.server.alike.Skeleton;
import org.h2.tools.RunScript;

/** The tables, and how those of an older program become those of this one. */
final class Schema {

    /** The newest that this program knows. */
    private static final int NEWEST = 4;

    private static final int AT_ONCE = 1_000;

    private Schema() {}

    static int bringUp(Connection connection) throws SQLException {
        int found = version(connection);
        if (found > NEWEST) {
            throw new StoreFailed(
                    "the database has schema " + found + " of a newer program; this one knows up to " + NEWEST, null);
        }
        if (found < 1) {
            run(connection, "schema-1.sql");
        }
        if (found < 2) {
            run(connection, "schema-2.sql");
            fillSkills(connection);
            fillPublishers(connection);
            run(connection, "schema-2-fill.sql");
        }
        if (found < 3) {
            run(connection, "schema-3.sql");
        }
        if (found < 4) {
            run(connection, "schema-4.sql");
        }
        return NEWEST;
    }

    private static int version(Connection connection) throws SQLException {
        boolean fresh = Sql.query(
                        connection,
                        row -> row.getString(1),
                        "select table_name from information_schema.tables where table_schema = 'PUBLIC'")
                .isEmpty();
        return fresh
                ? 0
                : Sql.query(connection, row -> row.getInt(1), "select schema_version from hub")
                        .get(0);
    }

    private static void run(Connection connection, String name) throws SQLException {
        try (InputStream in = Schema.class.getResourceAsStream(name);
                Reader script = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            RunScript.execute(connection, script);
        } catch (IOException e) {
            throw new StoreFailed("the schema cannot be read", e);
        }
    }

    private static void fillSkills(Connection connection) throws SQLException {
        List<SkillId> ids = idsAfter(connection, "");
        while (!ids.isEmpty()) {
            try (PreparedStatement update =
                    connection.prepareStatement("update skills set place = ?, skeleton = ? where id = ?")) {
                for (SkillId id : ids) {
                    update.setInt(1, Place.of(id));
                    update.setString(2, Skeleton.of(id.value()));
                    update.setString(3, id.value());
                    update.addBatch();
                }
                update.executeBatch();
            }
            ids = idsAfter(connection, ids.get(ids.size() - 1).value());
        }
    }

    private static List<SkillId> idsAfter(Connection connection, String last) throws SQLException {
        return Sql.query(
                connection,
                row -> new SkillId(row.getString(1)),
                "select id from skills where id > ? order by id limit ?",
                last,
                AT_ONCE);
    }

    private static void fillPublishers(Connection connection) throws SQLException {
        Sql.update(connection, "delete from publishers");
        Sql.update(
                connection,
                "insert into publishers (name, key_id, skeleton) select distinct publisher, key_id, '' from releases");
        for (String name : Sql.query(connection, row -> row.getString(1), "select distinct name from publishers")) {
            Sql.update(connection, "update publishers set skeleton = ? where name = ?", Skeleton.of(name), name);
        }
    }
}
