package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillsGatewayTest {

    @TempDir
    Path folder;

    private Desk desk;
    private RecordingRouter router;
    private SkillsGateway gateway;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(folder);
        router = desk.router;
        gateway = new SkillsGateway(desk.admit("net.example.accounting", "skill:call:net.example.crm"));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aGrantedCall_reachesTheRouterAsTheSkillsOwn() throws Exception {
        ToolResult result = gateway.call("net.example.crm", "crm_customer", Map.of("id", "C-001"));

        assertThat(result.value()).containsEntry("ok", true);
        assertThat(router.calls)
                .containsExactly(new ToolCall(
                        "crm_customer",
                        Map.of("id", "C-001"),
                        new Caller(Caller.Kind.SKILL, "net.example.accounting")));
        assertThat(router.chains.get(0).skills()).containsExactly(new SkillId("net.example.accounting"));
    }

    @Test
    void aCallThatWasNotGranted_isDeniedBeforeTheRouter() {
        assertThat(code("net.example.other")).isEqualTo("call_denied");
        assertThat(router.calls).isEmpty();
    }

    @Test
    void aCircle_isRefused() throws Exception {
        CallChain chain = new CallChain(List.of(new SkillId("net.example.crm"), new SkillId("net.example.accounting")));

        assertThat(chain.bind(() -> code("net.example.crm"))).isEqualTo("call_cycle");
        assertThat(router.calls).isEmpty();
    }

    @Test
    void whoIsInterrupted_takesBackTheCallThatStillWaits() {
        router.waiting = new CompletableFuture<>();
        Thread.currentThread().interrupt();

        String code = code("net.example.crm");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(code).isEqualTo("call_timeout");
        assertThat(router.waiting).isCancelled();
    }

    @Test
    void aChainThatIsTooLong_isRefused() throws Exception {
        List<SkillId> many = new ArrayList<>();
        for (int i = 0; i < CallChain.DEEPEST - 1; i++) {
            many.add(new SkillId("net.example.s" + i));
        }

        assertThat(new CallChain(many).bind(() -> code("net.example.crm"))).isEqualTo("call_cycle");
        assertThat(new CallChain(many.subList(1, many.size())).bind(() -> code("net.example.crm")))
                .isEqualTo("nothing refused it");
    }

    @Test
    void theOtherSkillsReason_comesThroughWithoutItsCause() {
        router.failure = new ToolException("customer_unknown", "no such customer", new IllegalStateException("inside"));

        assertThatThrownBy(() -> gateway.call("net.example.crm", "crm_customer", Map.of()))
                .isInstanceOfSatisfying(ToolException.class, e -> {
                    assertThat(e.code()).isEqualTo("customer_unknown");
                    assertThat(e).hasNoCause();
                });
    }

    private String code(String skill) {
        try {
            gateway.call(skill, "some_tool", Map.of());
            return "nothing refused it";
        } catch (ToolException e) {
            return e.code();
        }
    }
}
