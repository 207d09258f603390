package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.Vitals.State;
import net.chingtech.ctos.skill.ToolResult;
import org.junit.jupiter.api.Test;

class ScriptedLifeTest extends ScriptedFixture {

    @Test
    void a_call_is_answered_by_the_process() throws StartFailed {
        start();

        assertThat(echo()).isEqualTo("hello");
        assertThat(running.tools()).singleElement().satisfies(tool -> {
            assertThat(tool.name()).isEqualTo("do");
            assertThat(tool.exported()).isTrue();
        });
        assertThat(running.vitals().state()).isEqualTo(State.RUNNING);
        assertThat(running.vitals().restarts()).isZero();
        assertThat(running.vitals().memoryBytes()).isPositive();
        assertThat(running.health()).isEqualTo(new Health(Health.Status.WARN, List.of("so so")));
    }

    @Test
    void what_it_says_of_its_health_and_its_failures_holds_no_value_of_it() throws Exception {
        start();
        gateways.value = "so so";
        assertThat(running.health().lines()).containsExactly("[secret]");
        running.drainAndStop(Duration.ofSeconds(1)).getValue();
        gateways.value = "its constructor threw";
        script("refuse");

        assertThatThrownBy(this::start).isInstanceOfSatisfying(StartFailed.class, e -> assertThat(
                        e.problem().detail() + e.problem().more())
                .contains("[secret]")
                .doesNotContain("constructor"));
    }

    @Test
    void a_killed_process_fails_its_calls_at_once_and_the_next_call_works() throws StartFailed {
        start();
        CompletableFuture<ToolResult> hanging = begin("hang");
        long pid = Long.parseLong(call("pid"));

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        assertThat(told(hanging)).isEqualTo("skill_restarted");
        assertThat(echo()).isEqualTo("hello");
        assertThat(call("pid")).isNotEqualTo(String.valueOf(pid));
        await(() -> running.vitals().restarts() == 1, () -> running.vitals());
        assertThat(running.vitals().problem().code()).isEqualTo("child_died");
        assertThat(running.vitals().problem().detail()).contains("Signal 9");
        await(() -> audit.actions.stream().anyMatch(a -> a.startsWith("skill_process_restarted")), () -> audit.actions);
        assertThat(audit.actions.get(0)).startsWith("skill_process_died org.example.scripted@1.0.0");
    }

    @Test
    void one_that_does_not_say_how_it_is_ends_within_the_limit_and_is_asked_no_more() throws Exception {
        skill = staged(MANIFEST.replace("20000", "2000"), skill.artifact());
        start();
        running.regrant(grants("env:OTHER"));
        gateways.log.clear();

        for (int i = 0; i < 2; i++) {
            assertThat(running.health())
                    .isEqualTo(
                            new Health(Health.Status.CRITICAL, List.of("The health check took longer than 2000 ms.")));
        }

        assertThat(echo()).isEqualTo("hello");
        await(() -> gateways.log.stream().anyMatch(line -> line.contains("asked how it is")), () -> gateways.log);
        assertThat(gateways.log)
                .filteredOn(line -> line.contains("asked how it is"))
                .hasSize(1);
    }

    @Test
    void one_that_died_is_not_well_because_the_next_one_is() throws StartFailed {
        start();

        assertThat(call("halt")).isEqualTo("skill_restarted");
        await(() -> running.vitals().restarts() == 1, () -> running.vitals());
        assertThat(echo()).isEqualTo("hello");

        assertThat(running.health().isGood()).isFalse();
        assertThat(running.health().lines()).singleElement().asString().contains("ended", "code 7");
    }

    @Test
    void one_that_dies_by_itself_says_how_and_what_it_said_last() throws StartFailed {
        start();

        assertThat(call("halt")).isEqualTo("skill_restarted");

        await(() -> running.vitals().problem() != null, () -> running.vitals());
        assertThat(running.vitals().problem().detail()).contains("It ended with code 7");
        assertThat(running.vitals().problem().more()).contains("starting ok");
    }

    @Test
    void one_that_dies_again_and_again_is_marked_failed_and_its_calls_fail_fast() throws Exception {
        start();
        script("die");

        assertThat(call("halt")).isEqualTo("skill_restarted");
        await(() -> running.vitals().state() == State.FAILED, () -> running.vitals());

        assertThat(starts()).isEqualTo(4);
        CompletableFuture<ToolResult> failed = begin("echo", "text", "hello");
        assertThat(failed).isDone();
        assertThat(told(failed)).isEqualTo("skill_failed");
        assertThat(running.health().isGood()).isFalse();
        assertThat(running.vitals().problem().code()).isEqualTo("skill_failed");
        assertThat(running.vitals().problem().nextStep()).contains("./ctos logs org.example.scripted");
        await(
                () -> audit.actions.stream().anyMatch(action -> action.startsWith("skill_process_failed")),
                () -> audit.actions);

        running.drainAndStop(Duration.ofSeconds(1)).getValue();
        script("ok");
        start();
        assertThat(echo()).isEqualTo("hello");
    }

