package net.chingtech.ctos.gateways.internal.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.ToolException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
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

    private static final String OWNER = "CTOS";
    private static final int CONNECTIONS_OF_A_SKILL = 4;
    private static final int SECONDS_FOR_A_CONNECTION = 2;
    private static final Duration MIGRATION = Duration.ofSeconds(65);
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Path folder;
    private final Path passwordFile;
    private final SqlWorkers workers = new SqlWorkers(Duration.ofSeconds(CappedRun.MOST_SECONDS + 2L));
    private final OwnTables ownTables;
    private final Queue<Connection> sessionsOfConstraints = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Connection> owner;

    @Activate
    public Database(BundleContext context) {
        this(ContainerHome.of(context));
    }

    public Database(ContainerHome home) {
        folder = home.database();
        ownTables = new OwnTables(this, folder);
        passwordFile = home.secrets().resolve("database-password");
        // Opening takes a while, and nothing needs it before the first skill with data.
        owner = CompletableFuture.supplyAsync(this::openAsOwner, workers::later);
        owner.exceptionally(e -> {
            LOG.error("The embedded database cannot be opened: {}", reason(e), e);
            return null;
        });
    }

    private static String reason(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause().getMessage()
                : failure.toString();
    }

    private Connection openAsOwner() {
        try {
            Files.createDirectories(folder);
            boolean isNew = !Files.exists(folder.resolve("ctos.mv.db"));
            if (!isNew && !Files.exists(passwordFile)) {
                throw new IOException(
                        passwordFile + " is missing, and the database is there: put back a copy of it, or remove "
                                + folder + " with all that is in it");
            }
            JdbcDataSource source = source(
                    OWNER,
                    OwnerPassword.read(passwordFile),
                    ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0");
            Connection connection = source.getConnection();
            Areas.prepare(connection);
            return connection;
        } catch (IOException | SQLException e) {
            throw new CompletionException(e);
        }
    }

    private JdbcDataSource source(String user, String password, String settings) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("ctos").toString().replace(";", "\\;") + settings);
        source.setUser(user);
        source.setPassword(password);
        return source;
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
        JdbcConnectionPool pool = JdbcConnectionPool.create(source(user, password, ";IFEXISTS=TRUE;TIME ZONE=UTC"));
        pool.setMaxConnections(CONNECTIONS_OF_A_SKILL);
        pool.setLoginTimeout(SECONDS_FOR_A_CONNECTION);
        SkillDatabase database = new SkillDatabase(skill, this, user, pool, workers);
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
        AtomicReference<Connection> open = new AtomicReference<>();
        boolean good = false;
        try {
            workers.run(() -> closeNow(open.get()), MIGRATION, () -> {
                Connection connection = source(schema.owner(), password, ";IFEXISTS=TRUE;TIME ZONE=UTC")
                        .getConnection();
                open.set(connection);
                connection.setSchema(schema.name());
                work.with(connection);
                return null;
            });
            good = true;
        } finally {
            newPassword(schema.owner());
            if (good) {
                // The database checks constraints by the session that defined them: it stays until the container stops.
                sessionsOfConstraints.add(open.get());
            } else {
                closeNow(open.get());
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

    /** Brings a skill's own tables to what its release asks for. */
    void prepareOwnTables(StagedSkill skill) throws StartFailed {
        ownTables.prepare(skill);
    }

    /** @throws StartFailed {@code data_unavailable} */
    public boolean hasOwnTables(SkillId skill) throws StartFailed {
        return ownTables.exist(OwnSchema.of(skill));
    }

    /**
     * Removes a skill's own tables, if it has any.
     *
     * @throws StartFailed {@code data_unavailable}
     */
    public void purge(SkillId skill) throws StartFailed {
        ownTables.purge(skill);
    }

    /** What only the owner of the database does. */
    interface OwnersWork {
        void with(Statement statement) throws SQLException;
    }

    synchronized void asOwner(OwnersWork work) throws StartFailed {
        try (Statement statement = owner.join().createStatement()) {
            work.with(statement);
        } catch (SQLException | CompletionException e) {
            throw new StartFailed(
                    new Problem(
                            503,
                            "data_unavailable",
                            "The embedded database cannot be used; the container's log says why.",
                            "Look into the container's log, then start the container again."),
                    e);
        }
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
        sessionsOfConstraints.forEach(Database::closeNow);
        try (Connection connection = owner.join();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException | CompletionException e) {
            LOG.debug("The database was not open", e);
        }
        workers.close();
    }
}
