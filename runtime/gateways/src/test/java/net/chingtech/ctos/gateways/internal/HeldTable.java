package net.chingtech.ctos.gateways.internal;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.runtime.ContainerHome;
import org.h2.api.Trigger;

/** A table of the real database, at which every query stays until it is let go. */
public final class HeldTable implements Trigger {

    private static CountDownLatch arrived = new CountDownLatch(1);
    private static CountDownLatch open = new CountDownLatch(1);

    static void hold(ContainerHome home, String table) throws Exception {
        arrived = new CountDownLatch(1);
        open = new CountDownLatch(1);
        String password =
                Files.readString(home.secrets().resolve("database-password")).strip();
        try (Connection owner = DriverManager.getConnection(
                        "jdbc:h2:file:" + home.database().resolve("ctos") + ";IFEXISTS=TRUE", "CTOS", password);
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TRIGGER " + table + "_HELD BEFORE SELECT ON " + table + " CALL '"
                    + HeldTable.class.getName() + "'");
        }
    }

    static void awaitQuery() throws InterruptedException {
        if (!arrived.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no query came");
        }
    }

    static void letGo() {
        open.countDown();
    }

    @Override
    public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
        arrived.countDown();
        try {
            if (!open.await(60, TimeUnit.SECONDS)) {
                throw new SQLException("nobody let the query go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(e);
        }
    }
}