    @Test
    void one_that_the_container_fails_to_start_is_marked_failed_and_not_forgotten() throws Exception {
        start();
        sandbox.fault = new IllegalStateException("nobody thought of this");

        assertThat(call("halt")).isEqualTo("skill_restarted");

        await(() -> running.vitals().state() == State.FAILED, () -> running.vitals());
        assertThat(running.vitals().problem().detail()).contains("nobody thought of this");
        assertThat(echo()).isEqualTo("skill_failed");
    }

    @Test
    void calls_are_held_while_it_starts_again() throws Exception {
        start();

        CompletableFuture<ToolResult> halt = begin("halt");
        assertThat(told(halt)).isEqualTo("skill_restarted");
        List<CompletableFuture<ToolResult>> held = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            held.add(begin("echo", "text", "hello"));
        }

        assertThat(held).allSatisfy(call -> assertThat(told(call)).isEqualTo("hello"));
    }

    @Test
    void one_that_uses_too_much_memory_is_said_to_have() throws StartFailed {
        start();

        assertThat(call("oom")).isEqualTo("skill_restarted");

        await(() -> running.vitals().problem() != null, () -> running.vitals());
        assertThat(running.vitals().problem().code()).isEqualTo("child_out_of_memory");
        assertThat(echo()).isEqualTo("hello");
    }

    @Test
    void a_call_that_is_late_is_told_at_once_and_its_process_is_replaced() throws StartFailed {
        callsTake(SHORT_CALL);
        start();
        String pid = call("pid");
        long begin = System.nanoTime();
        CompletableFuture<ToolResult> hanging = begin("hang");
        CompletableFuture<ToolResult> slow = begin("slow", "text", "5600");

        assertThat(told(hanging)).isEqualTo("call_timeout");
        assertThat(System.nanoTime() - begin)
                .isBetween(SHORT_CALL.toNanos(), SHORT_CALL.plus(PATIENCE).toNanos());
        assertThat(told(slow)).isEqualTo("call_timeout");

        awaitTheNext();
        assertThat(call("pid")).isNotEqualTo(pid);
        assertThat(running.vitals().problem().code()).isEqualTo("child_hung");
    }

    @Test
    void other_calls_keep_their_time_when_a_process_is_replaced_and_new_ones_are_held() throws Exception {
        callsTake(Duration.ofSeconds(12));
        start();
        CompletableFuture<ToolResult> hanging = begin("hang");
        assertThat(call("slow", "text", "6000")).isEqualTo("at last");
        CompletableFuture<ToolResult> other = begin("gated");

        assertThat(told(hanging)).isEqualTo("call_timeout");
        await(() -> gateways.log.stream().anyMatch(line -> line.contains("cancelled")), () -> gateways.log);
        await(() -> running.vitals().state() == State.RESTARTING, () -> running.vitals());
        CompletableFuture<ToolResult> held = begin("echo", "text", "held");
        openTheGate();

        assertThat(told(other)).isEqualTo("at last");
        assertThat(told(held)).isEqualTo("held");
    }

    @Test
    void too_many_calls_at_once_are_refused_and_leases_come_back() throws Exception {
        start();
        List<CompletableFuture<ToolResult>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(begin("gated"));
        }

        assertThat(echo()).isEqualTo("skill_busy");
        openTheGate();
        assertThat(calls).allSatisfy(call -> assertThat(told(call)).isEqualTo("at last"));
        assertThat(echo()).isEqualTo("hello");
    }

    @Test
    void it_sleeps_when_nobody_calls_and_wakes_with_the_next_call() throws Exception {
        host.stop();
        host = host(Duration.ofMillis(400), CALL);
        start();
        assertThat(echo()).isEqualTo("hello");

        await(() -> running.vitals().state() == State.ASLEEP, () -> running.vitals());
        await(() -> ProcessHandle.current().descendants().findAny().isEmpty(), () -> running.vitals());
        assertThat(running.tools()).hasSize(1);
        assertThat(running.vitals().memoryBytes()).isNull();
        int before = starts();

        assertThat(echo()).isEqualTo("hello");
        assertThat(starts()).isEqualTo(before + 1);
        assertThat(running.vitals().restarts()).isZero();

        await(() -> running.vitals().state() == State.ASLEEP, () -> running.vitals());
        assertThat(running.health().isGood()).isTrue();
        assertThat(starts()).isEqualTo(before + 2);
        assertThat(audit.actions).isEmpty();
    }

    @Test
    void grants_change_live_and_a_temporary_folder_needs_another_process() throws Exception {
        start();
        String pid = call("pid");

        running.regrant(grants("env:OTHER"));
        assertThat(call("grants")).contains("env:OTHER");
        assertThat(call("pid")).isEqualTo(pid);

        CompletableFuture<ToolResult> slow = begin("slow", "text", "300");
        running.regrant(grants("filesystem:temp"));
        assertThat(told(slow)).isEqualTo("at last");
        assertThat(call("pid")).isNotEqualTo(pid);
        assertThat(call("grants")).contains("filesystem:temp").contains("/temp").doesNotContain("env:OTHER");
        assertThat(call("rights")).contains("java.io.FilePermission").contains("/temp/");
        assertThat(running.vitals().restarts()).isZero();

        assertThatThrownBy(() -> running.regrant(grants("db:read:sales")))
                .isInstanceOfSatisfying(
                        StartFailed.class, e -> assertThat(e.problem().code()).isEqualTo("permission_not_asked"));
        assertThat(gateways.grants).isEqualTo(grants("filesystem:temp"));
    }

    @Test
    void grants_that_cannot_be_given_are_taken_back_and_the_skill_runs_on() throws Exception {
        start();
        script("die");

        assertThatThrownBy(() -> running.regrant(grants("filesystem:temp"))).isInstanceOf(StartFailed.class);
        assertThat(gateways.grants).isEqualTo(Grants.NONE);
        script("ok");

        assertThat(echo()).isEqualTo("hello");
    }

    @Test
    void one_whose_folders_are_too_full_runs_again_only_when_they_fit() throws Exception {
        start();

        gateways.quota.over(new Problem(507, "quota_exceeded", "Too much.", "Delete some."));

        assertThat(echo()).isEqualTo("quota_exceeded");
        await(() -> ProcessHandle.current().descendants().findAny().isEmpty(), () -> running.vitals());
        assertThat(running.vitals().state()).isEqualTo(State.FAILED);
        assertThat(running.vitals().problem().nextStep()).isEqualTo("Delete some.");

        gateways.quota.fits();
        assertThat(echo()).isEqualTo("hello");
    }

    @Test
    void stopping_waits_for_its_calls_and_answers_no_others() throws Exception {
        start();
        CompletableFuture<ToolResult> slow = begin("slow", "text", "500");

        var stopped = running.drainAndStop(Duration.ofSeconds(10));

        assertThat(echo()).isEqualTo("skill_stopping");
        assertThat(told(slow)).isEqualTo("at last");
        stopped.getValue();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(audit.actions).isEmpty();
    }

    @Test
    void one_that_does_not_stop_is_ended() throws Exception {
        running = host.start(skill, grants("env:STAY"));

        running.drainAndStop(Duration.ofSeconds(1)).getValue();

        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(audit.actions).isEmpty();
    }

    @Test
    void a_call_that_outlasts_the_patience_is_cut_off_at_once_and_before_its_process_ended() throws Exception {
        running = host.start(skill, grants("env:STAY"));
        CompletableFuture<ToolResult> hanging = begin("hang");
        AtomicBoolean alive = new AtomicBoolean();
        CompletableFuture<ToolResult> told = hanging.whenComplete((result, error) ->
                alive.set(ProcessHandle.current().descendants().findAny().isPresent()));

        running.drainAndStop(Duration.ofMillis(100)).getValue();

        assertThat(told(told)).isEqualTo("call_cut_off");
        assertThat(alive).isTrue();
        assertThat(gateways.log).anyMatch(line -> line.contains("cancelled"));
    }

    @Test
    void a_call_that_no_process_had_yet_is_told_that_it_was_not_tried() throws Exception {
        start();
        script("silent");
        assertThat(call("halt")).isEqualTo("skill_restarted");
        await(() -> running.vitals().state() == State.RESTARTING, () -> running.vitals());
        CompletableFuture<ToolResult> held = begin("echo", "text", "hello");

        running.drainAndStop(Duration.ofMillis(100)).getValue();

        assertThat(told(held)).isEqualTo("skill_stopping");
    }

    @Test
    void a_changed_artifact_is_not_started_again() throws IOException {
        Files.writeString(skill.artifact(), "another one");

        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        StartFailed.class, e -> assertThat(e.problem().code()).isEqualTo("digest_mismatch"));
        assertThat(starts()).isZero();
    }
}
