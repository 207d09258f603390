package net.chingtech.ctos.engine;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.engine.calls.PlainWords;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The beginning of a skill's bundle, for whatever it is started; its own code has a time limit from here on. */
final class BundleBegin {

    private static final long LOOK_AGAIN_MS = 20;

    private final BundleContext context;
    private final CallRunner runner;
    private final SkillBundle skill;
    private final long deadline;

    BundleBegin(BundleContext context, CallRunner runner, SkillBundle skill) {
        this.context = context;
        this.runner = runner;
        this.skill = skill;
        deadline = System.nanoTime() + skill.limit().toNanos();
    }

    /** What is done with a bundle that is there. */
    interface Use<T> {
        T of(Bundle bundle) throws EngineFailed;
    }

    /** Installs the bundle, starts it and uses it; when that fails, it is stopped and removed. */
    <T> T run(InputStream artifact, Use<T> use) throws EngineFailed {
        Bundle bundle = install(artifact);
        boolean good = false;
        try {
            start(bundle);
            T result = use.of(bundle);
            good = true;
            return result;
        } finally {
            if (!good) {
                new BundleEnd(bundle, runner).run();
            }
        }
    }

    private Bundle install(InputStream artifact) throws EngineFailed {
        if (context.getBundle(skill.location()) != null) {
            throw failed("still_stopping", "it was told to stop before, and has not.", List.of(), null);
        }
        try {
            return context.installBundle(skill.location(), artifact);
        } catch (BundleException e) {
            throw failed("install_failed", PlainWords.tell(e) + ".", PlainWords.causes(e), e);
        }
    }

    /** Whatever start level new bundles get: a skill starts when it is told to. */
    private void start(Bundle bundle) throws EngineFailed {
        if (!skill.id().equals(bundle.getSymbolicName())) {
            throw failed("artifact_not_this_skill", "its bundle is " + bundle.getSymbolicName() + ".", List.of(), null);
        }
        bundle.adapt(BundleStartLevel.class).setStartLevel(1);
        within(() -> {
            bundle.start(Bundle.START_TRANSIENT);
            return null;
        });
    }

    /** The skill's own code, on a thread of the program, until the start must be over. */
    <T> T within(Callable<T> work) throws EngineFailed {
        TimeoutException late = new TimeoutException();
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        try {
            return runner.run(work, left, late, () -> {}).get();
        } catch (ExecutionException e) {
            throw e.getCause() == late ? tookTooLong(late) : translate(e.getCause());
        } catch (RejectedExecutionException e) {
            throw busy(e);
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    /** Whether the start must be over. */
    boolean isOver() {
        return System.nanoTime() >= deadline;
    }

    /** Components tell nobody when they change, so whoever waits for them looks again, after this. */
    void pause() throws EngineFailed {
        try {
            Thread.sleep(LOOK_AGAIN_MS);
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    private EngineFailed tookTooLong(TimeoutException late) {
        return failed("start_timeout", "it took longer than " + skill.limit().toMillis() + " ms.", List.of(), late);
    }

    private static EngineFailed translate(Throwable error) {
        if (error instanceof BundleException bundle) {
            if (bundle.getType() == BundleException.RESOLVE_ERROR) {
                return failed(
                        "skill_unresolved",
                        "it needs what skills do not get: " + PlainWords.tell(bundle),
                        List.of(),
                        bundle);
            }
            return threw(bundle.getCause() == null ? bundle : bundle.getCause());
        }
        return threw(error);
    }

    private static EngineFailed threw(Throwable error) {
        List<String> causes = PlainWords.causes(error);
        return failed("skill_threw", causes.get(causes.size() - 1) + ".", causes, error);
    }

    static EngineFailed busy(RejectedExecutionException e) {
        return failed("container_busy", "the container runs too much already.", List.of(), e);
    }

    static EngineFailed cancelled(InterruptedException e) {
        Thread.currentThread().interrupt();
        return failed("start_cancelled", "the start was cancelled.", List.of(), e);
    }

    /** @param open what keeps components from being satisfied */
    static EngineFailed unsatisfied(List<String> open) {
        return failed("component_unsatisfied", String.join("; ", open) + ".", open, null);
    }

    static EngineFailed failed(String code, String what, List<String> lines, Throwable cause) {
        return new EngineFailed(code, what, lines, cause);
    }
}
