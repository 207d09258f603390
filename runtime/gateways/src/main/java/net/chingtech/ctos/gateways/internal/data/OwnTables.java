package net.chingtech.ctos.gateways.internal.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.ToolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the own tables of skills to what their release asks for. Each script runs once, as a user that may do nothing but
 * define tables in that schema; when one fails, the schema is as it was before.
 */
final class OwnTables {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(OwnTables.class);

    private final Database database;
    private final Path folder;

    /** @param folder where the copy of a schema lies while its scripts run */
    OwnTables(Database database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** @throws StartFailed {@code migration_failed} or {@code data_unavailable} */
    void prepare(StagedSkill skill) throws StartFailed {
        OwnSchema schema = OwnSchema.of(skill.id());
        List<MigrationScript> missing = new ArrayList<>();
        try {
            List<MigrationScript> scripts = MigrationScript.of(skill);
            Map<String, String> done = done(schema);
            for (MigrationScript script : scripts) {
                String before = done.get(script.name());
                if (before == null) {
                    script.check();
                    missing.add(script);
                } else if (!before.equals(script.digest())) {
                    throw DataErrors.refused(script.name() + " is not the script that ran here under this name.");
                }
            }
        } catch (IOException | ToolException e) {
            throw failed(skill, e.getMessage(), e);
        }
        boolean isNew = !exist(schema);
        make(schema);
        if (!missing.isEmpty()) {
            run(skill, schema, missing, isNew);
        }
    }

    private Map<String, String> done(OwnSchema schema) throws StartFailed {
        Map<String, String> done = new TreeMap<>();
        database.asOwner(statement -> {
            try (ResultSet rows = statement.executeQuery(
                    "SELECT SCRIPT, DIGEST FROM CTOS.MIGRATIONS WHERE OWN_SCHEMA = '" + schema.name() + "'")) {
                while (rows.next()) {
                    done.put(rows.getString(1), rows.getString(2));
                }
            }
        });
        return done;
    }

    boolean exist(OwnSchema schema) throws StartFailed {
        AtomicBoolean exist = new AtomicBoolean();
        database.asOwner(statement -> {
            try (ResultSet rows = statement.executeQuery(
                    "SELECT 1 FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = '" + schema.name() + "'")) {
                exist.set(rows.next());
            }
        });
        return exist.get();
    }

    private void make(OwnSchema schema) throws StartFailed {
        database.asOwner(statement -> {
            statement.execute(
                    "CREATE USER IF NOT EXISTS " + schema.owner() + " PASSWORD '" + OwnerPassword.random() + "'");
            statement.execute("CREATE ROLE IF NOT EXISTS " + schema.rows());
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema.name() + " AUTHORIZATION " + schema.owner());
            statement.execute(
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA " + schema.name() + " TO " + schema.rows());
        });
    }

    private void run(StagedSkill skill, OwnSchema schema, List<MigrationScript> scripts, boolean isNew)
            throws StartFailed {
        Path copy = folder.resolve(schema.name() + ".sql");
        String running = "";
        try {
            if (!isNew) {
                database.asOwner(statement -> statement.execute(
                        "SCRIPT NOPASSWORDS NOSETTINGS TO '" + quoted(copy) + "' SCHEMA " + schema.name()));
            }
            long deadline = System.nanoTime() + LONGEST.toNanos();
            for (MigrationScript script : scripts) {
                running = script.name();
                database.asMigration(schema, connection -> carryOut(script, connection, deadline));
                record(schema, script);
            }
            LOG.info("Ran {} scripts for the own tables of {} {}", scripts.size(), skill.id(), skill.version());
        } catch (ToolException | StartFailed e) {
            putBack(schema, isNew, copy, scripts);
            throw failed(skill, running + ": " + e.getMessage(), e);
        } finally {
            delete(copy);
        }
    }

    private static void carryOut(MigrationScript script, Connection connection, long deadline)
            throws SQLException, ToolException {
        for (String sql : script.statements()) {
            int left = (int) ((deadline - System.nanoTime()) / 1_000_000_000L);
            if (left <= 0) {
                throw DataErrors.timeout(null);
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(left);
                statement.execute();
            }
        }
    }

    private void record(OwnSchema schema, MigrationScript script) throws StartFailed {
        database.asOwner(statement -> {
            try (PreparedStatement insert = statement
                    .getConnection()
                    .prepareStatement("INSERT INTO CTOS.MIGRATIONS VALUES (?, ?, ?, CURRENT_TIMESTAMP)")) {
                insert.setString(1, schema.name());
                insert.setString(2, script.name());
                insert.setString(3, script.digest());
                insert.executeUpdate();
            }
        });
    }

    /** A definition cannot be rolled back: so the whole schema is put back as it was. */
    private void putBack(OwnSchema schema, boolean isNew, Path copy, List<MigrationScript> scripts) {
        try {
            if (isNew) {
                drop(schema);
            } else if (Files.exists(copy)) {
                database.asOwner(statement -> {
                    statement.execute("DROP SCHEMA " + schema.name() + " CASCADE");
                    statement.execute("RUNSCRIPT FROM '" + quoted(copy) + "'");
                });
                make(schema);
                forget(schema, scripts);
            }
        } catch (StartFailed e) {
            LOG.error("The own tables of a skill could not be put back: {}", schema.name(), e);
        }
    }

    private void forget(OwnSchema schema, List<MigrationScript> scripts) throws StartFailed {
        for (MigrationScript script : scripts) {
            database.asOwner(statement -> {
                try (PreparedStatement delete = statement
                        .getConnection()
                        .prepareStatement("DELETE FROM CTOS.MIGRATIONS WHERE OWN_SCHEMA = ? AND SCRIPT = ?")) {
                    delete.setString(1, schema.name());
                    delete.setString(2, script.name());
                    delete.executeUpdate();
                }
            });
        }
    }

    /** Removes all that a skill has for itself. */
    void purge(SkillId skill) throws StartFailed {
        drop(OwnSchema.of(skill));
    }

    private void drop(OwnSchema schema) throws StartFailed {
        database.asOwner(statement -> {
            statement.execute("DROP SCHEMA IF EXISTS " + schema.name() + " CASCADE");
            statement.execute("DROP ROLE IF EXISTS " + schema.rows());
            statement.execute("DROP USER IF EXISTS " + schema.owner());
            statement.execute("DELETE FROM CTOS.MIGRATIONS WHERE OWN_SCHEMA = '" + schema.name() + "'");
        });
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", copy, e.toString());
        }
    }

    private static StartFailed failed(StagedSkill skill, String why, Exception cause) {
        return new StartFailed(
                new Problem(
                        409,
                        "migration_failed",
                        "The tables of " + skill.id() + " " + skill.version() + " could not be made: " + why,
                        "They are as they were before. Ask the skill's author for a release whose scripts run here."),
                cause);
    }
}
