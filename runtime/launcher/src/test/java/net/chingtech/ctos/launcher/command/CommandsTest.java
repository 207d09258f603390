package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.launcher.Main;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.RunningContainer;
import net.chingtech.ctos.launcher.home.SafeFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs whole commands against a small REST server that answers what a container would. */
class CommandsTest {

    private static final String TASK =
            "{\"task_id\":\"t1\",\"state\":\"%s\",\"percent\":%d,\"title\":\"Install a.b\",\"step\":\"x\",\"log\":[%s]%s}";

    @TempDir
    private Path folder;

    private final List<String> requests = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;
    private String lastTask = TASK.formatted("succeeded", 100, "\"fetched a.b\",\"started a.b\"", "");

    @BeforeEach
    void container() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ctos/api/v1/", this::answer);
        server.start();
        Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(folder.resolve("secrets"));
        for (String secret : List.of("api-token", "admin-password")) {
            SafeFiles.writeSecret(folder.resolve("secrets").resolve(secret), ("the-" + secret + "\n").getBytes());
        }
        RunningContainer.here("http://127.0.0.1:" + server.getAddress().getPort(), "http://127.0.0.1:1")
                .record(new Home(folder));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void an_install_shows_the_plan_agrees_to_it_and_tells_each_step_once() {
        assertThat(run("install", "a.b", "--version", "1.0.0", "--yes")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "install a.b 1.0.0",
                        "  from Example, community, by skillhub",
                        "  key sha256:00ff",
                        "  It runs in the container's framework.",
                        "  may use a temporary folder of its own  [filesystem:temp]",
                        "  may, if you like, keep its own tables in the database  [db:own]",
                        "to download: 12 bytes",
                        "  fetched a.b",
                        "  started a.b",
                        "done: Install a.b",
                        "not granted: keep its own tables in the database; if you like: ./ctos grant a.b db:own");
        assertThat(requests)
                .containsExactly(
                        "POST plans {\"action\":\"install\",\"id\":\"a.b\",\"version\":\"1.0.0\"}",
                        "POST tasks {\"plan_id\":\"p1\",\"digest\":\"d1\",\"accept\":"
                                + "{\"a.b@1.0.0#ee\":[\"filesystem:temp\"]},\"flags\":[]}",
                        "GET tasks/t1/events ");
    }

    @Test
    void without_a_yes_and_without_a_terminal_nothing_is_changed() {
        assertThat(run("install", "a.b")).isEqualTo(1);

        assertThat(err.toString()).contains("--yes").contains("(consent_missing)");
        assertThat(requests).noneMatch(request -> request.startsWith("POST tasks"));
    }

    @Test
    void a_task_that_failed_fails_the_command_with_its_own_problem() {
        lastTask = TASK.formatted(
                "failed",
                40,
                "\"undone\"",
                ",\"problem\":{\"status\":422,\"code\":\"digest_mismatch\",\"detail\":\"The JAR is not the one.\","
                        + "\"next_step\":\"Ask the publisher.\",\"more\":[\"a line\"]}");

        assertThat(run("install", "a.b", "--yes")).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("ctos: The JAR is not the one. Ask the publisher. (digest_mismatch)\n  a line\n");
    }

    @Test
    void json_prints_the_final_task_and_nothing_else() {
        assertThat(run("install", "a.b", "--yes", "--json")).isZero();

        assertThat(out.toString()).startsWith("{\"task_id\":\"t1\"").hasLineCount(1);
    }

    @Test
    void a_call_prints_the_tools_result() {
        assertThat(run("call", "accounting_vat", "{\"net\":\"100.10\"}")).isZero();

        assertThat(out.toString().strip()).isEqualTo("{\"vat\":\"5.01\"}");
        assertThat(requests).containsExactly("POST tools/accounting_vat {\"net\":\"100.10\"}");
    }

