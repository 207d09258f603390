package net.chingtech.ctos.host.internal.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.CallTally;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator sees of a skill's calls. */
class CallBookTest {

    private static final SkillId ACCOUNTING = new SkillId("net.example.accounting");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Router router = new Router();
    private FakeSkill skill;

    @BeforeEach
    void start() throws Exception {
        skill = new FakeSkill("net.example.accounting", "1.0.0", "vat", "private_ledger");
        router.switchTo(skill);
    }

    @AfterEach
    void stop() {
        router.stop();
    }

    @Test
    void everyCall_counts_andTheLastErrorIsRemembered() {
        Instant before = Instant.now();
        call("vat", Map.of("net", "1"), Caller.Kind.AGENT);
        call("vat", Map.of("net", 5), Caller.Kind.AGENT);
        call("private_ledger", Map.of("net", "1"), Caller.Kind.SKILL);

        CallTally tally = awaited(now -> now.errors() == 2 && now.running() == 0);
        assertThat(tally.calls()).isEqualTo(3);
        assertThat(tally.lastError().code()).isEqualTo("call_denied");
        assertThat(tally.lastError().at()).isBetween(before, Instant.now());
    }

    @Test
    void callOfNoTool_orOfAnothersTool_isNobodys() {
        call("nothing", Map.of(), Caller.Kind.AGENT);
        router.call(
                new SkillId("net.example.crm"),
                new ToolCall("vat", Map.of("net", "1"), new Caller(Caller.Kind.SKILL, "net.example.other")));

        assertThat(router.calls(ACCOUNTING)).isEqualTo(CallTally.NONE);
    }

    @Test
    void callThatWaitsForTheNextVersion_countsOnce_andRunsUntilItIsAnswered() throws Exception {
        ToolRouter.Hold hold = router.hold(ACCOUNTING, PATIENCE);
        call("vat", Map.of("net", "1"), Caller.Kind.AGENT);
        assertThat(router.calls(ACCOUNTING)).isEqualTo(new CallTally(1, 0, 1, null));
        FakeSkill next = new FakeSkill("net.example.accounting", "2.0.0", "vat");
        next.gate = new CompletableFuture<>();
        router.switchTo(next);

        hold.close();
        assertThat(router.calls(ACCOUNTING)).isEqualTo(new CallTally(1, 0, 1, null));
        next.gate.complete(null);

        assertThat(awaited(now -> now.running() == 0)).isEqualTo(new CallTally(1, 0, 0, null));
        router.retire(ACCOUNTING);
        assertThat(router.calls(ACCOUNTING).calls()).isEqualTo(1);
    }

    private CompletionStage<ToolResult> call(String tool, Map<String, Object> input, Caller.Kind kind) {
        return router.call(new ToolCall(tool, input, new Caller(kind, "net.example.other")));
    }

    /** Who asked may have its answer a moment before it is counted. */
    private CallTally awaited(Predicate<CallTally> there) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        CallTally now = router.calls(ACCOUNTING);
        while (!there.test(now) && System.nanoTime() < end) {
            Thread.onSpinWait();
            now = router.calls(ACCOUNTING);
        }
        assertThat(there.test(now)).as("seen last: " + now).isTrue();
        return now;
    }
}
