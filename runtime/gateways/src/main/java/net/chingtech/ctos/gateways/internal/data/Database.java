package net.chingtech.ctos.gateways.internal.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.ToolException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded database: opened while the container starts, owned by the container, with one user for each admitted skill. */
@Component(service = Database.class, immediate = true)
public final class Database {

    static final String SKILL_USER = "SKILL_";

    private static final Duration MIGRATION = Duration.ofSeconds(65);
    /** The largest that is backed up, on a slow disk. */
    private static final Duration WHOLE_TABLES = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final SqlWorkers workers = new SqlWorkers(Duration.ofSeconds(CappedRun.MOST_SECONDS + 2L), this::mend);
    private final OpenDatabase open;
    private final OwnTables ownTables;
    /** The database checks constraints by the session that defined them: it stays as long as they do. */
    private final Map<OwnSchema, Queue<Connection>> sessionsOfConstraints = new ConcurrentHashMap<>();

    @Activate
    public Database(BundleContext context) {
        this(ContainerHome.of(context), ContainerHome.of(context).database().toFile()::getUsableSpace);
    }

    /** @param free how many bytes the database's disk has left; 0 when nobody knows */
    public Database(ContainerHome home, LongSupplier free) {
        open = new OpenDatabase(home.database(), home.secrets().resolve("database-password"), free, workers::later);
        ownTables = new OwnTables(this);
    }

    /**
     * Makes a user for one skill, with the roles of its areas.
     *
     * @throws StartFailed {@code data_area_unknown} or {@code data_unavailable}
     */
    public SkillDatabase open(StagedSkill skill, DataGrants grants) throws StartFailed {
        grants.refuseUnknownAreas(skill);
        String user = SKILL_USER + OwnerPassword.random().substring(0, 16).toUpperCase(Locale.ROOT);
        String password = OwnerPassword.random();
        asOwner(statement -> statement.execute("CREATE USER " + user + " PASSWORD '" + password + "'"));
        SkillConnections connections =
                new SkillConnections(open, open.source(user, password, ";IFEXISTS=TRUE;TIME ZONE=UTC"));
        SkillDatabase database = new SkillDatabase(skill, this, user, connections, workers);
        boolean good = false;
        try {
            database.regrant(grants);
            good = true;
            return database;
        } finally {
            if (!good) {
                database.close();
            }
        }
    }

    /** Gives and takes roles; all or none. */
    void changeRoles(String user, Set<String> before, Set<String> after) throws StartFailed {
        List<String> changes = new ArrayList<>();
        List<String> back = new ArrayList<>();
        for (String role : after) {
            if (!before.contains(role)) {
                changes.add("GRANT " + role + " TO " + user);
                back.add("REVOKE " + role + " FROM " + user);
            }
        }
        for (String role : before) {
            if (!after.contains(role)) {
                changes.add("REVOKE " + role + " FROM " + user);
                back.add("GRANT " + role + " TO " + user);
            }
        }
        asOwner(statement -> {
            int done = 0;
            try {
                for (String change : changes) {
                    statement.execute(change);
                    done++;
                }
            } catch (SQLException e) {
                while (done-- > 0) {
                    statement.execute(back.get(done));
                }
                throw e;
            }
        });
    }

    /** What is done in the schema of one skill by a user that may define tables there, and nothing else. */
    interface MigrationWork {
        void with(Connection connection) throws SQLException, ToolException;
    }

    void asMigration(OwnSchema schema, MigrationWork work) throws StartFailed, ToolException {
        String password = newPassword(schema.owner());
        AtomicReference<Connection> session = new AtomicReference<>();
        boolean good = false;
        try {
            workers.run(() -> closeNow(session.get()), MIGRATION, () -> {
                Connection connection = open.source(schema.owner(), password, ";IFEXISTS=TRUE;TIME ZONE=UTC")
                        .getConnection();
                session.set(connection);
                connection.setSchema(schema.name());
                work.with(connection);
                return null;
            });
            good = true;
        } finally {
            newPassword(schema.owner());
            if (good) {
                keep(schema, session.get());
            } else {
                closeNow(session.get());
            }
        }
    }

    /** Nobody comes in by the one before. */
    private String newPassword(String user) throws StartFailed {
        String password = OwnerPassword.random();
        asOwner(statement -> statement.execute("ALTER USER " + user + " SET PASSWORD '" + password + "'"));
        return password;
    }

    private static void closeNow(Connection connection) {
        try {
            if (connection != null) {
                // It cancels what runs, and waits for that only.
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("A migration had ended by itself", e);
        }
    }

    private void keep(OwnSchema schema, Connection session) {
        sessionsOfConstraints
                .computeIfAbsent(schema, any -> new ConcurrentLinkedQueue<>())
                .add(session);
    }

    /** For a schema that is no more. */
    void closeSessions(OwnSchema schema) {
        Queue<Connection> sessions = sessionsOfConstraints.remove(schema);
        if (sessions != null) {
            sessions.forEach(Database::closeNow);
        }
    }

    /** What the container does with all of one skill's own tables. */
    interface TableWork {
        void with(Connection owner) throws SQLException, IOException;
    }

    /** @param defines whether tables are defined in it, so that its session stays */
    void withTables(OwnSchema schema, boolean defines, TableWork work) throws IOException {
        AtomicReference<Connection> session = new AtomicReference<>();
        boolean good = false;
        try {
            workers.runOwn(() -> closeNow(session.get()), WHOLE_TABLES, () -> {
                try {
                    session.set(open.asOwner());
                    work.with(session.get());
                    return null;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (SQLException e) {
                    open.mend(e);
                    throw new UncheckedIOException(new IOException(e));
                }
            });
            good = defines;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ToolException e) {
            throw new IOException(e);
        } finally {
            if (good) {
                keep(schema, session.get());
            } else {
                closeNow(session.get());
            }
        }
    }

    /** The tables that skills have for themselves. */
    public OwnTables ownTables() {
        return ownTables;
    }

    /** When it returns, whatever was committed outlives the end of the process. */
    void makeLast() throws SQLException {
        open.makeLast();
    }

    /** @throws ToolException {@code data_no_space} */
    void refuseOnFullDisk() throws ToolException {
        open.refuseOnFullDisk();
    }

    void mend(SQLException failure) {
        open.mend(failure);
    }

    void asOwner(OpenDatabase.OwnersWork work) throws StartFailed {
        open.asOwner(work);
    }

    void dropUser(String user) {
        try {
            asOwner(statement -> statement.execute("DROP USER " + user));
        } catch (StartFailed e) {
            // It is dropped at the next start; nobody knows its password any more.
            LOG.warn("The database user of a stopped skill could not be dropped: {}", String.valueOf(e.getCause()));
        }
    }

    /** Closes the file; skills are stopped by then, or lose their connections. */
    @Deactivate
    public void close() {
        sessionsOfConstraints.keySet().forEach(this::closeSessions);
        open.close();
        workers.close();
    }
}
