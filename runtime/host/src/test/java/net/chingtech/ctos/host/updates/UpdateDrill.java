package net.chingtech.ctos.host.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.runtime.ToolRouter.Hold;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;

/**
 * Updates a skill again and again while callers call its tool, which says which start of it answers. No call fails, none
 * that began after a start was stopped is answered by it, and nobody's answers go back to an older start.
 */
public final class UpdateDrill {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final ToolRouter router;
    private final ToolCall call;
    private final Starter starter;
    private final int callers;
    private final Map<String, Integer> order = new ConcurrentHashMap<>();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private RunningSkill running;
    private String instance;

    /** Starts a version of the skill. */
    @FunctionalInterface
    public interface Starter {
        RunningSkill start(String version) throws Exception;
    }

    /** @param tool answers with the {@code instance} that it belongs to */
    public UpdateDrill(ToolRouter router, int callers, String tool, Map<String, Object> input, Starter starter) {
        this.router = router;
        this.callers = callers;
        this.starter = starter;
        call = new ToolCall(tool, input, new Caller(Caller.Kind.AGENT, "agent"));
    }

    /** Updates {@code rounds} times in each order, and undoes as many updates. */
    public void run(int rounds) throws Exception {
        begin("1.0.0");
        router.switchTo(running);
        try (Hammer hammer = new Hammer(callers, this::ask)) {
            for (int round = 1; round <= rounds; round++) {
                sideBySide(round + ".1.0");
                hammer.awaitAnswers();
                held(round + ".2.0");
                hammer.awaitAnswers();
                undone(round + ".2.0", round + ".3.0");
                hammer.awaitAnswers();
            }
            assertThat(hammer.failures()).isEmpty();
        }
        assertThat(order).hasSize(1 + 4 * rounds);
    }

    private void begin(String version) throws Exception {
        running = starter.start(version);
        instance = instance(running.call(call)
                .toCompletableFuture()
                .get(LONG.toSeconds(), TimeUnit.SECONDS)
                .value());
        order.put(instance, order.size());
    }

    private static String instance(Map<String, Object> answer) {
        return (String) answer.get("instance");
    }

    private void end(RunningSkill skill, String which) throws Exception {
        skill.drainAndStop(LONG).getValue();
        stopped.add(which);
    }

    private void sideBySide(String next) throws Exception {
        RunningSkill old = running;
        String oldInstance = instance;
        begin(next);
        assertThat(router.switchTo(running)).containsSame(old);
        end(old, oldInstance);
    }

    private void held(String next) throws Exception {
        try (Hold hold = router.hold(id(), LONG)) {
            end(router.retire(id()).orElseThrow(), instance);
            begin(next);
            router.switchTo(running);
            awaitAll(hold);
        }
    }

    /** The next version is stopped again before anybody is let go, and the one before is started in its place. */
    private void undone(String old, String next) throws Exception {
        try (Hold hold = router.hold(id(), LONG)) {
            end(router.retire(id()).orElseThrow(), instance);
            begin(next);
            router.switchTo(running);
            end(router.retire(id()).orElseThrow(), instance);
            begin(old);
            router.switchTo(running);
            awaitAll(hold);
        }
    }

    /** No caller is failed, and none is answered: sooner or later all wait. */
    private void awaitAll(Hold hold) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (hold.waiting() < callers) {
            assertThat(System.nanoTime())
                    .as("%s of %s callers wait", hold.waiting(), callers)
                    .isLessThan(deadline);
            LockSupport.parkNanos(100_000);
        }
    }

    private SkillId id() {
        return running.skill().id();
    }

    /** One call; gives the place of the start that answered in the order of all. */
    private int ask() throws Exception {
        List<String> over = List.copyOf(stopped);
        String answered = instance(router.call(call)
                .toCompletableFuture()
                .get(LONG.toSeconds(), TimeUnit.SECONDS)
                .value());
        if (over.contains(answered)) {
            throw new AssertionError("answered by a start that had been stopped before");
        }
        return order.get(answered);
    }
}
