package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class SecuredHostTest extends SecuredFixture {

    @Test
    void aGoodSkill_answers_withItsOwnFolderServicesAndLoader() throws Exception {
        run(good("1.0.0"));

        Map<String, Object> answer = call("good_greet", Map.of("name", "Ada"));

        assertThat(answer)
                .containsEntry("greeting", "Good day, Ada")
                .containsEntry("version", "1.0.0")
                .containsEntry("caller", "agent")
                .containsEntry("loader_is_own", true)
                .containsEntry("stored", "Ada");
        assertThat(home.resolve("skills/data/org.example.good/greeted")).hasContent("Ada");
        assertThat(Files.readString(home.resolve("logs/skills/org.example.good.log")))
                .contains("INFO greeted Ada");
    }

    @Test
    void data_isReadThroughTheGateway_andNotChangedWithoutAGrant() throws Exception {
        run(good("1.0.0"));

        assertThat(new BigDecimal((String)
                        call("good_invoice", Map.of("invoice", "INV-1001")).get("net")))
                .isEqualByComparingTo("49852.90");
        assertThat(code("good_invoice", Map.of("sql", "DELETE FROM SALES.INVOICES")))
                .isEqualTo("data_denied");
    }

    @Test
    void anotherSkill_isCalledWhenGrantedAndExported() throws Exception {
        run(good("1.0.0"));
        run(TestSkill.of("bare").exports("bare_echo").stage(artifacts));

        assertThat(call("good_ask", Map.of("skill", "org.example.bare", "tool", "bare_echo")))
                .containsEntry("text", "from good")
                .containsEntry("caller", "org.example.good");
        assertThat(code("good_ask", Map.of("skill", "org.example.evil", "tool", "evil_try")))
                .isEqualTo("call_denied");
        assertThat(code("good_ask", Map.of("skill", "org.example.good", "tool", "good_greet")))
                .isIn("call_cycle", "call_denied");
        assertThat(code("good_ask", Map.of("skill", "org.example.bare", "tool", "good_greet")))
                .isEqualTo("tool_unknown");
    }

    @Test
    void aToolsOwnReason_comesThrough_andAnythingElseDoesNot() throws Exception {
        run(good("1.0.0"));

        assertThat(code("good_greet", Map.of("name", "nobody"))).isEqualTo("nobody_there");
        assertThatThrownBy(() -> call("good_greet", Map.of("name", "crash")))
                .isInstanceOfSatisfying(ToolException.class, e -> {
                    assertThat(e.code()).isEqualTo("tool_failed");
                    assertThat(e).hasMessageNotContaining("inner secret").hasNoCause();
                });
        assertThat(Files.readString(home.resolve("logs/skills/org.example.good.log")))
                .contains("inner secret");
        assertThat(code("good_greet", Map.of("name", "object"))).isEqualTo("result_invalid");
        assertThat(code("good_greet", Map.of("name", 5))).isEqualTo("input_invalid");
    }

    @Test
    void anEvilSkill_isDeniedEverythingItTries() throws Exception {
        run(good("1.0.0"));
        call("good_greet", Map.of("name", "Ada"));
        run(TestSkill.of("evil").stage(artifacts));
        Map<String, Object> answer;
        try (ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            answer = call("evil_try", Map.of("home", home.toString(), "port", String.valueOf(listener.getLocalPort())));
        }

        SoftAssertions all = new SoftAssertions();
        ((Map<?, ?>) answer.get("attempts"))
                .forEach((name, outcome) ->
                        all.assertThat(outcome).as("%s", name).isEqualTo("denied"));
        all.assertThat((String) answer.get("own_folder")).startsWith("done");
        ((List<?>) answer.get("services")).forEach(type -> all.assertThat(type)
                .as("service it sees")
                .isIn(
                        "net.chingtech.ctos.skill.SkillContext",
                        "net.chingtech.ctos.skill.SkillTool",
                        "org.osgi.service.condition.Condition"));
        all.assertThat(answer.get("bundles")).as("bundles it sees").isEqualTo(1L);
        all.assertThat((List<?>) answer.get("classes")).as("classes it sees").isEmpty();
        all.assertAll();
        assertThat(System.getSecurityManager()).isNotNull();
    }

    @Test
    void twoVersions_runSideBySide_andASwitchWaitsForTheCallsOfTheOldOne() throws Exception {
        Path data = home.resolve("skills/data/org.example.slow");
        RunningSkill one = run(TestSkill.of("slow").stage(artifacts));
        CompletableFuture<ToolResult> held = router.call(call("slow_tool")).toCompletableFuture();
        await(data.resolve("began"));
        RunningSkill two = host.start(TestSkill.of("slow").version("1.1.0").stage(artifacts), Grants.NONE);
        assertThat(framework.skillBundles()).hasSize(2);

        assertThat(router.switchTo(two)).containsSame(one);
        var stopped = one.drainAndStop(PATIENCE);
        assertThat(stopped.isDone()).isFalse();
        assertThat(held).isNotDone();
        Files.writeString(data.resolve("go"), "x");

        assertThat(held.get(60, TimeUnit.SECONDS).value()).containsEntry("version", "1.0.0");
        stopped.getValue();
        assertThat(call("slow_tool", Map.of())).containsEntry("version", "1.1.0");
        assertThat(framework.skillBundles()).containsExactly(two.skill().location());
    }

    @Test
    void aCallThatOutlastsThePatience_isCutOffAtOnce_andItsThreadInterrupted() throws Exception {
        Path data = home.resolve("skills/data/org.example.slow");
        Files.deleteIfExists(data.resolve("go"));
        Files.deleteIfExists(data.resolve("began"));
        RunningSkill slow = run(TestSkill.of("slow").version("1.2.0").stage(artifacts));
        CompletableFuture<ToolResult> cut = router.call(
                        new ToolCall("slow_tool", Map.of("heed", true), new Caller(Caller.Kind.AGENT, "agent")))
                .toCompletableFuture();
        await(data.resolve("began"));
        List<Boolean> running = new CopyOnWriteArrayList<>();
        cut.whenComplete((result, error) -> running.add(framework.skillBundles().isEmpty()));

        slow.drainAndStop(Duration.ofMillis(100)).getValue();

        assertThatThrownBy(() -> cut.get(0, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo(RunningSkill.CUT_OFF))
                .hasMessageContaining("org.example.slow 1.2.0 was stopped while it answered this call");
        assertThat(running)
                .as("whether it had stopped when the caller was told")
                .containsExactly(false);
        awaitNoThreadIn("org.example.slow.SlowTool");
    }

    @Test
    void aSkillThatRuns_isHealthy_andStartsOnlyOnce() throws Exception {
        StagedSkill skill = good("1.0.0");
        RunningSkill running = run(skill);

        assertThat(running.health().status()).isEqualTo(Health.Status.OK);
        assertThat(running.health().lines()).anyMatch(line -> line.contains("all well"));
        assertThatThrownBy(() -> host.start(skill, new Grants(skill.manifest().permissions())))
                .isInstanceOfSatisfying(
                        StartFailed.class, e -> assertThat(e.problem().code()).isEqualTo("already_running"));
        assertThat(call("good_greet", Map.of("name", "Ada"))).containsKey("greeting");
    }
}
