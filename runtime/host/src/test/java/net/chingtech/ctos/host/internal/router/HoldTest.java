package net.chingtech.ctos.host.internal.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.runtime.ToolRouter.Hold;
import net.chingtech.ctos.runtime.ToolRouter.ToolNameTaken;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldTest {

    private static final SkillId ACCOUNTING = new SkillId("net.example.accounting");
    private static final SkillId CRM = new SkillId("net.example.crm");
    private static final Caller AGENT = new Caller(Caller.Kind.AGENT, "agent");
    private static final Caller SKILL = new Caller(Caller.Kind.SKILL, CRM.value());
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String WANTS_GROSS = """
            {"type":"object","properties":{"gross":{"type":"string"}},"required":["gross"],"additionalProperties":false}
            """;

    private final Router router = new Router();

    @AfterEach
    void stop() {
        router.stop();
    }

    @Test
    void aHeldUpdate_letsCallsWait_andTheNewVersionAnswersThemInTheirOrder() throws Exception {
        FakeSkill one = version("1.0.0");
        FakeSkill two = version("2.0.0");
        router.switchTo(one);
        List<CompletableFuture<ToolResult>> answers = new ArrayList<>();

        Hold hold = router.hold(ACCOUNTING, LONG);
        answers.add(call("0"));
        router.retire(ACCOUNTING).orElseThrow().drainAndStop(PATIENCE).getValue();
        assertThat(router.tools()).extracting(t -> t.tool().name()).containsExactly("vat");
        assertThat(router.running(ACCOUNTING)).isEmpty();
        answers.add(call("1"));
        router.switchTo(two);
        answers.add(router.call(ACCOUNTING, new ToolCall("vat", Map.of("net", "2"), AGENT))
                .toCompletableFuture());
        assertThat(hold.waiting()).isEqualTo(3);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        hold.close();

        assertThat(answers).allSatisfy(answer -> assertThat(version(answer)).isEqualTo("2.0.0"));
        assertThat(two.taken).extracting(call -> call.text("net")).containsExactly("0", "1", "2");
        assertThat(one.taken).isEmpty();
        assertThat(hold.waiting()).isZero();
    }

    @Test
    void aSkillThatTakesThePlaceOfOneThatStopped_mayHaveItsNames_andGivesThemBack() throws Exception {
        FakeSkill follower = new FakeSkill(CRM.value(), "9.0.0", "vat");
        router.switchTo(version("1.0.0"));
        assertThatThrownBy(() -> router.switchTo(follower)).isInstanceOf(ToolNameTaken.class);

        Hold hold = router.hold(ACCOUNTING, LONG);
        CompletableFuture<ToolResult> waited = call("1");
        router.retire(ACCOUNTING);
        router.switchTo(follower);
        hold.close();
        assertThat(version(waited)).isEqualTo("9.0.0");

        Hold undone = router.hold(CRM, LONG);
        router.retire(CRM);
        CompletableFuture<ToolResult> meanwhile = call("2");
        router.switchTo(version("1.0.0"));
        undone.close();
        assertThat(version(meanwhile)).isEqualTo("1.0.0");
    }

    @Test
    void aCallThatWaitedItsTime_endsUntried_andOthersWaitOn() throws Exception {
        FakeSkill one = version("1.0.0");
        router.switchTo(one);

        Hold hold = router.hold(ACCOUNTING, Duration.ofMillis(20));
        CompletableFuture<ToolResult> late = call("1");

        assertThat(code(late)).isEqualTo("skill_updating");
        assertThat(hold.waiting()).isZero();
        hold.close();
        assertThat(version(call("2"))).isEqualTo("1.0.0");
        assertThat(one.taken).extracting(call -> call.text("net")).containsExactly("2");
    }

    @Test
    void whatNobodyRunsAtTheEnd_isUnknown_andOnlyThenGoneFromTheList() throws Exception {
        AtomicInteger told = new AtomicInteger();
        router.switchTo(version("1.0.0"));
        router.listeners = List.of(told::incrementAndGet);

        Hold hold = router.hold(ACCOUNTING, LONG);
        router.retire(ACCOUNTING);
        CompletableFuture<ToolResult> answer = call("1");
        assertThat(told).hasValue(0);
        hold.close();

        assertThat(code(answer)).isEqualTo("tool_unknown");
        assertThat(router.tools()).isEmpty();
        assertThat(told).hasValue(1);
    }

    @Test
    void anUndoneUpdate_isNoChangeOfTheList() throws Exception {
        AtomicInteger told = new AtomicInteger();
        router.switchTo(version("1.0.0"));
        router.listeners = List.of(told::incrementAndGet);

        Hold hold = router.hold(ACCOUNTING, LONG);
        router.retire(ACCOUNTING).orElseThrow().drainAndStop(PATIENCE).getValue();
        CompletableFuture<ToolResult> answer = call("1");
        router.switchTo(version("1.0.0"));
        hold.close();

        assertThat(version(answer)).isEqualTo("1.0.0");
        assertThat(told).hasValue(0);
    }

    @Test
    void aCallThatItsCallerCancelled_isNeverSent() throws Exception {
        FakeSkill one = version("1.0.0");
        router.switchTo(one);

        Hold hold = router.hold(ACCOUNTING, LONG);
        CompletableFuture<ToolResult> cancelled = call("1");
        CompletableFuture<ToolResult> other = call("2");
        cancelled.cancel(false);
        assertThat(hold.waiting()).isEqualTo(1);
        hold.close();

        assertThat(version(other)).isEqualTo("1.0.0");
        assertThat(one.taken).extracting(call -> call.text("net")).containsExactly("2");
    }

    @Test
    void holdsCount_andEachIsTakenBackOnce() throws Exception {
        router.switchTo(version("1.0.0"));

        Hold outer = router.hold(ACCOUNTING, LONG);
        Hold inner = router.hold(ACCOUNTING, Duration.ofMillis(1));
        CompletableFuture<ToolResult> answer = call("1");
        inner.close();
        inner.close();
        assertThat(outer.waiting()).isEqualTo(1);
        assertThat(answer).isNotDone();
        outer.close();

        assertThat(version(answer)).isEqualTo("1.0.0");
    }

    @Test
    void aNewHold_takesBackInWhatHasNotGoneOnYet() throws Exception {
        FakeSkill one = version("1.0.0");
        one.gate = new CompletableFuture<>();
        router.switchTo(one);
        Hold first = router.hold(ACCOUNTING, LONG);
        List<CompletableFuture<ToolResult>> answers = calls(HeldCalls.AT_ONCE + 3);
        first.close();
        assertThat(first.waiting()).isEqualTo(3);

        Hold second = router.hold(ACCOUNTING, LONG);
        one.gate.complete(null);
        for (CompletableFuture<ToolResult> answer : answers.subList(0, HeldCalls.AT_ONCE)) {
            assertThat(version(answer)).isEqualTo("1.0.0");
        }
        assertThat(second.waiting()).isEqualTo(3);
        router.switchTo(version("2.0.0"));
        second.close();

        assertThat(version(answers.get(answers.size() - 1))).isEqualTo("2.0.0");
    }

    @Test
    void manyThatWaited_goOnAtTheSkillsPace_andNoneIsRefusedForTheOthers() throws Exception {
        FakeSkill one = new FakeSkill(ACCOUNTING.value(), "1.0.0", WANTS_GROSS, 32, "vat");
        router.switchTo(one);

        Hold hold = router.hold(ACCOUNTING, LONG);
        List<CompletableFuture<ToolResult>> answers = new ArrayList<>();
        for (int i = 0; i < HeldCalls.MOST; i++) {
            answers.add(router.call(new ToolCall("vat", Map.of("gross", "" + i), AGENT))
                    .toCompletableFuture());
        }
        assertThat(code(call("one more"))).isEqualTo("skill_busy");
        one.gate = new CompletableFuture<>();
        hold.close();
        assertThat(one.taken).hasSize(HeldCalls.AT_ONCE);
        one.gate.complete(null);

        for (CompletableFuture<ToolResult> answer : answers) {
            assertThat(version(answer)).isEqualTo("1.0.0");
        }
        assertThat(one.taken)
                .extracting(call -> Integer.parseInt(call.text("gross")))
                .isSorted()
                .hasSize(HeldCalls.MOST);
    }

    @Test
    void largeInputsThatWait_areFewerThanWhatTheMemoryHas() throws Exception {
        router.switchTo(version("1.0.0"));
        Hold hold = router.hold(ACCOUNTING, LONG);
        String large = "9".repeat(1_000_000);
        List<CompletableFuture<ToolResult>> answers = new ArrayList<>();
        for (long bytes = large.length(); bytes < HeldCalls.MOST_BYTES; bytes += large.length()) {
            answers.add(call(large));
        }

        assertThat(code(call(large))).isEqualTo("skill_busy");
        assertThat(answers).hasSizeGreaterThan(10).noneMatch(CompletableFuture::isDone);

        answers.remove(0).cancel(false);
        answers.add(call(large));
        hold.close();
        for (CompletableFuture<ToolResult> answer : answers) {
            assertThat(version(answer)).isEqualTo("1.0.0");
        }
    }

    @Test
    void whatIsRoutedThen_judgesInputAndCaller() throws Exception {
        router.switchTo(version("1.0.0"));

        Hold hold = router.hold(ACCOUNTING, LONG);
        CompletableFuture<ToolResult> old = call("1");
        CompletableFuture<ToolResult> fresh =
                router.call(new ToolCall("vat", Map.of("gross", "1"), AGENT)).toCompletableFuture();
        CompletableFuture<ToolResult> gone =
                router.call(ACCOUNTING, new ToolCall("vat", Map.of(), SKILL)).toCompletableFuture();
        router.switchTo(new FakeSkill(ACCOUNTING.value(), "2.0.0", WANTS_GROSS, 32, "vat"));
        hold.close();

        assertThat(code(old)).isEqualTo("input_invalid");
        assertThat(version(fresh)).isEqualTo("2.0.0");
        assertThat(code(gone)).isEqualTo("input_invalid");
    }

    @Test
    void aToolThatIsNoLongerExported_isDeniedToTheSkillThatWaited() throws Exception {
        router.switchTo(new FakeSkill(ACCOUNTING.value(), "1.0.0", "private_vat"));
        Hold hold = router.hold(ACCOUNTING, LONG);

        CompletableFuture<ToolResult> answer = router.call(
                        ACCOUNTING, new ToolCall("private_vat", Map.of("net", "1"), SKILL))
                .toCompletableFuture();
        assertThat(hold.waiting()).isEqualTo(1);
        hold.close();

        assertThat(code(answer)).isEqualTo("call_denied");
    }

    @Test
    void aVersionThatStopsBehindItsHold_failsNobody() throws Exception {
        FakeSkill one = version("1.0.0");
        router.switchTo(one);

        Hold hold = router.hold(ACCOUNTING, LONG);
        // Not retired: who was on the way already asks it, and is turned away.
        one.drainAndStop(PATIENCE).getValue();
        CompletableFuture<ToolResult> passing = new CallChain(List.of(ACCOUNTING))
                .bind(() -> router.call(new ToolCall("vat", Map.of("net", "1"), AGENT)))
                .toCompletableFuture();
        assertThat(hold.waiting()).isEqualTo(1);
        router.switchTo(version("2.0.0"));
        hold.close();

        assertThat(version(passing)).isEqualTo("2.0.0");
    }

    @Test
    void aVersionThatStopsAndIsNotReplaced_saysSo_whenTheHoldEnds() throws Exception {
        FakeSkill one = version("1.0.0");
        router.switchTo(one);

        Hold hold = router.hold(ACCOUNTING, LONG);
        one.drainAndStop(PATIENCE).getValue();
        CompletableFuture<ToolResult> answer = call("1");
        hold.close();

        assertThat(code(answer)).isEqualTo("skill_stopping");
    }

    @Test
    void whatARunningCallOfAHeldSkillCalls_goesOn_whileItCan() throws Exception {
        router.switchTo(version("1.0.0"));
        FakeSkill crm = new FakeSkill(CRM.value(), "1.0.0", "customer");
        router.switchTo(crm);
        Hold ours = router.hold(ACCOUNTING, LONG);
        Hold theirs = router.hold(CRM, LONG);

        // A call that runs in crm asks accounting; the two are updated together, crm is stopped first.
        assertThat(version(fromCrm())).isEqualTo("1.0.0");
        router.retire(ACCOUNTING).orElseThrow().drainAndStop(PATIENCE).getValue();
        CompletableFuture<ToolResult> tooLate = fromCrm();
        assertThat(ours.waiting()).isEqualTo(1);
        theirs.close();
        router.switchTo(version("2.0.0"));
        ours.close();

        assertThat(version(tooLate)).isEqualTo("2.0.0");
    }

    @Test
    void aSkillsCallThatWaited_keepsTheChainItCameBy() throws Exception {
        router.switchTo(version("1.0.0"));
        FakeSkill two = version("2.0.0");
        Hold hold = router.hold(ACCOUNTING, LONG);

        CompletableFuture<ToolResult> answer = fromCrm();
        router.switchTo(two);
        assertThat(hold.waiting()).isEqualTo(1);
        hold.close();

        assertThat(version(answer)).isEqualTo("2.0.0");
        assertThat(two.chain.skills()).containsExactly(CRM);
    }

    @Test
    void anInputThatIsNoValue_doesNotWait() throws Exception {
        router.switchTo(version("1.0.0"));
        Hold hold = router.hold(ACCOUNTING, LONG);

        assertThat(code(router.call(new ToolCall("vat", Map.of("net", new Object()), AGENT))
                        .toCompletableFuture()))
                .isEqualTo("input_invalid");
        assertThat(code(router.call(new ToolCall("other", Map.of(), AGENT)).toCompletableFuture()))
                .isEqualTo("tool_unknown");
        assertThat(code(router.call(CRM, new ToolCall("vat", Map.of(), AGENT)).toCompletableFuture()))
                .isEqualTo("tool_unknown");
        assertThat(hold.waiting()).isZero();
    }

    @Test
    void theEndOfTheContainer_endsWhatWaits() throws Exception {
        router.switchTo(version("1.0.0"));
        router.hold(ACCOUNTING, LONG);
        CompletableFuture<ToolResult> answer = call("1");

        router.stop();

        assertThat(code(answer)).isEqualTo("skill_stopping");
    }

    private static FakeSkill version(String version) throws Exception {
        return new FakeSkill(ACCOUNTING.value(), version, "vat");
    }

    private CompletableFuture<ToolResult> call(String net) {
        return router.call(new ToolCall("vat", Map.of("net", net), AGENT)).toCompletableFuture();
    }

    private List<CompletableFuture<ToolResult>> calls(int count) {
        List<CompletableFuture<ToolResult>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(call(String.valueOf(i)));
        }
        return answers;
    }

    private CompletableFuture<ToolResult> fromCrm() throws Exception {
        return new CallChain(List.of(CRM))
                .bind(() -> router.call(ACCOUNTING, new ToolCall("vat", Map.of("net", "1"), SKILL)))
                .toCompletableFuture();
    }

    private static String version(CompletableFuture<ToolResult> answer) throws Exception {
        return String.valueOf(answer.get(60, TimeUnit.SECONDS).value().get("version"));
    }

    private static String code(CompletableFuture<ToolResult> answer) throws Exception {
        try {
            answer.get(60, TimeUnit.SECONDS);
            return "nothing refused it";
        } catch (ExecutionException e) {
            return ((ToolException) e.getCause()).code();
        }
    }
}
