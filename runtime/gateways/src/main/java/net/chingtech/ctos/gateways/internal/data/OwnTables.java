package net.chingtech.ctos.gateways.internal.data;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.ToolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The own tables of skills: made, migrated, written out, put back and removed. Scripts run as a user that may do nothing but
 * define tables in that schema, each once.
 */
public final class OwnTables {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String TIMEOUT = "data_timeout";
    private static final Logger LOG = LoggerFactory.getLogger(OwnTables.class);

    private final Database database;

    OwnTables(Database database) {
        this.database = database;
    }

    /**
     * Makes their schema when it is missing.
     *
     * @throws StartFailed {@code data_unavailable}
     */
    void prepare(SkillId skill) throws StartFailed {
        OwnSchema schema = OwnSchema.of(skill);
        database.asOwner(statement -> {
            if (!schema.exists(statement)) {
                make(schema, statement);
            }
        });
    }

    private static void make(OwnSchema schema, Statement statement) throws SQLException {
        statement.execute("CREATE USER IF NOT EXISTS " + schema.owner() + " PASSWORD '" + OwnerPassword.random() + "'");
        statement.execute("CREATE ROLE IF NOT EXISTS " + schema.rows());
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema.name() + " AUTHORIZATION " + schema.owner());
        statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA " + schema.name() + " TO " + schema.rows());
    }

    /** @throws StartFailed {@code data_unavailable} */
    public boolean exist(SkillId skill) throws StartFailed {
        AtomicBoolean exist = new AtomicBoolean();
        database.asOwner(statement -> exist.set(OwnSchema.of(skill).exists(statement)));
        return exist.get();
    }

    /** Removes them, if there are any. */
    public void purge(SkillId skill) throws StartFailed {
        OwnSchema schema = OwnSchema.of(skill);
        database.closeSessions(schema);
        database.asOwner(statement -> drop(schema, statement));
        makeLast();
    }

    private static void drop(OwnSchema schema, Statement statement) throws SQLException {
        statement.execute("DROP SCHEMA IF EXISTS " + schema.name() + " CASCADE");
        statement.execute("DROP ROLE IF EXISTS " + schema.rows());
        statement.execute("DROP USER IF EXISTS " + schema.owner());
        statement.execute("DELETE FROM CTOS.MIGRATIONS WHERE OWN_SCHEMA = '" + schema.name() + "'");
    }

    /** About how many bytes they take, written out. */
    public long bytes(SkillId skill) throws StartFailed {
        AtomicLong bytes = new AtomicLong();
        database.asOwner(statement -> bytes.set(TableSize.of(OwnSchema.of(skill), statement)));
        return bytes.get();
    }

    /** Writes them into an empty folder, as of one moment. */
    public void backUp(SkillId skill, Path folder) throws IOException {
        OwnSchema schema = OwnSchema.of(skill);
        database.withTables(schema, false, owner -> TableDump.write(owner, schema, folder));
    }

    /** Makes them what {@link #backUp} wrote; whether that is whole is known before anything is removed. */
    public void restore(SkillId skill, Path folder) throws IOException {
        OwnSchema schema = OwnSchema.of(skill);
        database.closeSessions(schema);
        database.withTables(schema, true, owner -> {
            TableDump dump = TableDump.read(folder);
            try (Statement statement = owner.createStatement()) {
                drop(schema, statement);
                if (dump.tables()) {
                    make(schema, statement);
                    dump.carryOut(owner, schema, folder);
                }
            }
            database.makeLast();
        });
    }

    /**
     * Runs scripts of a release that did not run here, in order.
     *
     * @return those that ran
     * @throws StartFailed {@code migration_failed}, {@code migration_timeout} or {@code data_unavailable}
     */
    public List<String> migrate(StagedSkill skill, List<String> scripts) throws StartFailed {
        OwnSchema schema = OwnSchema.of(skill.id());
        List<MigrationScript> missing = missing(skill, schema, scripts);
        prepare(skill.id());
        String running = "";
        try {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            for (MigrationScript script : missing) {
                running = script.name();
                database.asMigration(schema, connection -> carryOut(script, connection, deadline));
                record(schema, script);
            }
        } catch (ToolException e) {
            throw failed(skill, running + ": " + e.getMessage(), TIMEOUT.equals(e.code()), e);
        }
        makeLast();
        if (!missing.isEmpty()) {
            LOG.info("Ran {} scripts for the own tables of {} {}", missing.size(), skill.id(), skill.version());
        }
        return missing.stream().map(MigrationScript::name).toList();
    }

    private List<MigrationScript> missing(StagedSkill skill, OwnSchema schema, List<String> names) throws StartFailed {
        Map<String, String> done = done(schema);
        List<MigrationScript> missing = new ArrayList<>();
        try {
            for (MigrationScript script : MigrationScript.of(skill, names)) {
                String before = done.get(script.name());
                if (before == null) {
                    script.check();
                    missing.add(script);
                } else if (!before.equals(script.digest())) {
                    throw DataErrors.refused(script.name() + " is not the script that ran here under this name.");
                }
            }
        } catch (IOException | ToolException e) {
            throw failed(skill, e.getMessage(), false, e);
        }
        return missing;
    }

    private Map<String, String> done(OwnSchema schema) throws StartFailed {
        Map<String, String> done = new HashMap<>();
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

    private void makeLast() throws StartFailed {
        try {
            database.makeLast();
        } catch (SQLException e) {
            database.mend(e);
            throw OpenDatabase.unavailable(e);
        }
    }

    private static StartFailed failed(StagedSkill skill, String why, boolean late, Exception cause) {
        return new StartFailed(
                new Problem(
                        409,
                        late ? "migration_timeout" : "migration_failed",
                        "The tables of " + skill.id() + " " + skill.version() + " could not be made: " + why,
                        "Ask the skill's author for a release whose scripts run here."),
                cause);
    }
}
