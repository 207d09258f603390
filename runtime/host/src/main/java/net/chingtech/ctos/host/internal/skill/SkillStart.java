package net.chingtech.ctos.host.internal.skill;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.gateways.Admissions;
import net.chingtech.ctos.host.internal.calls.CallRunner;
import net.chingtech.ctos.host.internal.skill.OfferedServices.Offered;
import net.chingtech.ctos.host.internal.skill.OfferedServices.Unfit;
import net.chingtech.ctos.host.internal.start.ArtifactBytes;
import net.chingtech.ctos.host.internal.start.CallLimits;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.permissions.Fence;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.skill.SkillTool;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** One start of one skill, step by step; whoever runs it closes the {@link StartedBundle} when a step fails. */
final class SkillStart {

    private static final long LOOK_AGAIN_MS = 20;

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final CallRunner runner;
    private final CallLimits limits;
    private final StagedSkill skill;
    private final StartedBundle started;
    private final Duration limit;
    private final long deadline;

    SkillStart(
            BundleContext context,
            ServiceComponentRuntime components,
            CallRunner runner,
            CallLimits limits,
            StartedBundle started) {
        this.context = context;
        this.components = components;
        this.runner = runner;
        this.limits = limits;
        this.started = started;
        skill = started.skill();
        limit = Duration.ofMillis(skill.manifest().health().timeoutMs());
        deadline = System.nanoTime() + limit.toNanos();
    }

    RunningSkill run(Fence fence, Admissions admissions, Grants grants) throws StartFailed {
        // 1. The bytes that were verified, read once: what is digested is what is installed.
        byte[] artifact = ArtifactBytes.read(skill);
        // 2. The fence and the gateways, before the framework sees anything of the skill.
        fence.raise(skill, grants);
        started.admittedBy(admissions.admit(skill, grants));
        // 3. The bundle.
        Bundle bundle = install(artifact);
        started.installed(bundle);
        within(() -> {
            bundle.start(Bundle.START_TRANSIENT);
            return null;
        });
        // 4. Its components and tools.
        SkillComponents itsComponents = new SkillComponents(components, bundle);
        OfferedServices services = new OfferedServices(context, bundle, skill);
        waitFor(itsComponents, services);
        Map<String, Offered> offered = offered(services);
        Map<String, SkillTool> tools = activate(offered, itsComponents);
        // 5. Its health.
        HealthProbe probe = new HealthProbe(context, itsComponents, services, runner, limit);
        Health health = probe.probe();
        if (!health.isGood()) {
            throw Failures.failed(
                    skill, "health_failed", "its health check says " + health.status() + ".", health.lines(), null);
        }
        List<ToolDescription> descriptions = offered.values().stream()
                .map(Offered::description)
                .sorted(java.util.Comparator.comparing(ToolDescription::name))
                .toList();
        return new InFrameworkSkill(started, tools, descriptions, probe, runner, limits);
    }

    private Bundle install(byte[] artifact) throws StartFailed {
        if (context.getBundle(skill.location()) != null) {
            throw Failures.failed(
                    skill,
                    "still_stopping",
                    "it was told to stop before, and has not.",
                    "Start the container again.",
                    List.of(),
                    null);
        }
        try {
            Bundle bundle = context.installBundle(skill.location(), new ByteArrayInputStream(artifact));
            if (!skill.id().value().equals(bundle.getSymbolicName())) {
                started.installed(bundle);
                throw Failures.failed(
                        skill,
                        "artifact_not_this_skill",
                        "its bundle is " + bundle.getSymbolicName() + ".",
                        List.of(),
                        null);
            }
            // Whatever start level new bundles get: a skill starts when the host says so.
            bundle.adapt(BundleStartLevel.class).setStartLevel(1);
            return bundle;
        } catch (BundleException e) {
            throw Failures.failed(skill, "install_failed", Failures.tell(e) + ".", Failures.causes(e), e);
        }
    }

    /** The skill's own code, on a thread of the container, until the deadline. */
    private <T> T within(Callable<T> work) throws StartFailed {
        TimeoutException late = new TimeoutException();
        try {
            return runner.run(work, left(), late, () -> {}).get();
        } catch (ExecutionException e) {
            throw e.getCause() == late ? tookTooLong(late) : translate(e.getCause());
        } catch (RejectedExecutionException e) {
            throw Failures.failed(skill, "container_busy", "the container runs too much already.", List.of(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.failed(skill, "start_cancelled", "the start was cancelled.", List.of(), e);
        }
    }

    private StartFailed tookTooLong(TimeoutException late) {
        return Failures.failed(
                skill, "start_timeout", "it took longer than " + limit.toMillis() + " ms.", List.of(), late);
    }

    private StartFailed translate(Throwable error) {
        if (error instanceof BundleException bundle) {
            if (bundle.getType() == BundleException.RESOLVE_ERROR) {
                return Failures.failed(
                        skill,
                        "skill_unresolved",
                        "it needs what skills do not get: " + Failures.tell(bundle),
                        List.of(),
                        bundle);
            }
            return Failures.threw(skill, bundle.getCause() == null ? bundle : bundle.getCause());
        }
        return Failures.threw(skill, error);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }

    /** Components tell nobody when they change, so this looks again, with a pause, until the deadline. */
    private void waitFor(SkillComponents itsComponents, OfferedServices services) throws StartFailed {
        while (true) {
            SkillComponents.State state = itsComponents.state();
            refuseFailed(state);
            List<String> missing = services.missing();
            if (state.waiting().isEmpty() && missing.isEmpty()) {
                return;
            }
            if (System.nanoTime() >= deadline) {
                throw state.waiting().isEmpty()
                        ? Failures.failed(
                                skill,
                                "tools_missing",
                                "it does not offer " + String.join(", ", missing) + ".",
                                missing,
                                null)
                        : Failures.failed(
                                skill,
                                "component_unsatisfied",
                                String.join("; ", state.waiting()) + ".",
                                state.waiting(),
                                null);
            }
            pause();
        }
    }

    private void pause() throws StartFailed {
        try {
            Thread.sleep(LOOK_AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.failed(skill, "start_cancelled", "the start was cancelled.", List.of(), e);
        }
    }

    private void refuseFailed(SkillComponents.State state) throws StartFailed {
        if (!state.failed().isEmpty()) {
            throw Failures.failed(skill, "skill_threw", state.failed().get(0) + ".", state.failed(), null);
        }
    }

    private Map<String, Offered> offered(OfferedServices services) throws StartFailed {
        try {
            services.refuseForeignTypes();
            return services.tools();
        } catch (Unfit e) {
            throw Failures.failed(skill, e.code(), e.getMessage() + ".", List.of(), e);
        }
    }

    /** Gets the tools' objects: only now their classes are loaded and their constructors run. */
    private Map<String, SkillTool> activate(Map<String, Offered> offered, SkillComponents itsComponents)
            throws StartFailed {
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
            throw Failures.failed(
                    skill,
                    "skill_threw",
                    "these tools could not be activated: " + String.join(", ", dead) + ".",
                    dead,
                    null);
        }
        return tools;
    }
}
