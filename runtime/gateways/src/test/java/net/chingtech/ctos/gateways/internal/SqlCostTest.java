package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that would take the container's memory, its disk or its time. */
class SqlCostTest {

    @TempDir
    static Path folder;

    private static Desk desk;
    private static Data data;

    @BeforeAll
    static void open() throws Exception {
        desk = new Desk(folder);
        data = desk.admit("net.example.costly", "db:read:sales", "db:write:crm")
                .doors()
                .data();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT REPEAT('x', 100000000)",
                "SELECT \"REPEAT\"('x', 100000000)",
                "SELECT \"repeat\" ('x', 100000000)",
                "SELECT PUBLIC.REPEAT('x', 100000000)",
                "SELECT RPAD('x', 100000000)",
                "SELECT LPAD('x', 100000000)",
                "SELECT SPACE(100000000)",
                "SELECT REPLACE('xx', 'x', 'yyyy')",
                "SELECT REGEXP_REPLACE('xx', 'x', 'yyyy')",
                "SELECT 1 WHERE REGEXP_LIKE('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+$')",
                "SELECT 1 WHERE 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' REGEXP '(a+)+$'",
                "SELECT LISTAGG(ID, ',') FROM SALES.INVOICES",
                "SELECT ARRAY_AGG(ID) FROM SALES.INVOICES",
                "SELECT GROUP_CONCAT(ID) FROM SALES.INVOICES",
                "SELECT JSON_ARRAYAGG(ID) FROM SALES.INVOICES",
                "SELECT HASH('SHA-256', 'x', 1000000000)",
                "SELECT EXPAND(X'00')",
                "SELECT COMPRESS(X'00')",
                "SELECT SECURE_RAND(1000000000)",
                "SELECT XMLTEXT('x')",
                "SELECT STRINGENCODE('x')",
                "SELECT CONCAT('x', 'y')",
                "SELECT * FROM CSVREAD('/etc/passwd')",
                "SELECT FILE_READ('/etc/passwd')",
                "SELECT FILE_WRITE(X'00', '/tmp/ctos-should-not-be')",
                "SELECT CSVWRITE('/tmp/ctos-should-not-be', 'SELECT 1')",
                "SELECT * FROM LINK_SCHEMA('X', '', 'jdbc:h2:mem:x', 'sa', '', 'PUBLIC')",
                "SELECT DATABASE_PATH()",
                "SELECT MEMORY_USED()",
                "SELECT ABORT_SESSION(1)",
                "SELECT DB_OBJECT_SQL('TABLE', 'HR', 'EMPLOYEES')",
                "SELECT * FROM TABLE(X INT = 1)",
                "SELECT * FROM INFORMATION_SCHEMA.USERS",
                "SELECT * FROM \"INFORMATION_SCHEMA\".\"SETTINGS\"",
                "WITH RECURSIVE R(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM R) SELECT * FROM R",
                "SELECT * FROM SALES.INVOICES FOR UPDATE",
                "SELECT * FROM SALES.INVOICES for\nupdate",
                "SELECT * FROM FINAL TABLE (DELETE FROM CRM.CUSTOMERS)",
                "SELECT 1 -- x",
                "SELECT /* x */ 1",
                "SELECT 1 // x",
                "SELECT $$x$$",
                "SELECT @X",
                "SELECT {fn NOW()}",
                "SELECT U&\"\\0052EPEAT\"('x', 9)",
                "SELECT `REPEAT`('x', 9)",
                "SELECT 'x",
                "SELECT REPE\u00c4T('x', 9)"
            })
    void whatIsNotOffered_isRefusedBeforeTheDatabaseSeesIt(String sql) {
        assertThat(code(sql)).isEqualTo("data_refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT DISTINCT UPPER(STATUS), COUNT(*) FROM SALES.INVOICES GROUP BY STATUS HAVING COUNT(*) > (1)",
                "SELECT I.ID, (SELECT SUM(L.QUANTITY * L.UNIT_PRICE) FROM SALES.INVOICE_LINES L WHERE L.INVOICE_ID = I.ID) S"
                        + " FROM SALES.INVOICES I WHERE I.STATUS IN ('open', 'paid') AND NOT (I.VAT_RATE > 1) ORDER BY 1",
                "WITH A(X) AS (SELECT ID FROM SALES.INVOICES) SELECT COALESCE(X, 'it''s \"x\"') || '-' Y FROM A",
                "SELECT CAST(VAT_RATE AS DECIMAL(10, 2)), EXTRACT(YEAR FROM ISSUED), DATEADD('DAY', 1, ISSUED)"
                        + " FROM SALES.INVOICES WHERE ISSUED BETWEEN DATE '2025-01-01' AND CURRENT_DATE",
                "SELECT SUBSTRING(ID FROM 1 FOR 3), ROW_NUMBER() OVER (PARTITION BY STATUS ORDER BY ID) FROM SALES.INVOICES",
                "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS T(A, B) WHERE A = ANY(SELECT 1)",
                "SELECT \"ID\" FROM \"SALES\".\"INVOICES\" LIMIT 1"
            })
    void ordinaryQueries_pass(String sql) {
        assertThat(code(sql)).isEqualTo("nothing refused it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Sorts, groups and distinct values that would be kept until the end.
                "SELECT A.X, B.X FROM SYSTEM_RANGE(1, 100000) A, SYSTEM_RANGE(1, 100000) B ORDER BY A.X + B.X",
                "SELECT A.X * 100000 + B.X, COUNT(*) FROM SYSTEM_RANGE(1, 100000) A, SYSTEM_RANGE(1, 100000) B GROUP BY 1",
                "SELECT DISTINCT A.X * 100000 + B.X FROM SYSTEM_RANGE(1, 100000) A, SYSTEM_RANGE(1, 100000) B",
                "SELECT COUNT(DISTINCT A.X * 100000 + B.X) FROM SYSTEM_RANGE(1, 100000) A, SYSTEM_RANGE(1, 100000) B",
                "SELECT SUM(A.X) OVER (ORDER BY B.X) FROM SYSTEM_RANGE(1, 100000) A, SYSTEM_RANGE(1, 100000) B",
                "SELECT * FROM SYSTEM_RANGE(1, 1000000000) UNION SELECT * FROM SYSTEM_RANGE(1, 1000000000)",
                "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) A, SYSTEM_RANGE(1, 1000000) B",
                "SELECT 1 WHERE 5 = (SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) A, SYSTEM_RANGE(1, 1000000) B)",
                "WITH R AS (SELECT 1 AS N UNION ALL SELECT N + 1 FROM R) SELECT COUNT(*) FROM R"
            })
    void whatGrowsWithoutEnd_isStopped(String sql) throws Exception {
        long begun = System.nanoTime();
        long usedBefore = used();

        assertThat(code(sql)).isIn("data_too_much", "data_timeout", "data_failed");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(120);
        assertThat(used() - usedBefore).isLessThan(512L << 20);
        assertThat(data.query("SELECT 1 AS ONE")).hasSize(1);
    }

    @Test
    void aChangeThatGrowsWithoutEnd_isStopped_andTakenBack() throws Exception {
        long begun = System.nanoTime();

        assertThat(update("INSERT INTO CRM.CUSTOMERS SELECT 'X-' || X, 'N', 'C', 'E', CURRENT_DATE"
                        + " FROM SYSTEM_RANGE(1, 1000000000)"))
                .isIn("data_too_much", "data_timeout");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(120);
        assertThat(data.query("SELECT ID FROM CRM.CUSTOMERS WHERE ID LIKE 'X-%'"))
                .isEmpty();
    }

    @Test
    void textsThatDouble_areStopped() throws Exception {
        String doubling = "SELECT ? A";
        for (int i = 0; i < 11; i++) {
            doubling = "SELECT A || A A FROM (" + doubling + ")";
        }

        assertThat(codeOf(doubling, "x".repeat(100_000))).isIn("data_failed", "data_too_much");
        assertThat(code("SELECT " + String.join(" || ", Collections.nCopies(100, "'x'"))))
                .isEqualTo("data_too_much");
        assertThat(codeOf("SELECT ? A, ? B", "x".repeat(1_500_000), "x".repeat(1_500_000)))
                .isEqualTo("data_too_much");
    }

    @Test
    void statementsThatAreHardToRead_areRefusedInTime() {
        long begun = System.nanoTime();
        assertThat(code("SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000)))
                .isEqualTo("data_too_much");
        assertThat(code("SELECT 1" + " + 1".repeat(10_000))).isEqualTo("data_too_much");
        assertThat(code("SELECT " + "- ".repeat(3_000) + "1")).isNotEmpty();
        assertThat(code("SELECT " + "NOT ".repeat(3_000) + "TRUE")).isNotEmpty();
        assertThat(code("SELECT 1" + " UNION SELECT 1".repeat(2_000))).isEqualTo("data_too_much");
        String nested = "SELECT 1 AS A";
        for (int i = 0; i < 11; i++) {
            nested = "SELECT T.A FROM (" + nested + ") AS T JOIN SALES.INVOICES ON T.A = 1";
        }
        assertThat(code(nested)).isNotEmpty();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(120);
    }

    /** What is in use, without what nobody refers to any more. */
    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String code(String sql) {
        return codeOf(sql);
    }

    private static String codeOf(String sql, Object... parameters) {
        try {
            data.query(sql, parameters);
            return "nothing refused it";
        } catch (ToolException e) {
            return e.code();
        }
    }

    private static String update(String sql) {
        try {
            data.update(sql);
            return "nothing refused it";
        } catch (ToolException e) {
            return e.code();
        }
    }
}
