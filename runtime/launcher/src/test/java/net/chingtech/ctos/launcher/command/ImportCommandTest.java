package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    private static final String FOUND = """
            {"skills":[
              {"folder":"/old/skills/tool","id":"clawhub.acme.tool","name":"Tool","version":"1.1.0","state":"edited",
               "source":"clawhub:imported","remarks":["Its files were changed by hand."]},
              {"folder":"/old/skills/gone","name":"gone","state":"unknown","remarks":[],
               "problem":{"status":404,"code":"folder_missing","detail":"It is not there.","next_step":"Install it."}}]}
            """;

    private static final String PLAN = """
            {"plan_id":"p1","digest":"d1","download_bytes":0,"items":[{"kind":"install","id":"clawhub.acme.tool",
             "to":"1.1.0","publisher":"@acme on ClawHub","tier":"legacy","source":"clawhub:imported",
             "permissions":[],"optional_permissions":[],"flags":["unverified","suspicious"]}]}
            """;

    private static final String DONE =
            "{\"task_id\":\"t1\",\"title\":\"Install clawhub.acme.tool 1.1.0\",\"state\":\"succeeded\",\"percent\":100,"
                    + "\"log\":[],\"revision\":1}";

    private static final String HALF =
            "{\"task_id\":\"look\",\"title\":\"Look\",\"state\":\"running\",\"percent\":50,\"step\":\"1 of 2 skills looked at\","
                    + "\"log\":[],\"revision\":1}";

    private static final String LOOKED =
            "{\"task_id\":\"look\",\"title\":\"Look\",\"state\":\"%s\",\"percent\":100,\"log\":[],\"revision\":2%s}";

    @TempDir
    private Path home;

    private FakeRest rest;

    @BeforeEach
    void start() throws Exception {
        rest = new FakeRest(home);
        rest.answers.put("POST imports", "{\"task_id\":\"look\"}");
        rest.answers.put(
                "GET tasks/look/events", "data: " + HALF + "\n\ndata: " + LOOKED.formatted("succeeded", "") + "\n\n");
        rest.answers.put("GET imports/look", FOUND);
        rest.answers.put("POST plans", PLAN);
        rest.answers.put("POST tasks", DONE);
        rest.answers.put("GET tasks/t1/events", "data: " + DONE + "\n\n");
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void dry_run_says_what_is_there_and_plans_nothing() {
        assertThat(rest.run("import", "/old", "--dry-run")).isZero();

        assertThat(rest.changes).containsExactly("POST imports {\"folder\":\"/old\"}");
        assertThat(rest.out.toString())
                .contains("1 of 2 skills looked at")
                .contains("clawhub.acme.tool 1.1.0  changed by hand  from clawhub:imported")
                .contains("Its files were changed by hand.")
                .contains("gone  cannot be taken")
                .contains("(folder_missing)");
    }

    @Test
    void each_is_installed_from_where_it_was_found_and_one_that_cannot_be_stops_no_other() {
        assertThat(rest.run("import", "/old", "--yes", "--unverified", "--suspicious"))
                .isEqualTo(1);

        assertThat(rest.changes)
                .contains("POST plans {\"action\":\"install\",\"id\":\"clawhub.acme.tool\",\"version\":\"1.1.0\","
                        + "\"source\":\"clawhub:imported\"}")
                .anyMatch(line -> line.startsWith("POST tasks") && line.contains("\"suspicious\""));
        assertThat(rest.out.toString()).contains("1 of 2 skills were taken over");
        assertThat(rest.err.toString()).contains("(import_incomplete)");
    }

    @Test
    void folder_without_skills_ends_with_the_problem_of_its_task() {
        String problem = ",\"problem\":{\"status\":422,\"code\":\"folder_empty\",\"detail\":\"There is no skill.\","
                + "\"next_step\":\"Name another.\"}";
        rest.answers.put("GET tasks/look/events", "data: " + LOOKED.formatted("failed", problem) + "\n\n");

        assertThat(rest.run("import", "/old", "--yes")).isEqualTo(1);

        assertThat(rest.err.toString()).contains("There is no skill").contains("(folder_empty)");
        assertThat(rest.changes).containsExactly("POST imports {\"folder\":\"/old\"}");
    }

    @Test
    void without_the_flags_own_yes_nothing_is_installed() {
        assertThat(rest.run("import", "/old", "--yes")).isEqualTo(1);

        assertThat(rest.changes).noneMatch(line -> line.startsWith("POST tasks"));
        assertThat(rest.out.toString()).contains("0 of 2 skills were taken over", "--unverified");
    }

    private static final String ONE = """
        {"skills":[{"folder":"/old/skills/tool","id":"clawhub.acme.tool","name":"Tool","version":"1.1.0",
           "state":"edited","source":"clawhub:imported","sha256":"%s","remarks":[]}]}
        """;

    private void installed(String version, String source) {
        rest.answers.put("GET imports/look", ONE.formatted("ab"));
        rest.answers.put(
                "GET skills",
                "{\"skills\":[{\"id\":\"clawhub.acme.tool\",\"version\":\"" + version + "\",\"source\":\"" + source
                        + "\",\"sha256\":\"ab\"}]}");
    }

    @Test
    void what_is_there_already_is_no_failure() {
        installed("1.1.0", "clawhub:imported");
        assertThat(rest.run("import", "/old", "--yes", "--unverified")).isZero();
        installed("1.2.0", "clawhub:imported");
        assertThat(rest.run("import", "/old", "--yes", "--unverified")).isZero();

        assertThat(rest.out.toString())
                .contains("  = it is already there\n", "0 of 1 skills were taken over, 1 was already there")
                .contains("  = it is already there, and newer: 1.2.0\n");
        assertThat(rest.changes).noneMatch(line -> line.startsWith("POST plans"));
    }

    @Test
    void dry_run_marks_what_is_installed() {
        installed("1.1.0", "clawhub:imported");
        assertThat(rest.run("import", "/old", "--dry-run")).isZero();
        assertThat(rest.out.toString()).contains("  = it is already there\n");
    }

    @Test
    void newer_folder_is_an_update_of_what_came_from_a_folder() {
        installed("1.0.0", "clawhub:imported");
        assertThat(rest.run("import", "/old", "--yes", "--unverified", "--suspicious"))
                .as(rest.err.toString())
                .isZero();

        assertThat(rest.out.toString())
                .contains("  = 1.0.0 is installed; importing updates it\n", "1 of 1 skills were taken over\n");
        assertThat(rest.changes)
                .contains("POST plans {\"action\":\"update\",\"id\":\"clawhub.acme.tool\",\"version\":\"1.1.0\"}");
    }

    @Test
    void same_version_with_other_files_is_said_with_what_to_do() {
        installed("1.1.0", "clawhub:imported");
        rest.answers.put("GET imports/look", ONE.formatted("cd"));
        assertThat(rest.run("import", "/old", "--yes", "--unverified")).isEqualTo(1);

        assertThat(rest.out.toString())
                .contains("  = it is installed as 1.1.0, and the files in the folder differ from that\n")
                .contains("(folder_differs)", "higher version:");
        assertThat(rest.changes).noneMatch(line -> line.startsWith("POST plans"));
    }

    @Test
    void busy_container_is_waited_for() {
        installed("1.0.0", "clawhub:imported");
        AtomicInteger asked = new AtomicInteger();
        rest.answers.put(
                "GET tasks", "{\"tasks\":[{\"task_id\":\"other\",\"action\":\"install\",\"state\":\"running\"}]}");
        rest.answers.put("GET tasks/other/events", "data: {\"task_id\":\"other\",\"state\":\"succeeded\"}\n\n");
        rest.doors.put("POST tasks", exchange -> {
            boolean busy = asked.getAndIncrement() == 0;
            byte[] answer = (busy
                            ? "{\"status\":409,\"code\":\"busy\",\"detail\":\"The container is busy with"
                                    + " x.\",\"next_step\":\"Wait.\"}"
                            : DONE)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(busy ? 409 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        });

        assertThat(rest.run("import", "/old", "--yes", "--unverified", "--suspicious"))
                .as(rest.out.toString())
                .isZero();

        assertThat(rest.out.toString()).contains("  waits its turn: The container is busy with x.\n");
        assertThat(asked).hasValue(2);
    }

    @Test
    void value_that_nobody_set_is_named_after_the_installation() {
        rest.answers.put("GET imports/look", ONE.formatted("ab"));
        rest.answers.put(
                "POST plans",
                PLAN.replace(
                        "\"permissions\":[],",
                        "\"permissions\":[{\"permission\":\"env:WEATHER_KEY\",\"words\":\"read it\"}],"));
        rest.answers.put(
                "GET skills/clawhub.acme.tool",
                "{\"id\":\"clawhub.acme.tool\",\"permissions\":[\"env:WEATHER_KEY\"],\"env_set\":[]}");

        assertThat(rest.run("import", "/old", "--yes", "--unverified", "--suspicious"))
                .isZero();

        assertThat(rest.out.toString())
                .contains("no value is set: WEATHER_KEY; set it with ./ctos grant clawhub.acme.tool env:WEATHER_KEY\n");
    }

    @Test
    void folder_without_a_name_is_wrong_usage() {
        assertThat(rest.run("import", "")).isEqualTo(2);
        assertThat(rest.changes).isEmpty();
    }
}
