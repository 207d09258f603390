package net.chingtech.ctos.gateways.internal.data;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.SkillId;

/**
 * The names of what one skill has in the database for itself. They are made of a digest, so that no id, however it is
 * chosen, is another's or means anything to the database.
 *
 * @param name of the schema
 */
record OwnSchema(String name) {

    static OwnSchema of(SkillId skill) {
        String digest = Digests.sha256Hex(skill.value().getBytes(StandardCharsets.UTF_8));
        return new OwnSchema("OWN_" + digest.substring(0, 24).toUpperCase(Locale.ROOT));
    }

    /**
     * The user that owns the schema and may define tables there: a skill's migration while it runs, and nobody else. A role
     * would not do: the database makes schemas before roles when it is opened.
     */
    String owner() {
        return name + "_OWNER";
    }

    /** The role that may read and change the rows of all its tables. */
    String rows() {
        return name + "_ROWS";
    }

    boolean exists(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT 1 FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = '" + name + "'")) {
            return rows.next();
        }
    }
}
