package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.ToolResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedHostilityTest extends ScriptedFixture {

    @ParameterizedTest
    @CsvSource({
        "die, child_died, It ended with code 7",
        "nonsense, child_misbehaved, The other end wrote",
        "refuse, skill_threw, its constructor threw",
        "lie, child_misbehaved, sandbox_missing",
        "no_tools, tools_missing, do",
        "bad_name, tools_invalid, tool.name",
        "bad_schema, tools_invalid, input schema of do",
        "two_tools, tools_invalid, two tools are called do",
        "unhealthy, health_failed, CRITICAL",
        "no_answer, child_misbehaved, what tools it has"
    })
    void a_start_that_goes_wrong_says_why_and_leaves_nothing(String script, String code, String detail)
            throws Exception {
        script(script);
        try {
            start();
        } catch (StartFailed e) {
            assertThat(e.problem().code()).as(e.problem().toString()).isEqualTo(code);
            assertThat(e.problem().detail()).contains(detail);
            assertThat(ProcessHandle.current().descendants()).isEmpty();
            assertThat(gateways.closed).isTrue();
            return;
        }
        throw new AssertionError("it started");
    }

    @Test
    void a_sandbox_that_fails_says_so() {
        sandbox.broken = true;
        try {
            start();
        } catch (StartFailed e) {
            assertThat(e.problem().code()).isEqualTo("sandbox_failed");
            assertThat(e.problem().detail()).contains("no more processes today");
            return;
        }
        throw new AssertionError("it started");
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, skill_restarted, child_misbehaved",
        "unasked, skill_restarted, child_misbehaved",
        "twice, once, child_misbehaved"
    })
    void nonsense_ends_the_process_with_a_reason(String what, String told, String problem) throws StartFailed {
        start();

        assertThat(call(what)).isEqualTo(told);

        await(() -> running.vitals().problem() != null, () -> running.vitals());
        assertThat(running.vitals().problem().code()).isEqualTo(problem);
        assertThat(echo()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource({
        "own_code, invoice_unknown",
        "stopping, tool_failed",
        "odd_code, tool_failed",
        "not_plain, result_invalid"
    })
    void what_a_call_answers_is_not_believed(String what, String told) throws StartFailed {
        start();

        assertThat(call(what)).isEqualTo(told);
        assertThat(running.vitals().problem()).isNull();
    }

    @Test
    void one_that_does_not_read_blocks_nobody() throws StartFailed {
        callsTake(SHORT_CALL);
        start();
        CompletableFuture<ToolResult> deaf = begin("deaf");
        String large = "x".repeat(900_000);
        List<CompletableFuture<ToolResult>> calls = new ArrayList<>();

        long begin = System.nanoTime();
        for (int i = 0; i < 7; i++) {
            calls.add(begin("echo", "text", large));
        }
        // Who waited for it to read would wait until its process is over.
        assertThat(System.nanoTime() - begin).isLessThan(SHORT_CALL.toNanos());

        assertThat(told(deaf)).isEqualTo("call_timeout");
        assertThat(calls).allSatisfy(call -> assertThat(told(call)).isIn("call_timeout", "skill_busy"));
        awaitTheNext();
        assertThat(echo()).isEqualTo("hello");
    }

    @Test
    void a_flood_of_errors_is_cut_short_in_the_log() throws StartFailed {
        callsTake(SHORT_CALL);
        long begin = System.nanoTime();
        start();

        assertThat(call("flood_err")).isEqualTo("call_timeout");
        awaitTheNext();
        assertThat(echo()).isEqualTo("hello");

        // Twenty a second, each with a word on those before it that were left out.
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds() + 1;
        assertThat((long) gateways.log.size()).isLessThan(300 + 40 * seconds);
        await(() -> gateways.log.stream().anyMatch(line -> line.contains("lines were left out")), () -> gateways.log);
    }

    @Test
    void a_flood_of_messages_does_not_reach_the_log_whole() throws StartFailed {
        callsTake(SHORT_CALL);
        start();

        assertThat(call("flood_out")).isIn("call_timeout", "skill_restarted");
        awaitTheNext();
        assertThat(echo()).isEqualTo("hello");
        assertThat(gateways.log).allSatisfy(line -> assertThat(line.length()).isLessThan(4_100));
    }

    @Test
    void gateways_are_asked_with_the_chain_of_the_call() throws StartFailed {
        start();

        assertThat(ask("skills.call", "{'call':CALL,'skill':'org.example.crm','tool':'find','input':{'a':1}}"))
                .contains("from")
                .contains("org.example.crm");
        assertThat(gateways.asked).containsExactly("skills org.example.crm find [org.example.scripted]");
        assertThat(ask("data.query", "{'call':CALL,'sql':'SELECT','parameters':[{'$date':'2026-01-31'},5]}"))
                .contains("$date")
                .contains("2026-01-31");
        assertThat(gateways.asked).contains("query SELECT [2026-01-31, 5]");
        assertThat(ask("data.update", "{'sql':'UPDATE','parameters':[]}")).contains("data_denied");
        assertThat(ask("http.send", "{'method':'GET','uri':'https://a.example/','headers':{'x':'y'},'timeout_ms':100}"))
                .contains("204");
        assertThat(ask("context.env", "{'name':'KEY'}")).contains("value of KEY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.drop | {} | method_unknown",
                "start | {} | method_unknown",
                "data.query | {'sql':'x'} | parameters_invalid",
                "data.query | {'sql':5,'parameters':[]} | parameters_invalid",
                "data.query | {'sql':'x','parameters':[],'more':1} | parameters_invalid",
                "data.query | {'sql':'x','parameters':[[1]]} | parameters_invalid",
                "data.query | {'call':4711,'sql':'x','parameters':[]} | parameters_invalid",
                "data.query | {'transaction':9,'sql':'x','parameters':[]} | data_refused",
                "data.commit | {'transaction':9} | data_refused",
                "http.send | {'method':'GET','uri':'a b','headers':{},'timeout_ms':100} | parameters_invalid",
                "http.send | {'method':'GET','uri':'http://a','headers':{},'timeout_ms':99999999} | parameters_invalid"
            })
    void what_no_gateway_takes_is_refused(String method, String parameters, String code) throws StartFailed {
        start();

        assertThat(ask(method, parameters)).contains(code);
        assertThat(gateways.asked).isEmpty();
        assertThat(running.vitals().problem()).isNull();
    }

    @Test
    void an_unknown_method_is_written_down_as_denied() throws StartFailed {
        start();
        ask("data.drop", "{}");

        assertThat(gateways.log).contains("denied the method data.drop");
    }

    @Test
    void a_slow_database_does_not_hold_other_calls() throws StartFailed {
        start();
        List<CompletableFuture<ToolResult>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(begin("ask", "method_", "data.query", "parameters", "{'sql':'SLOW','parameters':[]}"));
        }
        await(() -> gateways.asked.size() == 4, () -> gateways.asked);

        assertThat(echo()).isEqualTo("hello");
        gateways.slow.countDown();
        assertThat(waiting).allSatisfy(call -> assertThat(told(call)).contains("$date"));
    }

    @Test
    void a_transaction_ends_with_its_process() throws StartFailed {
        start();
        assertThat(ask("data.begin", "{}")).contains("transaction").contains("1");
        assertThat(ask("data.query", "{'transaction':1,'sql':'x','parameters':[]}"))
                .contains("rows");

        call("halt");

        await(() -> gateways.asked.contains("rollback"), () -> gateways.asked);
        assertThat(ask("data.commit", "{'transaction':1}")).contains("data_refused");
    }

    @Test
    void its_words_reach_its_log() throws StartFailed {
        start();

        assertThat(call("log")).isEqualTo("told");

        await(() -> gateways.log.contains("WARNING hear me"), () -> gateways.log);
        await(() -> gateways.log.contains("INFO starting ok"), () -> gateways.log);
    }

    private String ask(String method, String parameters) {
        return call("ask", "method_", method, "parameters", parameters);
    }
}
