package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableBackupTest {

    private static final SkillId ID = new SkillId("net.example.owner");
    private static final String EVERYTHING = """
            CREATE SEQUENCE NUMBERS START WITH 1 INCREMENT BY 10;
            CREATE SEQUENCE DOWN START WITH -1 INCREMENT BY -1;
            CREATE TABLE KINDS(NAME VARCHAR(20) PRIMARY KEY, "Odd name; or 'two'" INT DEFAULT 7);
            CREATE TABLE NOTES(ID BIGINT GENERATED ALWAYS AS IDENTITY(START WITH 1) CONSTRAINT NOTES_ID PRIMARY KEY,
              KIND VARCHAR(20) NOT NULL CONSTRAINT NOTES_KIND REFERENCES KINDS(NAME) ON DELETE CASCADE,
              TEXT CLOB, PICTURE BLOB, SMALL VARBINARY(100), PRICE DECIMAL(12, 2) DEFAULT 1.50,
              NUMBER INT DEFAULT NEXT VALUE FOR NUMBERS, TWICE INT GENERATED ALWAYS AS (NUMBER * 2),
              HIDDEN INT INVISIBLE DEFAULT 3, AT TIMESTAMP WITH TIME ZONE,
              CONSTRAINT DEAR CHECK (PRICE > 0), CONSTRAINT ONCE UNIQUE (KIND, NUMBER));
            CREATE INDEX BY_PRICE ON NOTES(PRICE DESC, KIND);
            COMMENT ON TABLE NOTES IS 'what it''s for; really';
            COMMENT ON COLUMN NOTES.TEXT IS 'long';
            INSERT INTO KINDS VALUES ('plain', 1), ('it''s; -- no end', NULL);
            """;

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

    private StagedSkill release(String version, String... scripts) throws Exception {
        return TestSkills.migrating(folder, ID.value(), version, scripts);
    }

    private Admitted admit(StagedSkill skill) throws Exception {
        return (Admitted) desk.desk.admit(skill, Desk.grants("db:own"));
    }

    private Path fresh(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static String sql(Path backup) throws IOException {
        return Files.readString(backup.resolve("tables.sql"));
    }

    private static void fill(Data data, int notes) throws ToolException {
        byte[] picture = new byte[20_000];
        for (int i = 0; i < notes; i++) {
            picture[i] = (byte) i;
            data.update(
                    "INSERT INTO NOTES(KIND, TEXT, PICTURE, SMALL) VALUES ('plain', ?, ?, ?)",
                    ("line " + i + "; 'quoted'\n-- 統一編號 ").repeat(300),
                    picture,
                    new byte[] {1, 2, 3});
        }
    }

    @Test
    void afterARestore_everythingIsAsItWas_alsoPositionsCommentsAndLongValues() throws Exception {
        StagedSkill first = release("1.0.0", "m/1.sql", EVERYTHING);
        belongings.migrate(first, List.of("m/1.sql"));
        Admitted running = admit(first);
        fill(running.doors().data(), 20);
        running.close();
        Path before = fresh("before");
        belongings.backUp(ID, before);

        StagedSkill second = release("2.0.0", "m/1.sql", EVERYTHING, "m/2.sql", """
                ALTER TABLE NOTES DROP COLUMN TEXT; UPDATE NOTES SET PRICE = 99; DELETE FROM NOTES WHERE ID > 7;
                CREATE TABLE MORE(ID INT); DROP INDEX BY_PRICE; INSERT INTO KINDS VALUES ('new', 1);
                """);
        assertThat(belongings.migrate(second, List.of("m/1.sql", "m/2.sql"))).containsExactly("m/2.sql");
        belongings.restore(ID, before);
        belongings.restore(ID, before);

        Path after = fresh("after");
        belongings.backUp(ID, after);
        assertThat(sql(after)).isEqualTo(sql(before));
        assertThat(Files.readString(after.resolve("tables.json")))
                .isEqualTo(Files.readString(before.resolve("tables.json")));
        Admitted again = admit(first);
        fill(again.doors().data(), 1);
        assertThat(again.doors()
                        .data()
                        .query(
                                "SELECT MAX(ID) I, MAX(NUMBER) N, MAX(TWICE) T, MAX(HIDDEN) H, MAX(OCTET_LENGTH(PICTURE)) P"
                                        + " FROM NOTES")
                        .get(0)
                        .values())
                .containsEntry("i", 21L)
                .containsEntry("n", 201L)
                .containsEntry("t", 402L)
                .containsEntry("h", 3L);
        again.doors().data().update("DELETE FROM KINDS WHERE NAME = 'plain'");
        assertThat(again.doors().data().query("SELECT ID FROM NOTES")).isEmpty();
        again.close();
        assertThat(belongings.migrate(second, List.of("m/1.sql", "m/2.sql"))).containsExactly("m/2.sql");
    }

    @Test
    void whatRanAfterTheBackup_runsAgainAfterTheRestore() throws Exception {
        Path none = fresh("none");
        belongings.backUp(ID, none);
        belongings.migrate(release("1.0.0", "m/1.sql", EVERYTHING), List.of("m/1.sql"));

        belongings.restore(ID, none);

        assertThat(belongings.hasTables(ID)).isFalse();
        assertThat(belongings.tableBytes(ID)).isZero();
        assertThat(belongings.migrate(release("1.0.0", "m/1.sql", EVERYTHING), List.of("m/1.sql")))
                .containsExactly("m/1.sql");
    }

    @Test
    void others_theirRightsAndComments_areNoPartOfIt() throws Exception {
        SkillId other = new SkillId("net.example.other");
        StagedSkill theirs = TestSkills.migrating(
                folder, other.value(), "1.0.0", "m.sql", "CREATE TABLE T(ID INT); COMMENT ON TABLE T IS 'theirs'");
        belongings.migrate(theirs, List.of("m.sql"));
        belongings.migrate(release("1.0.0", "m/1.sql", EVERYTHING), List.of("m/1.sql"));
        Admitted running = (Admitted) desk.desk.admit(theirs, Desk.grants("db:own", "db:read:sales"));
        Path backup = fresh("backup");
        belongings.backUp(ID, backup);
        running.regrant(Desk.grants("db:own"));

        belongings.restore(ID, backup);

        assertThatThrownBy(() -> running.doors().data().query("SELECT * FROM SALES.INVOICES"))
                .isInstanceOf(ToolException.class);
        assertThat(running.doors().data().query("SELECT * FROM T")).isEmpty();
        running.close();
        belongings.purge(other);
        belongings.restore(ID, backup);
        Path again = fresh("again");
        belongings.backUp(ID, again);
        assertThat(sql(again)).doesNotContain("theirs").doesNotContain("SKILL_");
    }

    @Test
    void aBackup_isOfOneMoment_whileTheSkillGoesOn() throws Exception {
        StagedSkill skill = release(
                "1.0.0",
                "m/1.sql",
                "CREATE TABLE A(ID INT PRIMARY KEY, V INT); CREATE TABLE B(ID INT PRIMARY KEY, V INT);"
                        + " INSERT INTO A VALUES (1, 100), (2, 100), (3, 100); INSERT INTO B VALUES (1, 100), (2, 100), (3, 100)");
        belongings.migrate(skill, List.of("m/1.sql"));
        Admitted running = admit(skill);
        Data data = running.doors().data();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger moves = new AtomicInteger();
        CompletableFuture<Void> moving = CompletableFuture.runAsync(
                () -> {
                    while (!enough.get()) {
                        try {
                            data.inTransaction(inside -> {
                                inside.update("UPDATE A SET V = V - 1 WHERE ID = 1");
                                return inside.update("UPDATE B SET V = V + 1 WHERE ID = 3");
                            });
                            moves.incrementAndGet();
                        } catch (ToolException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                },
                work -> new Thread(work).start());
        Path[] backups = new Path[20];
        for (int i = 0; i < backups.length; i++) {
            backups[i] = fresh("backup" + i);
            for (int next = moves.get() + 2; moves.get() < next; Thread.onSpinWait()) {
                assertThat(moving).isNotDone();
            }
            belongings.backUp(ID, backups[i]);
        }
        enough.set(true);
        moving.get(60, TimeUnit.SECONDS);
        running.close();

        for (Path backup : backups) {
            belongings.restore(ID, backup);
            Admitted looking = admit(skill);
            long a = ((Number) looking.doors()
                            .data()
                            .query("SELECT SUM(V) S FROM A")
                            .get(0)
                            .values()
                            .get("s"))
                    .longValue();
            long b = ((Number) looking.doors()
                            .data()
                            .query("SELECT SUM(V) S FROM B")
                            .get(0)
                            .values()
                            .get("s"))
                    .longValue();
            looking.close();
            assertThat(a + b).isEqualTo(600);
        }
    }

    @Test
    void aDamagedBackup_isRefusedBeforeAnythingIsRemoved() throws Exception {
        StagedSkill skill = release("1.0.0", "m/1.sql", EVERYTHING);
        belongings.migrate(skill, List.of("m/1.sql"));
        Path backup = fresh("backup");
        belongings.backUp(ID, backup);
        Files.writeString(backup.resolve("tables.sql"), sql(backup).replace("1.50", "9.99"));
        Path cutOff = fresh("cut-off");
        Files.copy(backup.resolve("tables.sql"), cutOff.resolve("tables.sql"));

        assertThatThrownBy(() -> belongings.restore(ID, backup)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> belongings.restore(ID, cutOff)).isInstanceOf(IOException.class);

        Admitted running = admit(skill);
        fill(running.doors().data(), 1);
    }

    @Test
    void theSizeThatIsSaid_isAboutThatOfTheBackup() throws Exception {
        StagedSkill skill = release("1.0.0", "m/1.sql", EVERYTHING);
        belongings.migrate(skill, List.of("m/1.sql"));
        Admitted running = admit(skill);
        fill(running.doors().data(), 100);
        running.close();
        Path backup = fresh("backup");
        belongings.backUp(ID, backup);

        long real = Files.size(backup.resolve("tables.sql"));

        assertThat(belongings.tableBytes(ID)).isBetween(real / 2, real * 3);
    }

    @Test
    void aScript_runsInItsOrder_onlyWhenNamed_andOnlyAsItIsRemembered() throws Exception {
        StagedSkill skill = release(
                "1.0.0",
                "m/1.sql",
                "CREATE TABLE A(ID INT)",
                "m/2.sql",
                "ALTER TABLE A ADD COLUMN B INT",
                "m/3.sql",
                "CREATE TABLE C(ID INT)");

        assertThat(belongings.migrate(skill, List.of("m/1.sql", "m/2.sql"))).containsExactly("m/1.sql", "m/2.sql");
        assertThat(belongings.migrate(skill, List.of())).isEmpty();

        assertThat(code(skill, "m/none.sql")).isEqualTo("migration_failed");
        assertThat(code(release("1.1.0", "m/1.sql", "CREATE TABLE A(ID BIGINT)"), "m/1.sql"))
                .isEqualTo("migration_failed");
        assertThat(code(release("1.1.0", "m/4.sql", "CREATE TABLE D(ID INT); CREATE TABLE A(ID INT)"), "m/4.sql"))
                .isEqualTo("migration_failed");
        Path backup = fresh("backup");
        belongings.backUp(ID, backup);
        assertThat(Files.readString(backup.resolve("tables.json")))
                .contains("m/1.sql", "m/2.sql")
                .doesNotContain("m/3.sql", "m/4.sql");
    }

    private String code(StagedSkill skill, String script) {
        try {
            belongings.migrate(skill, List.of(script));
            return "nothing refused it";
        } catch (StartFailed e) {
            return e.problem().code();
        }
    }
}
