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
import net.chingtech.ctos.host.updates.UpdateDrill;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final SkillId ACCOUNTING = new SkillId("net.example.accounting");
    private static final Caller AGENT = new Caller(Caller.Kind.AGENT, "agent");
    private static final Caller SKILL = new Caller(Caller.Kind.SKILL, "net.example.other");

    private final Router router = new Router();

    @AfterEach
    void stop() {
        router.stop();
    }

    @Test
    void aSwitch_movesAllToolsAtOnce_andHandsBackTheVersionBefore() throws Exception {
        FakeSkill one = new FakeSkill("net.example.accounting", "1.0.0", "vat", "old");
        FakeSkill two = new FakeSkill("net.example.accounting", "2.0.0", "vat", "fresh");

        assertThat(router.switchTo(one)).isEmpty();
        assertThat(router.switchTo(two)).containsSame(one);

        assertThat(router.tools())
                .extracting(t -> t.tool().name() + " " + t.version())
                .containsExactly("fresh 2.0.0", "vat 2.0.0");
        assertThat(answer("vat", AGENT)).isEqualTo("2.0.0");
        assertThat(code("old", AGENT)).isEqualTo("tool_unknown");
        assertThat(router.running(ACCOUNTING)).containsSame(two);
    }

    @Test
    void aNameThatIsTaken_changesNothing() throws Exception {
        FakeSkill first = new FakeSkill("net.example.accounting", "1.0.0", "vat");
        router.switchTo(first);

        assertThatThrownBy(() -> router.switchTo(new FakeSkill("net.example.thief", "1.0.0", "other", "vat")))
                .isInstanceOf(ToolRouter.ToolNameTaken.class)
                .hasMessageContaining("net.example.accounting");
        assertThat(router.tools()).extracting(t -> t.tool().name()).containsExactly("vat");
        assertThat(router.running(new SkillId("net.example.thief"))).isEmpty();
    }

    @Test
    void anotherSkill_mayCallOnlyWhatIsExported_andOnlyTheOwnersTools() throws Exception {
        router.switchTo(new FakeSkill("net.example.accounting", "1.0.0", "vat", "private_ledger"));

        assertThat(answer("vat", SKILL)).isEqualTo("1.0.0");
        assertThat(code("private_ledger", SKILL)).isEqualTo("call_denied");
        assertThat(answer("private_ledger", AGENT)).isEqualTo("1.0.0");
        assertThat(code(router.call(new SkillId("net.example.crm"), call("vat", SKILL))
                        .toCompletableFuture()))
                .isEqualTo("tool_unknown");
        assertThat(router.call(ACCOUNTING, call("vat", SKILL))
                        .toCompletableFuture()
                        .get()
                        .value())
                .containsEntry("version", "1.0.0");
    }

    @Test
    void anInputThatDoesNotFit_isRefusedWithItsPlace() throws Exception {
        router.switchTo(new FakeSkill("net.example.accounting", "1.0.0", "vat"));

        assertThatThrownBy(() -> router.call(new ToolCall("vat", Map.of("net", 5), AGENT))
                        .toCompletableFuture()
                        .get())
                .hasCauseInstanceOf(ToolException.class)
                .hasMessageContaining("/net")
                .hasMessageContaining("string expected");
        assertThatThrownBy(() -> router.call(new ToolCall("vat", Map.of(), AGENT))
                        .toCompletableFuture()
                        .get())
                .hasMessageContaining("'net'");
        assertThat(code(router.call(new ToolCall("vat", Map.of("net", new Thread()), AGENT))
                        .toCompletableFuture()))
                .isEqualTo("input_invalid");
    }

    @Test
    void listeners_areToldWhenTheListChanged_andOnlyThen() throws Exception {
        AtomicInteger told = new AtomicInteger();
        router.listeners = List.of(told::incrementAndGet);
        FakeSkill one = new FakeSkill("net.example.accounting", "1.0.0", "vat");

        router.switchTo(one);
        assertThat(told).hasValue(1);
        router.switchTo(one);
        assertThat(told).hasValue(1);
        router.retire(ACCOUNTING);
        assertThat(told).hasValue(2);
        router.retire(ACCOUNTING);
        assertThat(told).hasValue(2);
    }

    @Test
    void retireAndStop_waitsForTheCalls_andIsNothingWhenTheSkillIsNotThere() throws Exception {
        router.switchTo(new FakeSkill("net.example.accounting", "1.0.0", "vat"));

        router.retireAndStop(ACCOUNTING, Duration.ofSeconds(5)).getValue();
        router.retireAndStop(ACCOUNTING, Duration.ofSeconds(5)).getValue();

        assertThat(router.tools()).isEmpty();
        assertThat(code("vat", AGENT)).isEqualTo("tool_unknown");
    }

    @Test
    void callsWhileVersionsComeAndGo_areNeverLost() throws Exception {
        List<FakeSkill> started = new ArrayList<>();
        UpdateDrill drill = new UpdateDrill(router, 6, "vat", Map.of("net", "1"), version -> {
            started.add(new FakeSkill("net.example.accounting", version, "vat"));
            return started.get(started.size() - 1);
        });

        drill.run(20);

        assertThat(started)
                .allSatisfy(skill -> assertThat(skill.answeredAfterStop).hasValue(0));
    }

    private String answer(String tool, Caller caller) throws Exception {
        ToolResult result =
                router.call(call(tool, caller)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        return String.valueOf(result.value().get("version"));
    }

    private String code(String tool, Caller caller) throws Exception {
        return code(router.call(call(tool, caller)).toCompletableFuture());
    }

    private static String code(CompletableFuture<ToolResult> answer) throws Exception {
        try {
            answer.get(60, TimeUnit.SECONDS);
            return "nothing refused it";
        } catch (ExecutionException e) {
            return ((ToolException) e.getCause()).code();
        }
    }

    private static ToolCall call(String tool, Caller caller) {
        return new ToolCall(tool, Map.of("net", "1"), caller);
    }
}
