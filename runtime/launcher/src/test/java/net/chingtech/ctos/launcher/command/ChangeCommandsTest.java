package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holding, channels, policies, earlier states: what is sent, and what is said. */
class ChangeCommandsTest {

    private static final String CONTAINER =
            "{\"security\":\"silent\",\"patch\":\"silent\",\"minor\":\"ask\"," + "\"release_age_hours\":24}";

    @TempDir
    private Path folder;

    private FakeRest rest;

    @BeforeEach
    void start() throws Exception {
        rest = new FakeRest(folder);
        rest.answers.put("GET policy", CONTAINER);
        rest.answers.put("GET skills/a.b", "{\"id\":\"a.b\",\"channel\":\"stable\",\"policy\":{\"minor\":\"silent\"}}");
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void pin_holds_and_lets_go() {
        rest.answers.put("PUT skills/a.b/pin", "{\"version\":\"1.2.0\",\"pinned\":true}");
        assertThat(rest.run("pin", "a.b")).isZero();
        rest.answers.put("PUT skills/a.b/pin", "{\"version\":\"1.2.0\",\"pinned\":false}");
        assertThat(rest.run("pin", "a.b", "--off")).isZero();

        assertThat(rest.changes)
                .containsExactly("PUT skills/a.b/pin {\"pinned\":true}", "PUT skills/a.b/pin {\"pinned\":false}");
        assertThat(rest.out.toString())
                .contains("a.b is held at 1.2.0; let it go with ./ctos pin a.b --off", "a.b is not held");
    }

    @Test
    void what_the_container_refuses_exits_with_1_and_wrong_usage_with_2() {
        rest.answers.put(
                "PUT skills/a.b/pin",
                "{\"status\":404,\"code\":\"not_installed\",\"detail\":\"a.b is not installed.\",\"next_step\":\"x\"}");
        assertThat(rest.run("pin", "a.b")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(not_installed)");
        assertThat(rest.run("pin")).isEqualTo(2);
        assertThat(rest.run("channel", "a.b", "alpha")).isEqualTo(2);
        assertThat(rest.run("rollback", "a.b", "--data", "burn")).isEqualTo(2);
    }

    @Test
    void channel_is_shown_and_chosen() {
        assertThat(rest.run("channel", "a.b")).isZero();
        rest.answers.put("PUT skills/a.b/channel", "{\"channel\":\"beta\"}");
        assertThat(rest.run("channel", "a.b", "beta")).isZero();

        assertThat(rest.changes).containsExactly("PUT skills/a.b/channel {\"channel\":\"beta\"}");
        assertThat(rest.out.toString())
                .isEqualTo("a.b is offered stable: no pre-releases\na.b is offered beta: stable releases and betas\n");
    }

    @Test
    void policy_of_the_container_is_shown_and_keeps_what_is_not_named() {
        assertThat(rest.run("policy")).isZero();
        assertThat(rest.out.toString()).isEqualTo("""
                security fixes     come by themselves
                patch releases     come by themselves
                minor releases     ask first
                major releases     always ask first
                age of a release   at least 24 hours
                window             at any time
                """);
        rest.answers.put("PUT policy", CONTAINER);

        assertThat(rest.run("policy", "--patch", "ask", "--age", "0", "--window", "SAT,SUN 1:00-05:00 Asia/Taipei"))
                .isZero();

        assertThat(rest.changes)
                .containsExactly("PUT policy {\"security\":\"silent\",\"patch\":\"ask\",\"minor\":\"ask\","
                        + "\"release_age_hours\":0,\"window\":{\"days\":[\"SATURDAY\",\"SUNDAY\"],\"from\":\"01:00\","
                        + "\"to\":\"05:00\",\"zone\":\"Asia/Taipei\"}}");
    }

    @Test
    void policy_of_a_skill_names_what_it_has_from_the_container() {
        assertThat(rest.run("policy", "a.b")).isZero();
        assertThat(rest.out.toString())
                .contains("patch releases     come by themselves  (as the container)\n")
                .contains("minor releases     come by themselves\n");

        rest.run("policy", "a.b", "--security", "ask");
        rest.run("policy", "a.b", "--inherit");
        rest.run("policy", "a.b", "--inherit", "--patch", "ask", "--window", "none");

        assertThat(rest.changes)
                .containsExactly(
                        "PUT skills/a.b/policy {\"minor\":\"silent\",\"security\":\"ask\"}",
                        "PUT skills/a.b/policy {}",
                        "PUT skills/a.b/policy {\"patch\":\"ask\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at night",
                "01:00",
                "SAT 25:00-26:00",
                "CATURDAY 01:00-02:00",
                "SAT,SAT 01:00-02:00",
                "S 01:00-02:00",
                "01:00-02:00 Mars"
            })
    void window_that_is_none_is_wrong_usage(String window) {
        assertThat(rest.run("policy", "--window", window)).isEqualTo(2);
        assertThat(rest.err.toString()).contains("--window: ");
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void policy_is_not_inherited_by_the_container_and_no_release_is_younger_than_new() {
        assertThat(rest.run("policy", "--inherit")).isEqualTo(2);
        assertThat(rest.run("policy", "--age", "-1")).isEqualTo(2);
        assertThat(rest.run("policy", "--patch", "never")).isEqualTo(2);
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void history_says_what_becomes_of_the_data_and_how_to_go_back() {
        rest.answers.put("GET skills/a.b/history", """
                {"states":[{"state_id":"t9-1","version":"1.2.0","until":"2026-11-22T08:00:30Z","bytes":4812000,
                  "has_data":true,"migrated":true,"while_running":false,"reason":"updated to 1.3.0"},
                 {"state_id":"t4-1","version":"1.1.0","until":"2026-10-22T08:00:00Z","bytes":900,"has_data":true,
                  "migrated":false,"while_running":true,"reason":"updated to 1.2.0"},
                 {"state_id":"t2-1","version":"1.0.0","until":"2026-09-22T08:00:00Z","bytes":900,"has_data":false,
                  "migrated":false,"while_running":false,"reason":"updated to 1.1.0"}]}
                """);
        assertThat(rest.run("history", "a.b")).isZero();
        assertThat(rest.out.toString()).isEqualTo("""
                1.2.0        until 2026-11-22 08:00Z     4.8 MB  updated to 1.3.0
                    Its data was migrated since: going back puts the data of then back, unless --data keep.
                    ./ctos rollback a.b --state t9-1
                1.1.0        until 2026-10-22 08:00Z  900 bytes  updated to 1.2.0
                    Going back keeps the data that is there, unless --data restore. It was copied while the skill ran.
                    ./ctos rollback a.b --state t4-1
                1.0.0        until 2026-09-22 08:00Z  900 bytes  updated to 1.1.0
                    No data was kept with it: going back keeps the data that is there.
                    ./ctos rollback a.b --state t2-1
                """);
    }

    @Test
    void rollback_names_state_and_data_also_in_a_plan() {
        rest.answers.put("POST plans", "{\"items\":[]}");
        rest.run("rollback", "a.b", "--state", "t4-1", "--data", "restore");
        rest.run("plan", "rollback", "a.b", "--version", "1.1.0", "--data", "keep");

        assertThat(rest.changes)
                .containsExactly(
                        "POST plans {\"action\":\"rollback\",\"id\":\"a.b\",\"state\":\"t4-1\",\"data\":\"restore\"}",
                        "POST plans {\"action\":\"rollback\",\"id\":\"a.b\",\"version\":\"1.1.0\",\"data\":\"keep\"}");
        assertThat(rest.run("plan", "update", "a.b", "--data", "keep")).isEqualTo(2);
    }

    @Test
    void migrations_can_be_planned_like_other_changes_also_of_all_and_back() {
        rest.answers.put("POST plans", "{\"items\":[]}");
        rest.run("plan", "migrate", "clawhub.a.b");
        rest.run("plan", "migrate");
        rest.run("plan", "undo_migration", "clawhub.a.b");

        assertThat(rest.changes)
                .containsExactly(
                        "POST plans {\"action\":\"migrate\",\"id\":\"clawhub.a.b\"}",
                        "POST plans {\"action\":\"migrate\"}",
                        "POST plans {\"action\":\"undo_migration\",\"id\":\"clawhub.a.b\"}");
        assertThat(rest.run("plan", "undo_migration")).isEqualTo(2);
        assertThat(rest.run("plan", "migrate", "clawhub.a.b", "--version", "1.0.0"))
                .isEqualTo(2);
    }

    @Test
    void updates_say_when_they_come_by_themselves_and_every_reason_why_not() {
        rest.answers.put(
                "GET policy",
                CONTAINER.replace(
                        "}", ",\"window\":{\"days\":[],\"from\":\"01:00\"," + "\"to\":\"05:00\",\"zone\":\"UTC\"}}"));
        rest.answers.put(
                "GET skills",
                "{\"skills\":[{\"id\":\"a.c\",\"policy\":{\"window\":{\"days\":[\"SUNDAY\"],"
                        + "\"from\":\"03:00\",\"to\":\"04:00\",\"zone\":\"Asia/Taipei\"}}}]}");
        String rest3 = "\"current_version\":\"1.0.0\",\"latest_version\":\"1.0.1\",\"severity\":\"patch\"";
        rest.answers.put(
                "POST updates/check",
                "{\"updates\":[{\"id\":\"a.b\"," + rest3 + "},{\"id\":\"a.c\"," + rest3
                        + "},{\"id\":\"a.d\"," + rest3
                        + ",\"not_silent\":{\"code\":\"major_version\",\"detail\":\"It is a major version.\","
                        + "\"more\":[\"major_version: It is a major version.\","
                        + "\"held: It is held since 2026-11-22T08:00:00Z.\"]}},"
                        + "{\"id\":\"a.e\"," + rest3
                        + ",\"not_silent\":{\"code\":\"release_too_young\",\"detail\":\"It is 3 hours old.\"}}]}");

        assertThat(rest.run("updates")).isZero();

        assertThat(rest.out.toString()).isEqualTo("""
                a.b 1.0.0 -> 1.0.1 (patch)
                    comes by itself in its window: every day 01:00 to 05:00 (UTC)
                a.c 1.0.0 -> 1.0.1 (patch)
                    comes by itself in its window: Sunday 03:00 to 04:00 (Asia/Taipei)
                a.d 1.0.0 -> 1.0.1 (patch)
                    asks first: It is a major version.
                        It is held since 2026-11-22 08:00Z.
                a.e 1.0.0 -> 1.0.1 (patch)
                    comes by itself later: It is 3 hours old.
                """);
    }

    @Test
    void what_succeeded_and_what_failed_of_one_plan_is_told_line_by_line() {
        rest.answers.put("POST plans", "{\"plan_id\":\"p\",\"items\":[]}");
        rest.answers.put("POST tasks", "{\"task_id\":\"t1\"}");
        String problem = "{\"status\":422,\"code\":\"partly_done\",\"detail\":\"1 of 2 groups failed.\",\"next_step\":"
                + "\"Look at what failed.\",\"more\":[\"updated: a.c 1.0.1\",\"failed: a.b: it threw\"]}";
        rest.answers.put(
                "GET tasks/t1/events",
                "data: {\"task_id\":\"t1\",\"state\":\"failed\",\"title\":\"x\",\"log\":[],\"problem\":" + problem
                        + "}\n\n");

        assertThat(rest.run("update", "--all", "--yes")).isEqualTo(1);

        assertThat(rest.changes.get(0)).isEqualTo("POST plans {\"action\":\"update\"}");
        assertThat(rest.err.toString()).isEqualTo("""
                ctos: 1 of 2 groups failed. Look at what failed. (partly_done)
                  updated: a.c 1.0.1
                  failed: a.b: it threw
                """);
        rest.answers.put(
                "GET tasks/t1",
                "{\"task_id\":\"t1\",\"state\":\"failed\",\"title\":\"x\",\"problem\":" + problem + "}");
        rest.run("task", "t1");
        assertThat(rest.out.toString()).endsWith("    updated: a.c 1.0.1\n    failed: a.b: it threw\n");
    }

    @Test
    void moments_in_the_containers_words_are_readable() {
        rest.answers.put(
                "GET skills/a.b",
                "{\"status\":409,\"code\":\"x\",\"detail\":\"It was signed at 2026-11-22T08:00:30.123456Z.\","
                        + "\"next_step\":\"Wait.\"}");
        assertThat(rest.run("channel", "a.b")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("signed at 2026-11-22 08:00Z. Wait.");
    }
}
