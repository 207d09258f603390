package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a skill may do, shown and changed at the command line; and where skills run. */
class GrantCommandTest {

    private static final String SKILL = """
            {"id":"a.b","name":"Notes","version":"1.0.0","status":"active","tier":"community","host":"process",
             "permissions":["db:own"],"optional_permissions":["filesystem:temp","env:API_KEY"],
             "grants":["db:own","filesystem:temp"],"declined":["env:API_KEY"],"env_set":[],"tools":["notes_add"],
             "vitals":{"state":"running","sandbox":"bubblewrap","memory_bytes":38400000,"restarts":2}}
            """;
    private static final String FAILED = """
            {"id":"a.c","name":"Odd","version":"2.0.0","status":"failed","tier":"official","host":"in_framework",
             "problem":{"code":"skill_threw","detail":"It threw.","next_step":"Tell its publisher."},"tools":[]}
            """;

    @TempDir
    private Path folder;

    private FakeRest rest;
    private final InputStream input = System.in;

    @BeforeEach
    void start() throws Exception {
        rest = new FakeRest(folder);
        rest.answers.put("GET skills/a.b", SKILL);
    }

    @AfterEach
    void stop() {
        System.setIn(input);
        rest.close();
    }

    @Test
    void without_a_permission_it_shows_what_the_skill_may_in_words() {
        assertThat(rest.run("grant", "a.b")).isZero();

        assertThat(rest.out.toString().lines())
                .containsExactly(
                        "Notes 1.0.0  a.b",
                        "runs in a process of its own (bubblewrap), 38 MB, started again 2 times",
                        "It may, as long as it is installed:",
                        "  keep its own tables in the database                  db:own",
                        "You granted it, and can take back:",
                        "  use a temporary folder of its own                    filesystem:temp",
                        "It would like to, and may not:",
                        "  be given the value API_KEY that you set for it       env:API_KEY  (no value is set)");
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void what_nobody_knows_is_told_with_what_was_meant() {
        assertThat(rest.run("grant", "a.b", "network:outbond")).isEqualTo(1);
        assertThat(rest.err.toString())
                .isEqualTo("ctos: expected a known permission (did you mean network:outbound?), found"
                        + " \"network:outbond\". Correct it and try again. (permission_unknown)\n");
    }

    @Test
    void the_catalogue_says_in_words_what_a_skill_asks_for() {
        rest.answers.put("GET catalogue/a.b", """
                {"page":{"id":"a.b","name":"Notes","latest_version":"1.0.0","permissions":["db:own"],
                 "optional_permissions":["env:API_KEY"]}}
                """);
        assertThat(rest.run("info", "a.b")).isZero();
        assertThat(rest.out.toString()).endsWith("""
                        It needs to
                          keep its own tables in the database                  db:own
                        It would like to, and you may decline:
                          be given the value API_KEY that you set for it       env:API_KEY
                        """);
    }

    @Test
    void granting_and_taking_back_keeps_the_others() {
        assertThat(rest.run("grant", "a.b", "--take-back", "filesystem:temp")).isZero();
        assertThat(rest.changes).containsExactly("PUT skills/a.b/grants {\"granted\":[]}");
    }

    @Test
    void a_value_comes_from_the_standard_input_and_is_shown_nowhere() {
        System.setIn(new ByteArrayInputStream("s3cret\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(rest.run("grant", "a.b", "env:API_KEY", "--value-stdin")).isZero();

        assertThat(rest.changes)
                .containsExactly(
                        "PUT skills/a.b/env/API_KEY {\"value\":\"s3cret\"}",
                        "PUT skills/a.b/grants {\"granted\":[\"filesystem:temp\",\"env:API_KEY\"]}");
        assertThat(rest.out.toString() + rest.err).doesNotContain("s3cret");
    }

    @Test
    void an_empty_standard_input_changes_nothing() {
        System.setIn(new ByteArrayInputStream(new byte[0]));

        assertThat(rest.run("grant", "a.b", "env:API_KEY", "--value-stdin")).isEqualTo(1);

        assertThat(rest.err.toString()).contains("(value_missing)").contains("--take-back env:API_KEY");
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void the_value_of_a_needed_one_is_set_without_granting_it_again() {
        rest.answers.put(
                "GET skills/a.b", SKILL.replace("\"permissions\":[\"db:own\"]", "\"permissions\":[\"env:TOKEN\"]"));
        System.setIn(new ByteArrayInputStream("s3cret".getBytes(StandardCharsets.UTF_8)));

        assertThat(rest.run("grant", "a.b", "env:TOKEN", "--value-stdin")).isZero();

        assertThat(rest.changes)
                .containsExactly(
                        "PUT skills/a.b/env/TOKEN {\"value\":\"s3cret\"}",
                        "PUT skills/a.b/grants {\"granted\":[\"filesystem:temp\"]}");
    }

    @Test
    void taking_back_a_value_removes_it() {
        assertThat(rest.run("grant", "a.b", "--take-back", "env:API_KEY")).isZero();
        assertThat(rest.changes)
                .containsExactly(
                        "PUT skills/a.b/grants {\"granted\":[\"filesystem:temp\"]}",
                        "PUT skills/a.b/env/API_KEY {\"value\":null}");
    }

    @Test
    void where_nobody_can_be_asked_a_missing_value_is_said_and_nothing_is_changed() {
        assertThat(rest.run("grant", "a.b", "env:API_KEY")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("--value-stdin").contains("(value_missing)");
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void what_is_needed_cannot_be_taken_back() {
        assertThat(rest.run("grant", "a.b", "--take-back", "db:own")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("uninstall the skill").contains("(permission_needed)");
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void an_unknown_permission_is_refused_with_the_nearest_one() {
        assertThat(rest.run("grant", "a.b", "file:temp")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("did you mean filesystem:temp?");
        assertThat(rest.run("grant", "a.b", "db:own", "--value-stdin")).isEqualTo(2);
        assertThat(rest.run("grant", "a.b", "db:own", "--take-back", "db:own")).isEqualTo(2);
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void a_refusal_of_the_container_is_told() {
        rest.answers.put(
                "PUT skills/a.b/grants",
                "{\"status\":409,\"code\":\"busy\",\"detail\":\"The container is busy.\",\"next_step\":\"Wait.\"}");
        assertThat(rest.run("grant", "a.b", "--take-back", "filesystem:temp")).isEqualTo(1);
        assertThat(rest.err.toString()).isEqualTo("ctos: The container is busy. Wait. (busy)\n");
    }

    @Test
    void doctor_says_of_each_host_and_each_skill_how_it_is() {
        rest.answers.put("GET status", """
                {"state":"ready","url":"http://x","hosts":[
                  {"level":"in_framework","available":false,"code":"host_unavailable_java","detail":"Java 25 has no layer."},
                  {"level":"process","available":true,"code":"ready","detail":"","sandbox":"unshare","isolates_files":false,
                   "cannot_stop":["reading files of this machine"]}]}
                """);
        rest.answers.put("GET skills", "{\"skills\":[" + SKILL + "," + FAILED + "]}");

        assertThat(rest.run("doctor")).isEqualTo(1);

        assertThat(rest.out.toString().lines())
                .contains(
                        "ok   host       in framework: runs no skills. Java 25 has no layer.",
                        "!    host       process: ready, held by namespaces (unshare); nothing keeps a skill from the files of"
                                + " this machine, so that only official skills run without --weaker-host: install the Debian"
                                + " package bubblewrap, and start the container again without --sandbox",
                        "ok   host       process: does not stop: reading files of this machine",
                        "ok   skill      a.b 1.0.0: active, in a process of its own (bubblewrap), 38 MB, started again 2 times",
                        "!    skill      a.c 2.0.0: failed, does not run. It threw. Tell its publisher.");
    }

    @Test
    void list_says_where_each_runs() {
        rest.answers.put("GET skills", "{\"skills\":[" + SKILL + "]}");
        assertThat(rest.run("list")).isZero();
        assertThat(rest.out.toString())
                .contains("community")
                .contains("process")
                .contains("notes_add");
    }

    @Test
    void a_wish_for_a_host_is_part_of_the_plan() {
        rest.answers.put("POST plans", "{\"plan_id\":\"p\",\"digest\":\"d\",\"items\":[]}");
        assertThat(rest.run("plan", "restart", "a.b", "--host", "process")).isZero();
        assertThat(rest.run("plan", "update", "a.b")).isZero();
        assertThat(rest.run("update", "--all", "--host", "process")).isEqualTo(2);
        assertThat(rest.run("install", "a.b", "--host", "moon")).isEqualTo(2);
        assertThat(rest.changes)
                .containsExactly(
                        "POST plans {\"action\":\"restart\",\"id\":\"a.b\",\"host\":\"process\"}",
                        "POST plans {\"action\":\"update\",\"id\":\"a.b\"}");
    }
}
