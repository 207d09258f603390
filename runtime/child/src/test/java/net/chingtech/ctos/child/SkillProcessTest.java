package net.chingtech.ctos.child;

import static net.chingtech.ctos.child.TestContainer.NO_SECURITY_LAYER_SINCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.wire.CloseReason;
import net.chingtech.ctos.wire.Request;
import net.chingtech.ctos.wire.RpcError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SkillProcessTest {

    @TempDir
    private static Path jars;

    @TempDir
    private Path folder;

    private TestContainer container;

    @BeforeEach
    void begin() throws Exception {
        container = new TestContainer(folder);
    }

    @AfterEach
    void end() {
        container.close();
    }

    private static boolean isSecured() {
        return Runtime.version().feature() < NO_SECURITY_LAYER_SINCE;
    }

    @Test
    void aStartedSkill_tellsItsToolsAndItsHealth_andAnswers() throws Exception {
        Map<?, ?> started = (Map<?, ?>) container.start(TestSkill.of("tried", jars));

        assertThat(started.get("health")).isEqualTo(Map.of("status", "ok", "lines", List.of()));
        assertThat((List<?>) started.get("tools"))
                .extracting(tool -> (Object) ((Map<?, ?>) tool).get("name"))
                .containsExactly("deed", "echo", "gateway");
        Map<String, Object> input = Map.of("text", "統一編號", "list", List.of(1L, Map.of("deep", true)));
        assertThat(container.call("echo", input)).isEqualTo(input);
        assertThat(container.call("deed", Map.of("what", "caller")))
                .isEqualTo(Map.of("did", "Caller[kind=AGENT, name=clerk]"));
        assertThat(container.ask("health", Map.of())).isEqualTo(Map.of("status", "ok", "lines", List.of()));
        assertThat(container.call("deed", Map.of("what", "write")).toString()).contains("data/note");
    }

    @Test
    void stop_isAnswered_thenTheProcessEndsInOrder_andLeavesNothing() throws Exception {
        container.start(TestSkill.of("tried", jars));

        assertThat(container.ask("stop", Map.of())).isNull();
        assertThat(container.exitStatus()).isZero();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void stop_beforeAnythingStarted_endsTheProcessInOrder() throws Exception {
        assertThat(container.ask("stop", Map.of())).isNull();
        assertThat(container.exitStatus()).isZero();
    }

    @Test
    void whenTheContainerIsGone_theProcessEnds_alsoInTheMiddleOfACall() throws Exception {
        container.start(TestSkill.of("tried", jars));
        Request waits = container.calling("deed", Map.of("what", "wait"));

        container.process.getOutputStream().close();
        assertThat(container.exitStatus()).isZero();
        assertThat(codeOf(() -> TestContainer.await(waits))).isIn("connection_closed", "io_failed");
    }

    @Test
    void aContainerThatSpeaksNonsense_isLeft() throws Exception {
        container.process.getOutputStream().write("hello\n".getBytes());
        container.process.getOutputStream().flush();

        assertThat(container.exitStatus()).isEqualTo(1);
        assertThat(container.errors.poll(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void whatCannotBeAsked_isRefusedInWords() throws Exception {
        assertThat(codeOf(() -> container.call("echo", Map.of()))).isEqualTo("not_started");
        assertThat(codeOf(() -> container.ask("fetch", Map.of()))).isEqualTo("method_unknown");
        assertThat(codeOf(() -> container.ask("start", Map.of("id", 7)))).isEqualTo("parameters_invalid");

        Map<String, Object> withAnotherJar = container.startOf(TestSkill.of("tried", jars));
        withAnotherJar.put("location", "skill:org.example.tried@1.0.0#" + "0".repeat(64));
        try (TestContainer other = new TestContainer(folder)) {
            assertThat(codeOf(() -> other.ask("start", withAnotherJar))).isEqualTo("digest_mismatch");
        }
    }

    @Test
    void aProcess_startsOneSkillOnly() throws Exception {
        container.start(TestSkill.of("tried", jars));

        assertThat(codeOf(() -> container.start(TestSkill.of("tried", jars)))).isEqualTo("already_running");
    }

    @Test
    void aSkillThatThrowsWhenItStarts_isReportedWithItsReason() throws Exception {
        assertThatThrownBy(() -> container.start(TestSkill.of("broken", jars)))
                .isInstanceOfSatisfying(RpcError.class, e -> {
                    assertThat(e.code()).isEqualTo("skill_threw");
                    assertThat(e.getMessage() + e.lines()).contains("the ledger is missing");
                });
        assertThat(container.ask("stop", Map.of())).isNull();
        assertThat(container.exitStatus()).isZero();
    }

    @Test
    void aSkillWithoutItsGateway_waitsInVain_alsoWithoutASecurityLayer() throws Exception {
        TestSkill skill = TestSkill.of("tried", jars);
        Map<String, Object> start = new LinkedHashMap<>(container.startOf(skill));
        List<List<String>> rights = new ArrayList<>(container.rights(skill.id()));
        rights.removeIf(right -> right.get(1).equals("net.chingtech.ctos.skill.Data"));
        start.put("rights", rights);
        start.put("timeout_ms", 6_000);

        assertThatThrownBy(() -> container.ask("start", start)).isInstanceOfSatisfying(RpcError.class, e -> {
            assertThat(e.code()).isEqualTo("component_unsatisfied");
            assertThat(e.getMessage()).contains("net.chingtech.ctos.skill.Data");
        });
    }

    @Test
    void whatAToolThrows_isAnError_andTheReasonGoesToTheLogAlone() throws Exception {
        container.start(TestSkill.of("tried", jars));

        assertThat(codeOf(() -> container.call("nothing", Map.of()))).isEqualTo("tool_unknown");
        assertThat(codeOf(() -> container.call("deed", Map.of("what", "refuse"))))
                .isEqualTo("invoice_unknown");
        assertThat(codeOf(() -> container.call("deed", Map.of("what", "answer nothing"))))
                .isEqualTo("result_invalid");
        container.log.clear();
        assertThatThrownBy(() -> container.call("deed", Map.of("what", "throw")))
                .hasMessageNotContaining("secret");
        assertThat(container.log.poll(60, TimeUnit.SECONDS))
                .startsWith("log ERROR")
                .contains("a secret of the skill");
    }

    @Test
    void aCancelledCall_isInterrupted_andOthersGoOn() throws Exception {
        container.start(TestSkill.of("tried", jars));
        Request waits = container.calling("deed", Map.of("what", "wait"));
        assertThat(container.call("echo", Map.of())).isEqualTo(Map.of());

        waits.giveUp();
        assertThat(((Map<?, ?>) TestContainer.await(waits)).get("value")).isEqualTo(Map.of("did", "was interrupted"));
        assertThat(container.call("echo", Map.of())).isEqualTo(Map.of());
    }

    @Test
    void whatASkillPrints_goesToStandardError_andItReadsNothing() throws Exception {
        container.start(TestSkill.of("tried", jars));

        assertThat(container.call("deed", Map.of("what", "print"))).isEqualTo(Map.of("did", "-1"));
        assertThat(until("printed by the skill")).isTrue();
        assertThat(container.call("echo", Map.of())).isEqualTo(Map.of());
    }

    private boolean until(String line) throws InterruptedException {
        for (String said = ""; said != null; said = container.errors.poll(60, TimeUnit.SECONDS)) {
            if (said.equals(line)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aSkillThatEndsTheJvm_endsItsProcess_orIsNotLet() throws Exception {
        container.start(TestSkill.of("tried", jars));

        String code = codeOf(() -> container.call("deed", Map.of("what", "exit")));
        if (isSecured()) {
            assertThat(code).isEqualTo("tool_failed");
            assertThat(container.call("echo", Map.of())).isEqualTo(Map.of());
        } else {
            assertThat(code).isEqualTo("connection_closed");
            assertThat(container.exitStatus()).isEqualTo(7);
        }
    }

    @Test
    void whereThereIsASecurityLayer_aSkillHasNoMoreThanItsRights() throws Exception {
        Assumptions.assumeTrue(isSecured(), "this Java has no security layer");
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        container.start(TestSkill.of("tried", jars));
        for (Map<String, String> deed : List.of(
                Map.of("what", "read", "file", secret.toString()),
                Map.of("what", "read", "file", "/proc/self/fd/0"),
                Map.of("what", "listen"),
                Map.of("what", "halt"),
                Map.of("what", "write to the container"))) {
            container.log.clear();
            assertThat(codeOf(() -> container.call("deed", deed)))
                    .as(deed.toString())
                    .isEqualTo("tool_failed");
            // In any order: two threads write.
            List<String> lines = List.of(line(), line());
            assertThat(lines).as(deed.toString()).anyMatch(line -> line.contains("access denied"));
            assertThat(lines).as(deed.toString()).anyMatch(line -> line.startsWith("log WARNING Denied: java."));
        }
    }

    private String line() throws InterruptedException {
        return String.valueOf(container.log.poll(60, TimeUnit.SECONDS));
    }

    @Test
    void rights_changeWhileItRuns() throws Exception {
        Assumptions.assumeTrue(isSecured(), "this Java has no security layer");
        Path file = Files.writeString(folder.resolve("file"), "four");
        TestSkill skill = TestSkill.of("tried", jars);
        container.start(skill);
        Map<String, String> read = Map.of("what", "read", "file", file.toString());
        List<List<String>> more = new ArrayList<>(container.rights(skill.id()));
        more.add(List.of("java.io.FilePermission", file.toString(), "read"));

        container.ask("grants", Map.of("grants", List.of(), "rights", more));
        assertThat(container.call("deed", read)).isEqualTo(Map.of("did", "4"));
        container.ask("grants", Map.of("grants", List.of(), "rights", container.rights(skill.id())));
        assertThat(codeOf(() -> container.call("deed", read))).isEqualTo("tool_failed");
    }

    @Test
    void withoutASecurityLayer_aSkillThatForgesMessages_onlyLosesItsConnection() throws Exception {
        Assumptions.assumeFalse(isSecured(), "the security layer does not let it");
        container.start(TestSkill.of("tried", jars));

        assertThat(codeOf(() -> container.call("deed", Map.of("what", "write to the container"))))
                .isEqualTo("connection_closed");
        assertThat(container.peer.closed().get(60, TimeUnit.SECONDS).code()).isEqualTo(CloseReason.NOT_JSON);
    }

    private static String codeOf(ThrowingCallable what) {
        try {
            what.call();
        } catch (RpcError e) {
            return e.code();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("an error was expected");
    }
}
