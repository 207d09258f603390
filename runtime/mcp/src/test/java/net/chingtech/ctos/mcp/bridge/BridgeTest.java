package net.chingtech.ctos.mcp.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.mcp.internal.TestContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bridge in front of the real MCP door. */
@Timeout(300)
class BridgeTest {

    @TempDir
    Path home;

    private TestContainer container;
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        container = container();
        wire = new Wire(home);
    }

    /** The answer to a later request shows that the introduction is over. */
    private void initialize() throws Exception {
        wire.initialize();
        assertThat(wire.ask("{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}"))
                .contains("\"id\":\"p\"");
    }

    private TestContainer container() throws Exception {
        TestContainer started = new TestContainer(0);
        started.router.put("echo", "{\"type\":\"object\"}", input -> input);
        started.toolsChanged();
        Wire.point(home, started.url(), "one");
        return started;
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    private static String call(String id, String text) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"echo\","
                + "\"arguments\":{\"text\":\"" + text + "\"}}}";
    }

    @Test
    void toolsAreListedAndCalled_eachAnswerInOneLine() throws Exception {
        wire.initialize();

        assertThat(wire.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))
                .contains("\"id\":1", "\"name\":\"echo\"");
        assertThat(wire.ask(call("\"a\\n1\"", "grüß\\ndich")))
                .contains("\"id\":\"a\\n1\"", "\"structuredContent\":{\"text\":\"grüß\\ndich\"}");
        wire.end();
        assertThat(wire.log()).isEmpty();
    }

    @Test
    void requestsBeforeTheEndOfTheInput_areAllAnswered() throws Exception {
        wire.initialize();
        for (int i = 1; i <= 20; i++) {
            wire.send(call(String.valueOf(i), "x"));
        }
        List<String> answers = new java.util.ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            answers.add(wire.next().replaceAll(".*\"id\":(\\d+).*", "$1"));
        }
        wire.end();
        assertThat(answers).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void changedTools_areTold() throws Exception {
        wire.initialize();
        // An answer to a later request shows that the introduction is over; the stream opens about then.
        String told = null;
        for (int i = 0; told == null; i++) {
            container.router.put("more_" + i, "{\"type\":\"object\"}", input -> Map.of());
            container.toolsChanged();
            String line = wire.ask("{\"jsonrpc\":\"2.0\",\"id\":\"list\",\"method\":\"tools/list\"}");
            told = line.contains("list_changed") ? line : null;
        }
        assertThat(told).isEqualTo(Message.TOOLS_CHANGED);
    }

    @Test
    void containerThatIsDown_isSaidForEachRequest() throws Exception {
        initialize();
        String url = container.url();
        container.close();

        String answer = wire.ask(call("7", "x"));
        assertThat(answer)
                .startsWith("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32000,\"message\":\"")
                .contains("does not answer at " + url, "./ctos run --home " + home);
        assertThat(wire.ask(call("8", "x"))).contains("\"id\":8", "\"error\"");
        assertThat(wire.log()).contains("ctos mcp: the skill container does not answer");
    }

    @Test
    void containerThatWasStartedAnew_isUsedWithoutAWord() throws Exception {
        initialize();
        container.close();
        container = container();
        container.router.put("late", "{\"type\":\"object\"}", input -> Map.of());
        container.toolsChanged();

        wire.send(call("7", "again"));
        // In either order, and told twice when the new container was listened to before its tools changed.
        Set<String> lines = new HashSet<>();
        while (lines.size() < 2) {
            lines.add(wire.next());
        }

        assertThat(lines).contains(Message.TOOLS_CHANGED);
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("\"id\":7", "\"text\":\"again\""));
        assertThat(wire.log()).contains("was started anew").doesNotContain("one\n");
    }

    @Test
    void restartWithoutARequest_isNoticedByListening() throws Exception {
        wire.initialize();
        assertThat(wire.ask(call("1", "x"))).contains("\"id\":1");
        container.close();
        container = container();

        assertThat(wire.next()).isEqualTo(Message.TOOLS_CHANGED);
    }

    @Test
    void refusedToken_isSaid_andNeverShown() throws Exception {
        Wire.point(home, container.url(), "a-wrong-token");

        String answer = wire.ask("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\"}");

        assertThat(answer).contains("refuses the token").doesNotContain("a-wrong-token");
        assertThat(wire.log()).doesNotContain("a-wrong-token");

        Wire.point(home, container.url(), "two\nlines-of-secret");
        assertThat(wire.ask("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\"}"))
                .contains("one line with a token")
                .doesNotContain("lines-of-secret");
    }

    @Test
    void homeWithoutAContainer_isSaid() throws Exception {
        Files.delete(home.resolve("run/container.json"));

        assertThat(wire.ask(call("1", "x"))).contains("no skill container runs in " + home);
    }

    @Test
    void addressElsewhereWithoutTls_getsNoToken() throws Exception {
        Wire.point(home, "http://skills.example.org", "one");

        assertThat(wire.ask(call("1", "x"))).contains("no proper address");
    }

    @Test
    void lineThatIsNoMessage_isAnsweredAsSuch() throws Exception {
        assertThat(wire.ask("hello")).contains("\"id\":null", "-32700");
        assertThat(wire.ask("[]")).contains("-32700");
        wire.initialize();
    }
}
