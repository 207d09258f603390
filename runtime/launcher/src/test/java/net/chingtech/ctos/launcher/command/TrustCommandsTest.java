package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts, pins, hubs and releases in files, at the command line. */
class TrustCommandsTest {

    private static final String KEY = "ab".repeat(32);
    private static final String ROOT = "1a".repeat(32);
    private static final String ALERTS = """
            {"alerts":[
              {"id":"alert-2","at":"2026-11-20T12:00:00Z","level":"danger","skill":"a.b",
               "problem":{"code":"release_revoked","detail":"It was stopped.","next_step":"Update it."}},
              {"id":"alert-1","at":"2026-11-19T12:00:00Z","level":"notice","read_at":"2026-11-19T13:00:00Z",
               "problem":{"code":"metadata_stale","detail":"The lists expire.","next_step":"Wait."}}]}
            """;
    private static final String SOURCES = """
            [{"id":"skillhub:local","url":"http://127.0.0.1:1","max_tier":"official","root_fingerprint":"%1$s",
              "root_version":1,"as_of":"2026-11-20T12:00:00Z","expires_at":"2026-11-21T12:00:00Z"},
             {"id":"skillhub:other","url":"https://other.example","max_tier":"verified","root_fingerprint":"%1$s",
              "expires_at":"2026-11-19T12:00:00Z",
              "problem":{"code":"metadata_expired","detail":"Its timestamp expired.","next_step":"Ask whoever runs it."}},
             {"id":"folder"}]
            """.formatted(ROOT);
    private static final String TRUST = """
            {"sources":%s,"pins":[
              {"id":"a.b","source":"skillhub:local","publisher":"Example","key_id":"%s","authority":"%s",
               "since":"2026-11-01T08:00:00Z"},
              {"id":"a.c","source":"disk","publisher":"Stranger","key_id":"%s","since":"2026-11-01T08:00:00Z"}]}
            """.formatted(SOURCES, KEY, ROOT, KEY);
    private static final String PLAN = """
            {"plan_id":"p1","digest":"d1","items":[{"kind":"install","id":"a.b","to":"1.0.0","sha256":"ee",
             "publisher":"Stranger","tier":"community","source":"disk","key_id":"%s","flags":["unverified"],
             "permissions":[],"optional_permissions":[],"trust":{"words":["Nobody knows this key."]}}]}
            """.formatted(KEY);

    @TempDir
    private Path folder;

    private FakeRest rest;

