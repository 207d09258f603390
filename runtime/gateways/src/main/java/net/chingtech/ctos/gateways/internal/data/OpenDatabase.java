package net.chingtech.ctos.gateways.internal.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.ToolException;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the embedded database, opened by its owner. The database closes itself when it could not write, as on a full
 * disk: then it is opened again for whoever comes next, with what was committed by then.
 */
final class OpenDatabase {

    private static final String OWNER = "CTOS";
    private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);

    /**
     * Places in the file that became free are used again after so many milliseconds, in which what made them free was written
     * to the disk. The database's own 45 s would let the file grow by gigabytes where every commit is written at once.
     */
    private static final int FREE_AFTER = 2_000;

    /**
     * What skills leave free of the disk: a database whose own write finds no room in the middle closes itself, and is not
     * always whole afterwards.
     */
    private static final int KEPT_FREE_MIB = 32;

    /** After so many milliseconds the database writes by itself what waits, and tidies up. */
    private static final int WRITES_BY_ITSELF = 500;

    private static final int HARDLY_EVER = 3_600_000;

    /** What the database says of itself when it is gone; {@code GENERAL_ERROR_1} is how a write that failed is told. */
    private static final Set<Integer> GONE = Set.of(
            ErrorCode.GENERAL_ERROR_1,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.OBJECT_CLOSED);

    private final Path folder;
    private final Path passwordFile;
    private final LongSupplier free;
    private final Object writing = new Object();
    private volatile CompletableFuture<Owner> owner;
    private volatile int times = 1;
    /** Whether it was opened again and has written nothing since: what it writes by itself closes it on a full disk. */
    private volatile boolean quiet;

    /** @param keeper the connection that only makes commits last, so that nobody waits behind the owner's longer work */
    private record Owner(Connection connection, Connection keeper) {}

    /**
     * @param free how many bytes the folder's disk has left; 0 when nobody knows
     * @param executor opens it: that takes a while, and nothing needs it before the first skill with data
     */
    OpenDatabase(Path folder, Path passwordFile, LongSupplier free, Executor executor) {
        this.folder = folder;
        this.passwordFile = passwordFile;
        this.free = free;
        owner = CompletableFuture.supplyAsync(this::open, executor);
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

    private Owner open() {
        try {
            Files.createDirectories(folder);
            boolean isNew = !Files.exists(folder.resolve("ctos.mv.db"));
            if (!isNew && !Files.exists(passwordFile)) {
                throw new IOException(
                        passwordFile + " is missing, and the database is there: put back a copy of it, or remove "
                                + folder + " with all that is in it");
            }
            Owner opened = connect(WRITES_BY_ITSELF);
            Areas.prepare(opened.connection());
            return opened;
        } catch (IOException | SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** @param writesByItself after so many milliseconds */
    private Owner connect(int writesByItself) throws IOException, SQLException {
        JdbcDataSource source = source(
                OWNER,
                OwnerPassword.read(passwordFile),
                ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0");
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET WRITE_DELAY " + writesByItself);
            statement.execute("SET RETENTION_TIME " + FREE_AFTER);
            return new Owner(connection, source.getConnection());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    JdbcDataSource source(String user, String password, String settings) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("ctos").toString().replace(";", "\\;") + settings);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** A connection of the owner for longer work; whoever asks closes it. */
    Connection asOwner() throws SQLException, IOException {
        owner.join();
        return source(OWNER, OwnerPassword.read(passwordFile), ";IFEXISTS=TRUE;TIME ZONE=UTC")
                .getConnection();
    }

    /** What only the owner of the database does. */
    interface OwnersWork {
        void with(Statement statement) throws SQLException;
    }

    /** @throws StartFailed {@code data_unavailable} */
    synchronized void asOwner(OwnersWork work) throws StartFailed {
        try (Statement statement = owner.join().connection().createStatement()) {
            work.with(statement);
        } catch (SQLException | CompletionException e) {
            mend(e);
            throw unavailable(e);
        }
    }

    static StartFailed unavailable(Throwable cause) {
        return new StartFailed(
                new Problem(
                        503,
                        "data_unavailable",
                        "The embedded database cannot be used; the container's log says why.",
                        "Look into the container's log; free space when the disk is full. Then try again."),
                cause);
    }

    /** @throws ToolException {@code data_no_space} when the disk is nearly full: skills write nothing more then */
    void refuseOnFullDisk() throws ToolException {
        if (free.getAsLong() < (long) KEPT_FREE_MIB << 20) {
            throw DataErrors.noSpace(KEPT_FREE_MIB);
        }
    }

    /** When it returns, all that was committed is on the disk: the end of the process, or of the power, takes none of it. */
    void makeLast() throws SQLException {
        synchronized (writing) {
            try (Statement statement = owner.join().keeper().createStatement()) {
                statement.execute("CHECKPOINT SYNC");
                if (quiet) {
                    quiet = false;
                    statement.execute("SET WRITE_DELAY " + WRITES_BY_ITSELF);
                }
            } catch (CompletionException e) {
                throw new SQLException(e);
            }
        }
    }

    /** How often it was opened: connections of another time are of no use. */
    int times() {
        return times;
    }

    /** Opens it again when {@code failure} says that it closed itself; what failed is to be tried again by who wanted it. */
    synchronized void mend(Throwable failure) {
        if (!(failure instanceof SQLException sql) || !GONE.contains(sql.getErrorCode())) {
            return;
        }
        try {
            makeLast();
            // It is there; the failure was something else.
            return;
        } catch (SQLException e) {
            LOG.error("The embedded database closed itself and is opened again", failure);
        }
        Owner before = owner.join();
        quietly(() -> {
            try (Statement statement = before.connection().createStatement()) {
                statement.execute("SHUTDOWN IMMEDIATELY");
            }
        });
        try {
            owner = CompletableFuture.completedFuture(connect(HARDLY_EVER));
            quiet = true;
            times++;
        } catch (IOException | SQLException e) {
            LOG.error("The embedded database could not be opened again: {}", e.toString());
        }
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    private static void quietly(Attempt attempt) {
        try {
            attempt.run();
        } catch (SQLException e) {
            LOG.debug("The database was not open", e);
        }
    }

    void close() {
        try (Connection connection = owner.join().connection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException | CompletionException e) {
            LOG.debug("The database was not open", e);
        }
    }
}
