package net.chingtech.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import net.chingtech.ctos.skill.Row;

/** SQL that leaves the areas that were granted: reading and changing crm, reading sales. */
final class SqlWays {

    private SqlWays() {}

    static List<Attempt> all() {
        List<Attempt> all = new ArrayList<>();
        all.addAll(otherAreas());
        all.addAll(functions());
        all.addAll(statements());
        all.addAll(tooMuch());
        return all;
    }

    private static List<Attempt> otherAreas() {
        return List.of(
                query("area", "read another area", "SELECT * FROM HR.EMPLOYEES"),
                query("area_quoted", "read it by quoted names", "SELECT * FROM \"HR\".\"EMPLOYEES\""),
                query("area_unicode", "read it by escaped names", "SELECT * FROM U&\"\\0048R\".EMPLOYEES"),
                query("area_catalog", "read it by the catalog's name", "SELECT * FROM CTOS.HR.EMPLOYEES"),
                query(
                        "area_nested",
                        "read it in a nested query",
                        "SELECT (SELECT MAX(NAME) FROM HR.EMPLOYEES) FROM CRM.CUSTOMERS"),
                query(
                        "area_union",
                        "read it in a union",
                        "SELECT NAME FROM CRM.CUSTOMERS UNION SELECT NAME FROM HR.EMPLOYEES"),
                query("area_with", "read it in a WITH", "WITH X AS (SELECT * FROM HR.EMPLOYEES) SELECT * FROM X"),
                query("area_comment", "read it round comments", "SELECT/**/*/**/FROM/**/HR/**/./**/EMPLOYEES"),
                query("area_table", "read it by TABLE", "TABLE HR.EMPLOYEES"),
                query(
                        "area_exists",
                        "ask about it in a condition",
                        "SELECT 1 FROM CRM.CUSTOMERS WHERE EXISTS (SELECT 1 FROM HR.EMPLOYEES)"),
                update(
                        "area_copy",
                        "copy it into its own area",
                        "INSERT INTO CRM.CUSTOMERS SELECT ID, NAME, DEPARTMENT, NAME, CURRENT_DATE FROM HR.EMPLOYEES"),
                update(
                        "area_merge",
                        "merge it into its own area",
                        "MERGE INTO CRM.CUSTOMERS C USING HR.EMPLOYEES E ON C.ID = 'C-001' WHEN MATCHED THEN UPDATE SET NAME = E.NAME"),
                update("area_change", "change another area", "UPDATE HR.EMPLOYEES SET SALARY = 0"),
                update("area_delete", "delete from another area", "DELETE FROM HR.EMPLOYEES"),
                update("read_only_change", "change what it may only read", "UPDATE SALES.INVOICES SET STATUS = 'paid'"),
                query("read_only_lock", "lock what it may only read", "SELECT * FROM SALES.INVOICES FOR UPDATE"),
                query(
                        "change_by_query",
                        "change by a query what it may only read",
                        "SELECT * FROM FINAL TABLE (UPDATE SALES.INVOICES SET STATUS = 'paid')"),
                query(
                        "delete_by_query",
                        "delete by a query in another area",
                        "SELECT * FROM OLD TABLE (DELETE FROM HR.EMPLOYEES)"),
                query("own_schema", "read the container's own tables", "SELECT * FROM CTOS.VERSIONS"),
                about(
                        "users",
                        "list the database's users",
                        "SELECT USER_NAME FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME <> CURRENT_USER"),
                about(
                        "tables",
                        "list tables of other areas",
                        "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'HR'"),
                about(
                        "columns",
                        "list columns of other areas",
                        "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'HR'"),
                about(
                        "sessions",
                        "list others' sessions and what they run",
                        "SELECT USER_NAME, EXECUTING_STATEMENT FROM INFORMATION_SCHEMA.SESSIONS WHERE USER_NAME <> CURRENT_USER"),
                about(
                        "rights",
                        "list others' rights",
                        "SELECT GRANTEE FROM INFORMATION_SCHEMA.RIGHTS WHERE GRANTEE LIKE 'HR%'"),
                about(
                        "statistics",
                        "read what others queried",
                        "SELECT SQL_STATEMENT FROM INFORMATION_SCHEMA.QUERY_STATISTICS"));
    }

    private static List<Attempt> functions() {
        return List.of(
                file("file_read", "read a file by FILE_READ", "SELECT FILE_READ('%s', 'UTF-8')"),
                file("file_write", "write a file by FILE_WRITE", "SELECT FILE_WRITE('x', '%s')"),
                file("csv_read", "read a file by CSVREAD", "SELECT * FROM CSVREAD('%s')"),
                file("csv_write", "write a file by CSVWRITE", "SELECT CSVWRITE('%s', 'SELECT 1')"),
                file("csv_url", "read a file by a URL", "SELECT * FROM CSVREAD('file:%s')"),
                query(
                        "link_schema",
                        "link another database",
                        "SELECT * FROM LINK_SCHEMA('X', '', 'jdbc:h2:mem:x', 'sa', '', 'PUBLIC')"),
                query("path", "ask where the database is", "SELECT DATABASE_PATH()"),
                query("cancel", "cancel others' statements", "SELECT CANCEL_SESSION(1)"),
                query("abort", "abort others' sessions", "SELECT ABORT_SESSION(1)"),
                query(
                        "java_object",
                        "have a Java object read",
                        "SELECT CAST(X'aced0005740004746578740a' AS JAVA_OBJECT)"),
                query(
                        "executes",
                        "run a statement by a function",
                        "SELECT EXECUTE_IMMEDIATE('DROP TABLE HR.EMPLOYEES')"));
    }