    @BeforeEach
    void start() throws Exception {
        rest = new FakeRest(folder.resolve("home"));
        rest.answers.put("GET alerts", ALERTS);
        rest.answers.put("GET trust", TRUST);
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void alerts_are_told_with_their_next_step_until_they_were_read() {
        assertThat(rest.run("alerts")).isZero();

        assertThat(rest.out.toString().lines())
                .containsExactly(
                        "! danger  2026-11-20 12:00Z  a.b  (release_revoked)  alert-2",
                        "    It was stopped.",
                        "    Update it.",
                        "  notice  2026-11-19 12:00Z  (metadata_stale)  read",
                        "    The lists expire.",
                        "1 unread; mark them with --read ID, or --all");
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void alerts_are_marked_as_read_one_or_all() {
        assertThat(rest.run("alerts", "--read", "alert/2")).isZero();
        assertThat(rest.run("alerts", "--all")).isZero();
        assertThat(rest.run("alerts", "--all", "--read", "x")).isEqualTo(2);

        assertThat(rest.changes).containsExactly("PUT alerts/alert/2/read {}", "PUT alerts/alert-2/read {}");
    }

    @Test
    void danger_is_told_beside_the_answer_of_list_status_and_doctor() {
        rest.answers.put(
                "GET skills",
                "{\"skills\":[{\"id\":\"a.b\",\"version\":\"1.0.0\","
                        + "\"status\":\"quarantined\",\"tier\":\"community\",\"host\":\"process\","
                        + "\"problem\":{\"code\":\"release_revoked\",\"detail\":\"It was revoked: bad.\",\"next_step\":\"Update it.\"}}]}");
        rest.answers.put("GET status", "{\"state\":\"ready\",\"sources\":" + SOURCES + "}");

        assertThat(rest.run("list")).isZero();
        assertThat(rest.out.toString()).contains("quarantined", "  ! It was revoked: bad. Update it.");
        assertThat(rest.err.toString()).isEqualTo("! alerts: 1 unread, 1 of danger: see ./ctos alerts\n");

        assertThat(rest.run("list", "--json")).isZero();
        assertThat(rest.run("status")).isZero();
        assertThat(rest.out.toString())
                .contains("hub        skillhub:local http://127.0.0.1:1, up to official, root sha256:" + ROOT
                        + ", lists fresh until 2026-11-21 12:00Z")
                .contains("lists were good until 2026-11-19 12:00Z\n           ! Its timestamp expired. Ask whoever")
                .contains("hub        folder, signs no lists");

        assertThat(rest.run("doctor")).isEqualTo(1);
        assertThat(rest.out.toString())
                .contains("ok   hub        skillhub:local")
                .contains("!    hub        skillhub:other")
                .contains("!    alert      It was stopped. Update it. Read? ./ctos alerts --read alert-2")
                .contains("!    skill      a.b 1.0.0: quarantined");
    }

    @Test
    void trust_shows_hubs_and_pins_with_whole_fingerprints() {
        assertThat(rest.run("trust")).isZero();
        assertThat(rest.out.toString())
                .contains("  a.c  from disk since 2026-11-01 08:00Z\n    publisher  Stranger\n    key        sha256:"
                        + KEY
                        + "\n    authority  none known: nobody vouched for the publisher when this was written down")
                .contains("    authority  sha256:" + ROOT)
                .contains("    ! Its timestamp expired. Ask whoever runs it.");

        assertThat(rest.run("trust", "show", "--json")).isZero();
        assertThat(rest.out.toString()).contains("{\"sources\":[");
    }

    @Test
    void what_nobody_signed_has_a_place_and_no_key() {
        rest.answers.put(
                "GET trust",
                TRUST.replace("{\"id\":\"a.c\"", "{\"id\":\"clawhub.acme.tool\"")
                        .replace("disk", "clawhub:imported"));
        assertThat(rest.run("trust")).isZero();
        assertThat(rest.out.toString())
                .contains("is signed with one key:\n  a.b  from skillhub:local")
                .contains("Each of these is signed by nobody, and comes from one place only:\n"
                        + "  clawhub.acme.tool  from clawhub:imported since 2026-11-01 08:00Z\n"
                        + "    publisher  Stranger, as its place says\n    place      sha256:" + KEY + "\n")
                .doesNotContain("none known");

        assertThat(rest.run("trust", "forget", "clawhub.acme.tool")).isEqualTo(1);
        assertThat(rest.out.toString())
                .contains("  2. The place that its next installation comes from is taken as it comes");
    }

    @Test
    void forgetting_names_both_consequences_and_needs_a_yes() {
        assertThat(rest.run("trust", "forget", "a.c")).isEqualTo(1);
        assertThat(rest.out.toString())
                .contains("  1. It can then be installed from any source")
                .contains(
                        "  2. The key that signed its next installation is taken as it comes, and not compared with sha256:"
                                + KEY);
        assertThat(rest.err.toString()).contains("(consent_missing)").contains("--yes");
        assertThat(rest.run("trust", "forget", "a.c", "--json")).isEqualTo(1);
        assertThat(rest.changes).isEmpty();

        assertThat(rest.run("trust", "forget", "a.c", "--yes")).isZero();
        assertThat(rest.changes).containsExactly("DELETE trust/pins/a.c ");
        assertThat(rest.run("trust", "forget", "a.x", "--yes")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(pin_unknown)");
        assertThat(rest.run("trust", "forget")).isEqualTo(2);
        assertThat(rest.run("trust", "show", "a.b")).isEqualTo(2);
    }

    @Test
    void a_jar_is_sent_with_the_statement_beside_it_and_then_planned_from_disk() throws Exception {
        Path jar = Files.writeString(folder.resolve("notes.jar"), "the bytes of the JAR");
        rest.answers.put(
                "POST files",
                "{\"id\":\"a.b\",\"version\":\"1.0.0\",\"publisher\":\"Stranger\",\"key_id\":\"" + KEY + "\"}");
        rest.answers.put("POST plans", PLAN);

        assertThat(rest.run("install", jar.toString(), "--yes")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(statement_missing)");
        assertThat(rest.changes).isEmpty();

        Files.writeString(folder.resolve("notes.jar.statement.json"), "{the statement}");
        assertThat(rest.run("install", jar.toString(), "--yes")).isEqualTo(1);

        assertThat(rest.changes.get(0))
                .startsWith("POST files --ctos-")
                .contains("name=\"artifact\"", "\r\n\r\nthe bytes of the JAR\r\n--ctos-")
                .contains("name=\"statement\"", "\r\n\r\n{the statement}\r\n--ctos-");
        assertThat(rest.changes.get(1))
                .isEqualTo(
                        "POST plans {\"action\":\"install\",\"id\":\"a.b\",\"version\":\"1.0.0\",\"source\":\"disk\"}");
        assertThat(rest.changes).hasSize(2);
        assertThat(rest.out.toString())
                .contains("notes.jar says it is a.b 1.0.0 by Stranger\nits key is sha256:" + KEY)
                .contains("  ! Nobody knows this key.");
        assertThat(rest.err.toString())
                .contains("all that is known is the key sha256:" + KEY)
                .contains("--yes does not cover that")
                .contains("add --unverified")
                .contains("(consent_missing)");
    }

    @Test
    void a_jar_is_planned_without_being_installed() throws Exception {
        Path jar = Files.writeString(folder.resolve("notes.jar"), "x");
        Files.writeString(folder.resolve("notes.jar.statement.json"), "{}");
        rest.answers.put("POST files", "{\"id\":\"a.b\",\"version\":\"1.0.0\"}");
        rest.answers.put("POST plans", PLAN);

        assertThat(rest.run("plan", "install", jar.toString())).isZero();
        assertThat(rest.run("plan", "update", "a.b", "--statement", jar.toString()))
                .isEqualTo(2);

        assertThat(rest.changes).hasSize(2);
        assertThat(rest.changes.get(1)).startsWith("POST plans ").contains("\"source\":\"disk\"");
    }

    @Test
    void the_flag_that_was_given_is_sent_with_the_yes() throws Exception {
        Path jar = Files.writeString(folder.resolve("notes-signed.jar"), "x");
        Files.writeString(folder.resolve("notes-signed.jar.statement.json"), "{}");
        rest.answers.put("POST files", "{\"id\":\"a.b\",\"version\":\"1.0.0\"}");
        rest.answers.put("POST plans", PLAN);
        rest.answers.put("POST tasks", "{\"task_id\":\"t1\"}");
        rest.answers.put(
                "GET tasks/t1/events",
                "data: {\"task_id\":\"t1\",\"state\":\"succeeded\",\"title\":\"done\",\"log\":[]}\n\n");

        assertThat(rest.run("install", jar.toString(), "--yes", "--unverified"))
                .as(rest.err.toString())
                .isZero();

        assertThat(rest.changes.get(2)).startsWith("POST tasks ").contains("\"flags\":[\"unverified\"]");
    }

    @Test
    void what_is_neither_a_file_nor_an_id_is_said_to_be_so() throws Exception {
        assertThat(rest.run("install", "./not-there.jar")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("neither the id of a skill nor a JAR that is there", "(file_missing)");
        Path jar = Files.writeString(folder.resolve("a.jar"), "x");
        assertThat(rest.run(
                        "install",
                        jar.toString(),
                        "--statement",
                        folder.resolve("none").toString()))
                .isEqualTo(1);
        Files.writeString(folder.resolve("a.jar.statement.json"), "{}");
        assertThat(rest.run("install", jar.toString(), "--version", "1.0.0")).isEqualTo(2);
        assertThat(rest.run("install", jar.toString(), "--source", "local")).isEqualTo(2);
        assertThat(rest.run("install", "a.b", "--statement", jar.toString())).isEqualTo(2);
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void a_source_is_named_as_trust_shows_it_or_by_its_name_alone() {
        rest.run("plan", "install", "a.b", "--source", "other");
        rest.run("install", "a.b", "--source", "skillhub:other");

        assertThat(rest.changes)
                .allMatch(change -> change.endsWith("\"source\":\"skillhub:other\"}"))
                .hasSize(2);
    }

    @Test
    void updates_that_are_not_silent_and_pins_of_what_is_looked_at_are_told() {
        rest.answers.put(
                "POST updates/check",
                "{\"updates\":[{\"id\":\"a.b\",\"current_version\":\"1.0.0\",\"latest_version\":\"1.1.0\","
                        + "\"severity\":\"minor\",\"not_silent\":{\"code\":\"release_too_young\",\"detail\":\"3 hours old.\"}}]}");
        rest.run("updates");
        rest.run("info", "a.b");

        assertThat(rest.out.toString())
                .contains("a.b 1.0.0 -> 1.1.0 (minor)\n    comes by itself later: 3 hours old.")
                .contains("pinned       to Example, skillhub:local, key sha256:" + KEY);
    }
}
