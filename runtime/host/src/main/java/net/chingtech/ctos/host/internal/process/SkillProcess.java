package net.chingtech.ctos.host.internal.process;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.gateways.Admissions.Admission;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.process.child.Child;
import net.chingtech.ctos.host.internal.process.child.Ending;
import net.chingtech.ctos.host.internal.process.doors.CallChains;
import net.chingtech.ctos.host.internal.process.doors.DoorKeeper;
import net.chingtech.ctos.host.internal.sandbox.Confined;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.wire.Request;
import net.chingtech.ctos.wire.RpcError;

/** A process with a skill in it: started, called, asked and granted in the language of {@code runtime/wire}. */
final class SkillProcess {

    /** Until the JVM and its framework are there, beside the time that the skill itself has to start. */
    static final Duration JVM = Duration.ofSeconds(20);

    private static final Duration GRANT = Duration.ofSeconds(5);

    private final StagedSkill skill;
    private final Birth birth;
    private final Child child;
    private final CallChains chains;
    private Request question;

    private SkillProcess(StagedSkill skill, Birth birth, Child child, CallChains chains) {
        this.skill = skill;
        this.birth = birth;
        this.child = child;
        this.chains = chains;
    }

    /** Starts the process; the skill in it is not asked to start yet. */
    static SkillProcess launch(
            String name, StagedSkill skill, Birth birth, Admission admission, Threads threads, Duration stop)
            throws StartFailed {
        Confined confined = birth.process();
        CallChains chains = new CallChains();
        DoorKeeper doors = new DoorKeeper(admission, threads, chains);
        Child child = new Child(name, confined, threads, line -> admission.log(Level.INFO, line), doors, stop);
        child.ended()
                .thenRun(() -> threads.execute(() -> {
                    doors.close();
                    birth.over();
                }));
        child.begin();
        return new SkillProcess(skill, birth, child, chains);
    }

    /**
     * Starts the skill in it; a process in which that failed is to be ended.
     *
     * @return its tools
     */
    List<ToolDescription> begin() throws StartFailed {
        StartAnswer answer = new StartAnswer(skill);
        Duration limit = Duration.ofMillis(skill.manifest().health().timeoutMs());
        try {
            return answer.tools(child.ask("start", startParameters(), limit.plus(JVM)));
        } catch (RpcError e) {
            throw isGone(e) ? died(child.await()) : answer.refused(e);
        } catch (TimeoutException e) {
            throw Failures.failed(
                    skill, "start_timeout", "it took longer than " + limit.toMillis() + " ms.", List.of(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.failed(skill, "start_cancelled", "the start was cancelled.", List.of(), e);
        }
    }

    /** What it is told of its skill. */
    Map<String, Object> startParameters() throws StartFailed {
        return birth.start();
    }

    private StartFailed died(Ending why) {
        return Failures.failed(skill, why.code(), "its process ended: " + why.what(), why.more(), null);
    }

    /** Whether a request failed because nobody is there to answer it. */
    static boolean isGone(RpcError error) {
        return error.code().equals("connection_closed");
    }

    Child child() {
        return child;
    }

    /** Sends a call; {@link #over} is due when its request ended. */
    Request call(ToolCall call, CallChain chain) {
        return child.ask(
                "call",
                Map.of(
                        "tool", call.tool(),
                        "input", call.input(),
                        "caller",
                                Map.of(
                                        "kind", call.caller().kind().name().toLowerCase(Locale.ROOT),
                                        "name", call.caller().name())),
                number -> chains.began(number, chain));
    }

    void over(Request request) {
        chains.ended(request.id());
    }

    /** Asks one question at a time: who asks meanwhile hears the same answer, and one that hangs is asked no more. */
    Health health(Duration limit) throws TimeoutException, InterruptedException {
        Request asked = question();
        try {
            return StartAnswer.health(asked.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof RpcError error
                    ? isGone(error) ? "Its process ended." : "Its process did not answer: " + error.code()
                    : String.valueOf(e.getCause());
            return new Health(Health.Status.CRITICAL, List.of(why));
        } catch (TimeoutException e) {
            asked.giveUp();
            throw e;
        }
    }

    private synchronized Request question() {
        if (question == null || question.isDone()) {
            question = child.ask("health", Map.of(), number -> {});
        }
        return question;
    }

    /**
     * Tells it what is granted from now on.
     *
     * @throws StartFailed {@code permission_not_asked}
     * @return false when it did not take it: then it is to be ended
     */
    boolean grant(Grants now) throws StartFailed {
        Map<String, Object> parameters = birth.grants(now);
        try {
            child.ask("grants", parameters, GRANT);
            return true;
        } catch (RpcError | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Optional<Long> memoryBytes() {
        return child.memoryBytes();
    }

    /** Ends when nobody can speak to it any more; what depends on it must be quick. */
    CompletableFuture<Void> disconnected() {
        return child.disconnected();
    }

    CompletableFuture<Ending> ended() {
        return child.ended();
    }
}