    @Test
    void a_refusal_is_told_in_one_line_or_as_json() {
        assertThat(run("info", "a.b")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("ctos: No source has a.b. Look with ./ctos search. (skill_unknown)\n");

        assertThat(run("info", "a.b", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"code\":\"skill_unknown\"");
    }

    @Test
    void wrong_usage_exits_2() {
        assertThat(run("install")).isEqualTo(2);
        assertThat(run("update")).isEqualTo(2);
        assertThat(run("update", "a.b", "--all")).isEqualTo(2);
        assertThat(run("call", "tool", "[1]")).isEqualTo(2);
        assertThat(run("call", "tool", "{\"text\":\"" + "x".repeat(1024 * 1024) + "\"}"))
                .isEqualTo(2);
        assertThat(run("frobnicate")).isEqualTo(2);
        assertThat(run("run", "--hub", "http://example.org")).isEqualTo(2);
        assertThat(run("run", "--sandbox", "chroot")).isEqualTo(2);
        assertThat(run("run", "--internal-host", "wiki.example")).isEqualTo(2);
        assertThat(run("run", "--internal-host", "10.0.0.1:80")).isEqualTo(2);
        assertThat(run("run", "--internal-host", "wiki.example:80,other:1")).isEqualTo(2);
        assertThat(run("run", "--largest-copy", "0")).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=99999", "--port=-1", "--hub-port=65536", "--port=abc", "--port=99999999999"})
    void port_that_is_none_is_wrong_usage_and_makes_no_home(String option) {
        Path home = folder.resolve("new");
        StringWriter complaint = new StringWriter();
        int code = Main.commandLine()
                .setErr(new PrintWriter(complaint, true))
                .execute("run", option, "--home", home.toString());

        assertThat(code).isEqualTo(2);
        assertThat(complaint.toString()).contains("is no port: 0 to 65535").doesNotContain("\tat ");
        assertThat(home).doesNotExist();
    }

    @Test
    void the_log_of_a_skill_is_its_own_and_what_the_container_wrote_of_it() throws Exception {
        Files.createDirectories(folder.resolve("logs/skills"));
        Files.writeString(folder.resolve("logs/skills/a.b.log"), "2026-03-01T10:00:02Z INFO from a.b itself\n");
        Files.write(
                folder.resolve("logs/container.log"),
                ("2026-03-01T10:00:01.500Z INFO [x] Host - Started a.b 1.0.0\n"
                                + "2026-03-01T10:00:01.600Z INFO [x] Host - Started a.b.c 1.0.0\n"
                                + "2026-03-01T10:00:03.000Z WARN [x] Host - a.b \u00ff fails\n\tat some.Line\n")
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run("logs", "a.b")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "2026-03-01T10:00:01.500Z INFO [x] Host - Started a.b 1.0.0",
                        "2026-03-01T10:00:02Z INFO from a.b itself",
                        "2026-03-01T10:00:03.000Z WARN [x] Host - a.b \ufffd fails",
                        "\tat some.Line");
        assertThat(run("logs", "a.b", "--lines", "0")).isEqualTo(2);
        assertThat(run("logs", "not.there")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing is logged of not.there");
    }

    @Test
    void the_password_is_not_printed_where_nobody_asked_for_it() {
        assertThat(run("password")).isZero();
        assertThat(run("password", "--show")).isEqualTo(1);
        assertThat(run("password", "--show", "--json")).isEqualTo(1);

        assertThat(out.toString())
                .contains(folder.resolve("secrets/admin-password").toString());
        assertThat(out.toString() + err).contains("(no_terminal)").doesNotContain("the-admin-password");
    }

    @Test
    void every_command_has_help_and_json() {
        everyCommandBelow(Main.commandLine());
    }

    private static void everyCommandBelow(CommandLine parent) {
        for (CommandLine command : parent.getSubcommands().values()) {
            String name = command.getCommandSpec().qualifiedName();
            for (String option : List.of("--help", "--json", "--home")) {
                assertThat(command.getCommandSpec().findOption(option))
                        .as(name + " " + option)
                        .isNotNull();
            }
            assertThat(command.getUsageMessage()).as(name).contains("Usage: ctos");
            everyCommandBelow(command);
        }
    }

    @Test
    void without_a_container_the_next_step_is_named() throws Exception {
        Files.delete(folder.resolve("run/container.json"));

        assertThat(run("list")).isEqualTo(1);

        assertThat(err.toString()).contains("no container runs on").contains("./ctos run");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("frobnicate")) {
            all.addAll(List.of("--home", folder.toString()));
        }
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/ctos/api/v1/".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + path + " " + body);
        assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer the-api-token");
        switch (path) {
            case "plans" ->
                send(
                        exchange,
                        201,
                        "{\"plan_id\":\"p1\",\"digest\":\"d1\",\"download_bytes\":12,\"items\":[{\"kind\":\"install\","
                                + "\"id\":\"a.b\",\"to\":\"1.0.0\",\"sha256\":\"ee\",\"source\":\"skillhub\","
                                + "\"publisher\":\"Example\",\"tier\":\"community\",\"key_id\":\"00ff\","
                                + "\"host\":\"in_framework\",\"host_notes\":[\"It runs in the container's framework.\"],\"permissions\":[{\"permission\":\"filesystem:temp\","
                                + "\"words\":\"use a temporary folder of its own\",\"reach\":[]}],"
                                + "\"optional_permissions\":[{\"permission\":\"db:own\","
                                + "\"words\":\"keep its own tables in the database\",\"reach\":[]}],"
                                + "\"gained\":[\"filesystem:temp\",\"db:own\"],\"lost\":[],\"flags\":[]}]}");
            case "tasks" -> send(exchange, 202, "{\"task_id\":\"t1\"}");
            case "tasks/t1/events" ->
                send(
                        exchange,
                        200,
                        "event: task\ndata: " + TASK.formatted("running", 10, "\"fetched a.b\"", "")
                                + "\n\n: still here\n\nevent: task\ndata: " + lastTask + "\n\n");
            case "tools/accounting_vat" -> send(exchange, 200, "{\"vat\":\"5.01\"}");
            default ->
                send(
                        exchange,
                        404,
                        "{\"status\":404,\"code\":\"skill_unknown\",\"detail\":\"No source has a.b.\","
                                + "\"next_step\":\"Look with ./ctos search.\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
