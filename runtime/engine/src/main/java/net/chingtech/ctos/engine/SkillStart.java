package net.chingtech.ctos.engine;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.engine.OfferedServices.Offered;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.engine.internal.SkillComponents;
import net.chingtech.ctos.skill.SkillTool;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** One start of one skill's bundle, step by step; what was installed is removed when a step fails. */
final class SkillStart {

    private static final long LOOK_AGAIN_MS = 20;

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final CallRunner runner;
    private final SkillBundle skill;
    private final SkillOwner owner;
    private final long deadline;

    SkillStart(
            BundleContext context,
            ServiceComponentRuntime components,
            CallRunner runner,
            SkillBundle skill,
            SkillOwner owner) {
        this.context = context;
        this.components = components;
        this.runner = runner;
        this.skill = skill;
        this.owner = owner;
        deadline = System.nanoTime() + skill.limit().toNanos();
    }

    StartedSkill run(InputStream artifact) throws EngineFailed {
        Bundle bundle = install(artifact);
        boolean good = false;
        try {
            StartedSkill started = start(bundle);
            good = true;
            return started;
        } finally {
            if (!good) {
                new BundleEnd(bundle, runner).run();
            }
        }
    }

    private StartedSkill start(Bundle bundle) throws EngineFailed {
        // 1. The bundle. Whatever start level new bundles get: a skill starts when it is told to.
        if (!skill.id().equals(bundle.getSymbolicName())) {
            throw failed("artifact_not_this_skill", "its bundle is " + bundle.getSymbolicName() + ".", List.of(), null);
        }
        bundle.adapt(BundleStartLevel.class).setStartLevel(1);
        within(() -> {
            bundle.start(Bundle.START_TRANSIENT);
            return null;
        });
        // 2. Its components and tools.
        SkillComponents itsComponents = new SkillComponents(components, bundle);
        OfferedServices services = new OfferedServices(context, bundle, skill);
        waitFor(itsComponents, services);
        services.refuseForeignTypes();
        Map<String, Offered> offered = services.tools();
        for (Offered tool : offered.values()) {
            owner.check(tool.description());
        }
        Map<String, SkillTool> tools = activate(offered, itsComponents);
        // 3. Its health.
        HealthProbe probe = new HealthProbe(context, itsComponents, services, runner, skill.limit());
        HealthReport health = probe.probe();
        if (!health.isGood()) {
            throw failed("health_failed", "its health check says " + health.status() + ".", health.lines(), null);
        }
        List<OfferedTool> descriptions = offered.values().stream()
                .map(Offered::description)
                .sorted(Comparator.comparing(OfferedTool::name))
                .toList();
        return new StartedSkill(bundle, tools, descriptions, health, probe, runner, owner);
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

    private static EngineFailed failed(String code, String what, List<String> lines, Throwable cause) {
        return new EngineFailed(code, what, lines, cause);
    }

    /** The skill's own code, on a thread of the program, until the deadline. */
    private <T> T within(Callable<T> work) throws EngineFailed {
        TimeoutException late = new TimeoutException();
        try {
            return runner.run(work, left(), late, () -> {}).get();
        } catch (ExecutionException e) {
            throw e.getCause() == late ? tookTooLong(late) : translate(e.getCause());
        } catch (RejectedExecutionException e) {
            throw failed("container_busy", "the container runs too much already.", List.of(), e);
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    private EngineFailed tookTooLong(TimeoutException late) {
        return failed("start_timeout", "it took longer than " + skill.limit().toMillis() + " ms.", List.of(), late);
    }

    private static EngineFailed cancelled(InterruptedException e) {
        Thread.currentThread().interrupt();
        return failed("start_cancelled", "the start was cancelled.", List.of(), e);
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

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }

    /** Components tell nobody when they change, so this looks again, with a pause, until the deadline. */
    private void waitFor(SkillComponents itsComponents, OfferedServices services) throws EngineFailed {
        while (true) {
            SkillComponents.State state = itsComponents.state();
            refuseFailed(state);
            List<String> missing = services.missing();
            if (state.waiting().isEmpty() && missing.isEmpty()) {
                return;
            }
            if (System.nanoTime() >= deadline) {
                throw state.waiting().isEmpty()
                        ? failed(
                                "tools_missing", "it does not offer " + String.join(", ", missing) + ".", missing, null)
                        : failed(
                                "component_unsatisfied",
                                String.join("; ", state.waiting()) + ".",
                                state.waiting(),
                                null);
            }
            try {
                Thread.sleep(LOOK_AGAIN_MS);
            } catch (InterruptedException e) {
                throw cancelled(e);
            }
        }
    }

    private static void refuseFailed(SkillComponents.State state) throws EngineFailed {
        if (!state.failed().isEmpty()) {
            throw failed("skill_threw", state.failed().get(0) + ".", state.failed(), null);
        }
    }

    /** Gets the tools' objects: only now their classes are loaded and their constructors run. */
    private Map<String, SkillTool> activate(Map<String, Offered> offered, SkillComponents itsComponents)
            throws EngineFailed {
        Map<String, SkillTool> tools = new LinkedHashMap<>();
        List<String> dead = new ArrayList<>();
        for (Map.Entry<String, Offered> entry : offered.entrySet()) {
            ServiceReference<?> reference = entry.getValue().reference();
            SkillTool tool = within(() -> (SkillTool) context.getService(reference));
            if (tool == null) {
                dead.add(entry.getKey());
            } else {
                tools.put(entry.getKey(), tool);
            }
        }
        if (!dead.isEmpty()) {
            refuseFailed(itsComponents.state());
            throw failed(
                    "skill_threw", "these tools could not be activated: " + String.join(", ", dead) + ".", dead, null);
        }
        return tools;
    }
}
