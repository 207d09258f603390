package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataGatewayTest {

    @TempDir
    static Path folder;

    private static Desk desk;
    private static Data reader;
    private static Data writer;

    @BeforeAll
    static void open() throws Exception {
        desk = new Desk(folder);
        reader = new DataGateway(desk.admit("net.example.reader", "db:read:sales"));
        writer = new DataGateway(desk.admit("net.example.writer", "db:write:crm", "db:read:sales"));
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void invoice1001_hasLinesThatAddUpExactly() throws Exception {
        List<Row> rows = reader.query(
                "SELECT SUM(QUANTITY * UNIT_PRICE) AS NET FROM SALES.INVOICE_LINES WHERE INVOICE_ID = ?", "INV-1001");

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).decimal("net")).isEqualByComparingTo("49852.90");
    }

    @Test
    void sampleRows_areThere() throws Exception {
        assertThat(reader.query("SELECT ID FROM SALES.INVOICES")).hasSizeGreaterThanOrEqualTo(10);
        assertThat(writer.query("SELECT ID FROM CRM.CUSTOMERS")).hasSizeGreaterThanOrEqualTo(12);
        assertThat(writer.query("SELECT I.ID FROM SALES.INVOICES I LEFT JOIN CRM.CUSTOMERS C"
                        + " ON C.ID = I.CUSTOMER_ID WHERE C.ID IS NULL"))
                .isEmpty();
    }

    @Test
    void values_areOfTheFewPromisedTypes() throws Exception {
        Row row = reader.query("SELECT CAST(1 AS INT) I, CAST(2 AS BIGINT) L, 1.50 D, CAST(0.5 AS DOUBLE PRECISION) F,"
                        + " TRUE B, DATE '2025-01-08' DA, TIME '10:11:12' T, TIMESTAMP '2025-01-08 10:11:12' TS,"
                        + " TIMESTAMP WITH TIME ZONE '2025-01-08 10:11:12+02:00' TZ, X'0102' BY, CAST(NULL AS INT) N,"
                        + " CAST('long' AS CLOB) C")
                .get(0);

        assertThat(row.values())
                .containsEntry("i", 1L)
                .containsEntry("l", 2L)
                .containsEntry("d", new BigDecimal("1.50"))
                .containsEntry("f", 0.5)
                .containsEntry("b", true)
                .containsEntry("da", LocalDate.of(2025, 1, 8))
                .containsEntry("ts", Instant.parse("2025-01-08T10:11:12Z"))
                .containsEntry("tz", Instant.parse("2025-01-08T08:11:12Z"))
                .containsEntry("by", new byte[] {1, 2})
                .containsEntry("n", null)
                .containsEntry("c", "long");
    }

    @Test
    void aReadGrant_isNoRightToChange_byTheGatewayAndByTheDatabase() {
        assertThat(code(() -> reader.update("DELETE FROM SALES.INVOICES"))).isEqualTo("data_denied");
        // Reads only sales, though it may change crm: the gateway lets the statement through, the database does not.
        assertThat(code(() -> writer.update("DELETE FROM SALES.INVOICES"))).isEqualTo("data_denied");
        assertThat(code(() -> writer.update("UPDATE SALES.INVOICES SET STATUS = 'paid'")))
                .isEqualTo("data_denied");
        // A query that changes rows on the way.
        assertThat(code(() -> reader.query("SELECT * FROM FINAL TABLE (DELETE FROM SALES.INVOICES)")))
                .isIn("data_denied", "data_failed", "data_refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM HR.EMPLOYEES",
                "SELECT (SELECT MAX(SALARY) FROM HR.EMPLOYEES) X FROM SALES.INVOICES",
                "SELECT * FROM CRM.CUSTOMERS",
                "SELECT * FROM CTOS.VERSIONS"
            })
    void whatWasNotGranted_isDeniedByTheDatabase(String sql) {
        assertThat(code(() -> reader.query(sql))).isEqualTo("data_denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE SALES.INVOICES",
                "CREATE TABLE X(ID INT)",
                "CREATE ALIAS EXEC FOR 'java.lang.Runtime.exec'",
                "CALL 1",
                "SCRIPT",
                "SCRIPT TO '/tmp/ctos-should-not-be'",
                "RUNSCRIPT FROM '/etc/passwd'",
                "SET PASSWORD 'x'",
                "SHUTDOWN",
                "EXPLAIN SELECT 1",
                "SHOW TABLES",
                "ANALYZE TABLE SALES.INVOICES",
                "BACKUP TO '/tmp/ctos-should-not-be'",
                "SELECT 1; SHUTDOWN",
                "SELECT 1; DELETE FROM SALES.INVOICES",
                "DELETE FROM SALES.INVOICES",
                "/* SELECT */ SHUTDOWN",
                "",
                "   "
            })
    void whatIsNotOneQuery_isRefused(String sql) {
        assertThat(code(() -> reader.query(sql))).isEqualTo("data_refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "CREATE TABLE CRM.X(ID INT)",
                "TRUNCATE TABLE CRM.CUSTOMERS",
                "ALTER TABLE CRM.CUSTOMERS ADD X INT",
                "GRANT CRM_WRITE TO PUBLIC",
                "DELETE FROM CRM.CUSTOMERS; SHUTDOWN"
            })
    void whatIsNotOneChangeOfRows_isRefused(String sql) {
        assertThat(code(() -> writer.update(sql))).isEqualTo("data_refused");
    }

    @Test
    void aWriteGrant_changesRows_andATransactionTakesThemBack() throws Exception {
        writer.update(
                "INSERT INTO CRM.CUSTOMERS VALUES (?, ?, ?, ?, ?)", "C-900", "N", "C", "e@x", LocalDate.of(2025, 1, 1));
        assertThatThrownBy(() -> writer.inTransaction(data -> {
                    data.update("UPDATE CRM.CUSTOMERS SET CITY = ? WHERE ID = ?", "Changed", "C-900");
                    assertThat(city(data)).isEqualTo("Changed");
                    throw new ToolException("changed_my_mind", "no");
                }))
                .isInstanceOf(ToolException.class)
                .hasMessage("no");
        assertThat(city(writer)).isEqualTo("C");

        String after = writer.inTransaction(data -> {
            data.update("UPDATE CRM.CUSTOMERS SET CITY = ? WHERE ID = ?", "Kept", "C-900");
            return city(data);
        });
        assertThat(after).isEqualTo("Kept");
        assertThat(city(writer)).isEqualTo("Kept");
        assertThat(writer.update("DELETE FROM CRM.CUSTOMERS WHERE ID = ?", "C-900"))
                .isOne();
    }

    @Test
    void theDataOfATransaction_isOverWithIt() throws Exception {
        AtomicReference<Data> kept = new AtomicReference<>();
        writer.inTransaction(data -> {
            kept.set(data);
            return null;
        });

        assertThat(code(() -> kept.get().query("SELECT 1"))).isEqualTo("data_refused");
    }

    @Test
    void moreRowsOrBytesThanTheCap_areTooMuch() throws Exception {
        assertThat(reader.query("SELECT X FROM SYSTEM_RANGE(1, 10000)")).hasSize(10_000);
        assertThat(code(() -> reader.query("SELECT X FROM SYSTEM_RANGE(1, 10001)")))
                .isEqualTo("data_too_much");
        assertThat(code(() -> reader.query("SELECT ? T FROM SYSTEM_RANGE(1, 10)", "x".repeat(1_000_000))))
                .isEqualTo("data_too_much");
        assertThat(code(() -> writer.update("INSERT INTO CRM.CUSTOMERS SELECT 'X-' || X, 'N', 'C', 'E', CURRENT_DATE"
                        + " FROM SYSTEM_RANGE(1, 10001)")))
                .isEqualTo("data_too_much");
        assertThat(writer.query("SELECT ID FROM CRM.CUSTOMERS WHERE ID LIKE 'X-%'"))
                .isEmpty();
    }

    @Test
    void aCallerThatIsInterrupted_leavesTheDatabaseOpen() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            started.countDown();
            String code = code(
                    () -> reader.query("SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000) A, SYSTEM_RANGE(1, 1000000) B"));
            answer.complete(code + (Thread.interrupted() ? " and still interrupted" : " in its own time"));
        });
        caller.start();
        started.await();
        caller.interrupt();

        assertThat(answer.get(60, java.util.concurrent.TimeUnit.SECONDS))
                .isEqualTo("data_timeout and still interrupted");
        assertThat(reader.query("SELECT 1 AS ONE").get(0).text("one")).isEqualTo("1");
    }

    @Test
    void aTransactionThatNobodyWaitsForAnyMore_givesItsConnectionBack() throws Exception {
        // More often than a skill has connections.
        for (int i = 0; i < 8; i++) {
            Thread.currentThread().interrupt();
            code(() -> writer.inTransaction(data -> null));
            Thread.interrupted();
        }

        assertThat(writer.query("SELECT 1 AS ONE").get(0).text("one")).isEqualTo("1");
    }

    @Test
    void errors_sayWhatIsWrongWithTheStatementOnly() {
        ToolException wrong =
                catchThrowableOfType(ToolException.class, () -> reader.query("SELECT NOTHING FROM SALES.INVOICES"));

        assertThat(wrong.code()).isEqualTo("data_failed");
        assertThat(wrong).hasMessageContaining("NOTHING").hasMessageNotContaining("SQL statement");
        assertThat(code(() -> reader.query("SELECT ?", 1, 2))).isEqualTo("data_refused");
        assertThat(code(() -> reader.query("SELECT ?", new Object()))).isEqualTo("data_refused");
        assertThat(code(() -> reader.query("SELECT 1 A, 2 A"))).isEqualTo("data_refused");
    }

    @Test
    void anAreaThatIsNotHere_isRefusedAtAdmission() {
        assertThatThrownBy(() -> desk.admit("net.example.lost", "db:read:moon"))
                .isInstanceOfSatisfying(
                        StartFailed.class, e -> assertThat(e.problem().code()).isEqualTo("data_area_unknown"));
    }

    @Test
    void aSkillThatLeft_hasNoData() throws Exception {
        Admitted leaving = desk.admit("net.example.leaving", "db:read:sales");
        Data data = new DataGateway(leaving);
        assertThat(data.query("SELECT 1 AS ONE")).hasSize(1);

        leaving.close();

        assertThat(code(() -> data.query("SELECT 1 AS ONE"))).isEqualTo("data_denied");
    }

    @Test
    void theOwnersPassword_isRandomAndOnlyForTheOwner() throws Exception {
        Path file = desk.home.secrets().resolve("database-password");

        assertThat(Files.readString(file)).matches("[0-9a-f]{48}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondStart_findsTheDataAsItWas(@TempDir Path other) throws Exception {
        try (Desk first = new Desk(other)) {
            new DataGateway(first.admit("net.example.writer", "db:write:crm"))
                    .update("DELETE FROM CRM.CUSTOMERS WHERE ID = 'C-014'");
        }

        try (Desk second = new Desk(other)) {
            Data data = new DataGateway(second.admit("net.example.writer", "db:write:crm"));
            assertThat(data.query("SELECT ID FROM CRM.CUSTOMERS")).hasSize(13);
        }
    }

    private static String city(Data data) throws ToolException {
        return data.query("SELECT CITY FROM CRM.CUSTOMERS WHERE ID = 'C-900'")
                .get(0)
                .text("city");
    }

    private interface Attempt {
        void run() throws ToolException;
    }

    private static String code(Attempt attempt) {
        try {
            attempt.run();
            return "nothing refused it";
        } catch (ToolException e) {
            return e.code();
        }
    }
}
