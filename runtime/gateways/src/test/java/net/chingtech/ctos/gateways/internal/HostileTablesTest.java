package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of authors who think of everything, and what becomes of them on the way back. */
class HostileTablesTest {

    private static final SkillId ID = new SkillId("net.example.owner");

    @TempDir
    Path folder;

    private Desk desk;
    private Belongings belongings;

    @BeforeEach
    void open() {
        desk = new Desk(folder.resolve("home"));
        belongings = new Belongings(desk.database, desk.environment);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE T(ID INT PRIMARY KEY, \"a\nb;'c\" INT, \"x--y\" INT, \"/*\" INT, \"$$\" INT, \"統\" INT);"
                        + " INSERT INTO T VALUES (1, 2, 3, 4, 5, 6); COMMENT ON COLUMN T.\"a\nb;'c\" IS 'one;\n-- two\n/* $$'",
                "CREATE TABLE \"t\nu;$$ -- \"(ID INT PRIMARY KEY); INSERT INTO \"t\nu;$$ -- \" VALUES (1)",
                "CREATE TABLE A(ID INT PRIMARY KEY, B INT); CREATE TABLE B(ID INT PRIMARY KEY, A INT REFERENCES A(ID));"
                        + " ALTER TABLE A ADD CONSTRAINT AB FOREIGN KEY(B) REFERENCES B(ID);"
                        + " INSERT INTO A VALUES (1, NULL); INSERT INTO B VALUES (1, 1); UPDATE A SET B = 1",
                "CREATE TABLE T(ID INT PRIMARY KEY, X INT, CHECK (X > 5)); INSERT INTO T VALUES (1, NULL), (2, 6)",
                "CREATE TABLE T(ID INT PRIMARY KEY, X INT); INSERT INTO T VALUES (1, 1); ALTER TABLE T ADD CONSTRAINT C CHECK (X > 5) NOCHECK",
                "CREATE TABLE T(ID INT PRIMARY KEY, X INT); INSERT INTO T VALUES (1, 9); ALTER TABLE T ADD CONSTRAINT F FOREIGN KEY(X) REFERENCES T(ID) NOCHECK",
                "CREATE SEQUENCE S MAXVALUE 2 NO CYCLE; CREATE TABLE T(ID INT DEFAULT NEXT VALUE FOR S, X INT); INSERT INTO T(X) VALUES (1), (2)",
                "CREATE TABLE T(ID INT PRIMARY KEY, X INT UNIQUE, Y INT, UNIQUE NULLS NOT DISTINCT (X, Y)); CREATE UNIQUE INDEX I ON T(Y DESC NULLS LAST)",
                "CREATE TABLE T(X INT INVISIBLE PRIMARY KEY, Y INT ON UPDATE 7); INSERT INTO T(X, Y) VALUES (1, 1)",
                "CREATE TABLE A(X INT PRIMARY KEY); CREATE TABLE B(X INT DEFAULT 1 PRIMARY KEY REFERENCES A ON DELETE SET DEFAULT ON UPDATE CASCADE); ALTER TABLE A ADD COLUMN Z INT BEFORE X; ALTER TABLE A RENAME TO \"Zz\""
            })
    void whateverItsTablesAre_comesBackExactly(String script) throws Exception {
        migrate(script);

        assertThatItComesBackExactly();
    }

    private void assertThatItComesBackExactly() throws Exception {
        Path before = Files.createDirectory(folder.resolve("before"));
        belongings.backUp(ID, before);
        belongings.restore(ID, before);
        Path after = Files.createDirectory(folder.resolve("after"));
        belongings.backUp(ID, after);
        assertThat(Files.readString(after.resolve("tables.sql")))
                .isEqualTo(Files.readString(before.resolve("tables.sql")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\u0000b", "\\d83d U&'x'", "\r\n\n\r", "\uffff\ufffe", "😀"})
    void whateverItsTextsAre_theyComeBackExactly(String text) throws Exception {
        StagedSkill skill = migrate("CREATE TABLE T(V VARCHAR(100), C CLOB, L CHAR(20));");
        Admitted running = (Admitted) desk.desk.admit(skill, Desk.grants("db:own"));
        running.doors().data().update("INSERT INTO T VALUES (?, ?, ?)", text, text.repeat(3000), text);
        running.close();

        assertThatItComesBackExactly();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE T(ID INT PRIMARY KEY, U UUID GENERATED ALWAYS AS (RANDOM_UUID()))",
                "CREATE TABLE T(ID INT PRIMARY KEY, U TIMESTAMP AS (1) + NOW(), X INT)",
                "CREATE TABLE T(ID INT PRIMARY KEY, U DATE AS CURRENT_DATE)",
                "CREATE SEQUENCE S; CREATE TABLE T(ID INT PRIMARY KEY, U INT AS (NEXT VALUE FOR S))"
            })
    void aColumnThatWouldComeBackWithOtherValues_isRefused(String script) throws Exception {
        assertThat(refusal(script)).contains("could not be put back as it was");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE T(X INT DEFAULT ON NULL 5)",
                "CREATE TABLE T(X INT DEFAULT 5); INSERT INTO T VALUES (NULL); ALTER TABLE T ALTER COLUMN X SET DEFAULT ON NULL"
            })
    void aColumnWhoseNullsWouldComeBackAsSomethingElse_isRefused(String script) throws Exception {
        assertThat(refusal(script)).contains("DEFAULT ON NULL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE T(N NUMERIC(100000, 99999))",
                "CREATE TABLE T(ID INT, N DECIMAL(100000, 0101))",
                "CREATE TABLE T(N DEC(10, -99999) ARRAY)",
                "CREATE TABLE T(N NUMERIC(10, 99_999))"
            })
    void aFewBytesThatAreVeryLongWrittenOut_areRefused(String script) throws Exception {
        assertThat(refusal(script)).contains("decimal places");
    }

    private String refusal(String script) throws Exception {
        try {
            migrate(script);
            return "nothing refused it";
        } catch (StartFailed e) {
            return e.problem().detail();
        }
    }

    private StagedSkill migrate(String script) throws Exception {
        StagedSkill skill = TestSkills.migrating(folder, ID.value(), "1.0.0", "m/1.sql", script);
        belongings.migrate(skill, List.of("m/1.sql"));
        return skill;
    }
}
