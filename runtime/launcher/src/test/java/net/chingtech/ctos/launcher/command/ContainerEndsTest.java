package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.TaskWatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container goes away while somebody waits for its answer. */
class ContainerEndsTest {

    private static final String RUNNING =
            "{\"task_id\":\"t1\",\"state\":\"running\",\"title\":\"Install a.b\",\"log\":[]}";
    private static final String STARTING =
            "{\"status\":503,\"code\":\"starting\",\"detail\":\"It is starting.\",\"next_step\":\"Wait.\"}";

    @TempDir
    private Path folder;

    private FakeRest rest;

    @BeforeEach
    void container() throws Exception {
        rest = new FakeRest(folder);
    }

    @AfterEach
    void close() {
        rest.close();
    }

    @Test
    void request_that_is_not_answered_is_told_in_words() {
        rest.doors.put("GET audit", HttpExchange::close);
        assertThat(rest.run("audit")).isEqualTo(1);
        assertThat(rest.err.toString())
                .isEqualTo("ctos: the container ended while it worked on this; a change that was under way is finished"
                        + " or undone at its next start. Start it with ./ctos run, then look at ./ctos alerts."
                        + " (container_ended)\n");
    }

    @Test
    void copy_that_is_cut_off_is_told_in_words_and_not_kept() {
        rest.doors.put("GET audit/export", cut("{\"number\":1"));
        Path copy = folder.resolve("copy.jsonl");
        assertThat(rest.run("audit", "export", copy.toString())).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(container_ended)").doesNotContain("java.");
        assertThat(copy).doesNotExist();
    }

    @Test
    void task_whose_container_ends_is_told_in_words() {
        rest.doors.put("GET tasks/t1/events", cut("data:" + RUNNING + "\n\n"));
        assertThat(followed()).isEqualTo("container_ended");
    }

    @Test
    void task_whose_container_is_on_its_way_out_is_told_in_words() {
        rest.doors.put("GET tasks/t1/events", answer(200, "data:" + RUNNING + "\n\n"));
        List<String> codes = new ArrayList<>();
        for (HttpHandler ending : List.of(answer(404, "<h2>Not Found</h2>"), answer(503, ""), answer(503, STARTING))) {
            rest.doors.put("GET tasks/t1", ending);
            codes.add(followed());
        }
        assertThat(codes).containsExactly("container_ended", "container_ended", "container_ended");
    }

    @Test
    void container_that_never_answered_is_not_said_to_have_ended() {
        rest.close();
        assertThat(rest.run("audit")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("nothing answers at", "(container_unreachable)");
    }

    private String followed() {
        ContainerClient client = new ContainerClient(rest.url(), "the-api-token");
        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> new TaskWatch(client, step -> {}).follow("t1"));
        Problem problem = failed.problem();
        assertThat(problem.detail()).doesNotContain("java.", "HTTP/1.1");
        return problem.code();
    }

    private static HttpHandler answer(int status, String body) {
        return exchange -> send(exchange, status, body, body.length());
    }

    /** Ends the connection before all is sent that was promised. */
    private static HttpHandler cut(String body) {
        return exchange -> send(exchange, 200, body, body.length() + 1_000);
    }

    private static void send(HttpExchange exchange, int status, String body, int promised) throws IOException {
        exchange.sendResponseHeaders(status, promised == 0 ? -1 : promised);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }
}
