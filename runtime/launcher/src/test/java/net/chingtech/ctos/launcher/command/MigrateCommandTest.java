package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Legacy skills and what follows them: what is sent, and what is said. */
class MigrateCommandTest {

    private static final String PLAN = """
            {"plan_id":"p","digest":"d","action":"migrate","id":"clawhub.acme.tools","items":[
            {"kind":"install","id":"org.example.tools","to":"2.0.0","sha256":"ab","permissions":[],
            "optional_permissions":[],"gained":[],"lost":[],"declined":[],"flags":[],
            "effects":{"migrations":["the value KEY of Tools is carried over"]}},
            {"kind":"uninstall","id":"clawhub.acme.tools","from":"1.0.0","flags":[]}],
            "summary":["one","two","clawhub.acme.other stays as it is (not_mapped): Nobody knows."]}
            """;

    private static final String TWO = """
        {"skills":[{"id":"clawhub.acme.one","version":"1.0.0","follower":"org.example.tools","state":"ready"},
        {"id":"clawhub.acme.two","version":"1.0.0","follower":"org.example.tools","state":"ready"}],"done":[]}
        """;

    @TempDir
    private Path folder;

    private FakeRest rest;

    @BeforeEach
    void start() throws Exception {
        rest = new FakeRest(folder);
        rest.answers.put("GET migration", """
                {"skills":[{"id":"clawhub.acme.tools","version":"1.0.0","follower":"org.example.tools",
                "follower_version":"2.0.0","origin":"local","state":"ready","gained":["network:outbound"],
                "carried":["the value KEY of Tools is carried over"],"values_left":["COLOUR"],"data_bytes":1200},
                {"id":"clawhub.acme.other","version":"1.0.0","state":"not_mapped","problem":
                {"detail":"Nobody says what follows it.","next_step":"It goes on."}}],
                "done":[{"id":"clawhub.acme.old","version":"1.0.0","follower":"org.example.new",
                "follower_version":"1.0.0","at":"2026-03-01T12:00:00Z","undo_until":"2026-03-31T12:00:00Z"}]}
                """);
        rest.answers.put("POST plans", PLAN);
        rest.answers.put("POST tasks", "{\"task_id\":\"t\"}");
        rest.answers.put("GET tasks/t", "{\"task_id\":\"t\",\"state\":\"succeeded\",\"title\":\"Migrate\"}");
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void dryRun_saysOfEachWhatWouldHappen_andSendsNothing() {
        assertThat(rest.run("migrate", "--dry-run")).isZero();
        assertThat(rest.out.toString())
                .contains(
                        "clawhub.acme.tools 1.0.0 -> org.example.tools 2.0.0  ready  (map: local)\n",
                        "  newly may: network:outbound\n",
                        "  the value KEY of Tools is carried over\n",
                        "  values that only stay in the kept copy: COLOUR\n",
                        "clawhub.acme.other 1.0.0  not mapped\n  ! Nobody says what follows it. It goes on.\n",
                        "1 of 2 can be migrated: ./ctos migrate --apply\n",
                        "./ctos migrate --undo clawhub.acme.old\n");
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void dryRun_ofOne_saysNothingOfOthers_andKnowsNoStrangers() {
        assertThat(rest.run("migrate", "--dry-run", "clawhub.acme.other", "--json"))
                .isZero();
        assertThat(rest.out.toString()).contains("not_mapped").doesNotContain("clawhub.acme.tools");
        assertThat(rest.run("migrate", "--dry-run", "clawhub.acme.none")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(not_installed)");
    }

    @Test
    void dryRun_ofOne_namesItInTheCommandThatMigratesIt() {
        assertThat(rest.run("migrate", "--dry-run", "clawhub.acme.tools")).isZero();
        assertThat(rest.out.toString()).contains("1 of 1 can be migrated: ./ctos migrate --apply clawhub.acme.tools\n");
    }

    @Test
    void dryRun_ofOneThatWasMigrated_saysNothingOfTheOthers() {
        assertThat(rest.run("migrate", "--dry-run", "clawhub.acme.old")).isZero();
        assertThat(rest.out.toString()).startsWith("migrated at ").doesNotContain("no legacy skill");
    }

    @Test
    void dryRun_ofTwoWithOneFollower_countsOne() {
        rest.answers.put("GET migration", TWO);
        assertThat(rest.run("migrate", "--dry-run")).isZero();
        assertThat(rest.out.toString())
                .contains(
                        "  ! clawhub.acme.one has the same follower: only one of them can be migrated",
                        "1 of 2 can be migrated: ./ctos migrate --apply\n");
    }

    @Test
    void apply_thatLeavesOneThatWasReady_isAFailure() {
        rest.answers.put("GET migration", TWO);
        rest.answers.put("GET skills", "{\"skills\":[{\"id\":\"clawhub.acme.two\"},{\"id\":\"org.example.tools\"}]}");
        assertThat(rest.run("migrate", "--apply", "--yes")).isEqualTo(1);
        assertThat(rest.out.toString()).contains("done: Migrate");
        assertThat(rest.err.toString())
                .contains("not migrated, though it could be: clawhub.acme.two.", "(migration_incomplete)");
    }

    @Test
    void apply_plansAndAgrees_forAllForOneAndForSeveral() {
        assertThat(rest.run("migrate", "--apply", "--yes")).isZero();
        assertThat(rest.out.toString())
                .contains(
                        "the value KEY of Tools is carried over", "clawhub.acme.other stays as it is", "done: Migrate");
        assertThat(rest.run("migrate", "--apply", "a.b", "c.d", "--yes")).isZero();
        assertThat(rest.changes)
                .filteredOn(change -> change.startsWith("POST plans"))
                .containsExactly(
                        "POST plans {\"action\":\"migrate\"}",
                        "POST plans {\"action\":\"migrate\",\"id\":\"a.b\"}",
                        "POST plans {\"action\":\"migrate\",\"id\":\"c.d\"}");
    }

    @Test
    void undo_needsAnId_andSendsIt() {
        assertThat(rest.run("migrate", "--undo")).isEqualTo(2);
        assertThat(rest.run("migrate")).isEqualTo(2);
        assertThat(rest.run("migrate", "--apply", "--undo", "a.b")).isEqualTo(2);
        assertThat(rest.run("migrate", "--undo", "a.b", "--yes")).isZero();
        assertThat(rest.changes.get(0)).isEqualTo("POST plans {\"action\":\"undo_migration\",\"id\":\"a.b\"}");
    }

    @Test
    void refusal_isSaid_andTheOthersHaveTheirTurn() {
        rest.answers.put(
                "POST plans",
                "{\"status\":409,\"code\":\"not_mapped\",\"detail\":\"Nobody knows.\",\"next_step\":\"x\"}");
        assertThat(rest.run("migrate", "--apply", "a.b", "c.d", "--yes")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(not_mapped)");
        assertThat(rest.changes).hasSize(2);
    }
}