    private static List<Attempt> statements() {
        return List.of(
                update(
                        "create_alias",
                        "make a Java function",
                        "CREATE ALIAS RUN AS 'String run() throws Exception { return \"x\"; }'"),
                update("create_trigger", "make a trigger", "CREATE TRIGGER T AFTER INSERT ON CRM.CUSTOMERS CALL \"x\""),
                update("create_table", "make a table", "CREATE TABLE CRM.MINE(ID INT)"),
                update(
                        "create_linked",
                        "make a linked table",
                        "CREATE LINKED TABLE L('', 'jdbc:h2:mem:x', 'sa', '', 'T')"),
                update("drop", "drop a table", "DROP TABLE CRM.CUSTOMERS"),
                update("truncate", "empty a table", "TRUNCATE TABLE HR.EMPLOYEES"),
                update("alter_user", "make itself an administrator", "ALTER USER CURRENT_USER ADMIN TRUE"),
                update("grant", "grant itself another area", "GRANT HR_READ TO PUBLIC"),
                update("set", "change a setting", "SET TRACE_LEVEL_FILE 3"),
                update("shutdown", "shut the database down", "SHUTDOWN IMMEDIATELY"),
                query("script", "print the database as a script", "SCRIPT"),
                update("script_to", "write the database to a file", "SCRIPT TO '/tmp/escape.sql'"),
                update("run_script", "run a script from a file", "RUNSCRIPT FROM '/tmp/escape.sql'"),
                update("backup", "back the database up", "BACKUP TO '/tmp/escape.zip'"),
                query("call", "call a function", "CALL DATABASE_PATH()"),
                query("explain", "run a change by EXPLAIN ANALYZE", "EXPLAIN ANALYZE DELETE FROM HR.EMPLOYEES"),
                query("two", "give two statements", "SELECT 1; DELETE FROM HR.EMPLOYEES"),
                query("two_commented", "hide the second one behind a comment", "SELECT 1 /* ; */ ; SHUTDOWN"),
                update("commit", "end a transaction on its own", "COMMIT"),
                update("prepare", "prepare a transaction for later", "PREPARE COMMIT X"));
    }

    private static List<Attempt> tooMuch() {
        return List.of(
                query("many_rows", "read 100,000,000 rows", "SELECT X FROM SYSTEM_RANGE(1, 100000000)"),
                query("long_text", "read a text of 2 GB", "SELECT REPEAT('x', 2000000000)"),
                query("long_space", "read 2 GB of spaces", "SELECT \"SPACE\"(2000000000)"),
                query("long_padding", "read a text padded to 2 GB", "SELECT LPAD/**/('x', 2000000000)"),
                query(
                        "long_letter",
                        "the same by a letter that turns into another",
                        "SELECT LENGTH(\u017fPACE(2000000000))"),
                query("long_escape", "the same by an escaped name", "SELECT U&\"\\0053PACE\"(2000000000)"),
                query(
                        "long_doubling",
                        "double a text 60 times",
                        "WITH RECURSIVE R(T, N) AS (SELECT CAST('x' AS CLOB), 1 UNION ALL"
                                + " SELECT T || T, N + 1 FROM R WHERE N < 60) SELECT MAX(LENGTH(T)) FROM R"),
                query(
                        "long_list",
                        "gather 1,000,000,000 numbers",
                        "SELECT CARDINALITY(ARRAY_AGG(X)) FROM SYSTEM_RANGE(1, 1000000000)"),
                query(
                        "long_groups",
                        "make 1,000,000,000 groups",
                        "SELECT COUNT(*) FROM (SELECT X, COUNT(*) FROM SYSTEM_RANGE(1, 1000000000) GROUP BY X)"),
                query(
                        "long_sort",
                        "sort 1,000,000,000 rows",
                        "SELECT X FROM SYSTEM_RANGE(1, 1000000000) ORDER BY -X LIMIT 1"),
                query(
                        "slow",
                        "count for ever",
                        "SELECT SUM(A.X * B.X) FROM SYSTEM_RANGE(1, 1000000) A, SYSTEM_RANGE(1, 1000000) B"),
                query(
                        "slow_pattern",
                        "match a pattern for ever",
                        "SELECT REGEXP_LIKE('" + "a".repeat(60) + "', '(a+)+\\1b')"),
                query(
                        "recursion",
                        "recurse for ever",
                        "WITH RECURSIVE R(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM R) SELECT COUNT(*) FROM R"));
    }

    private static Attempt query(String name, String tries, String sql) {
        return new Attempt("sql." + name, tries, w -> rows(w, sql));
    }

    /** What the database tells of others is nobody's either. */
    private static Attempt about(String name, String tries, String sql) {
        return new Attempt("sql.about_" + name, tries, w -> rows(w, sql));
    }

    private static Attempt update(String name, String tries, String sql) {
        return new Attempt("sql." + name, tries, w -> w.data().update(sql));
    }

    private static Attempt file(String name, String tries, String sql) {
        Function<World, String> path = w -> name.endsWith("write")
                ? w.outside().resolve(name).toString()
                : w.secret().toString();
        return new Attempt("sql." + name, tries, w -> rows(w, sql.formatted(path.apply(w))));
    }

    private static Object rows(World world, String sql) throws Exception {
        List<Row> rows = world.data().query(sql);
        if (rows.isEmpty()) {
            throw new NoSuchElementException("no row");
        }
        return rows;
    }
}
