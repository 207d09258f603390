package net.chingtech.ctos.host.internal.skill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.engine.SkillEngine;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.gateways.Admissions;
import net.chingtech.ctos.host.internal.hooks.Hooks;
import net.chingtech.ctos.host.internal.start.CallLimits;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.host.internal.start.ReleaseSettings;
import net.chingtech.ctos.host.internal.start.Secrets;
import net.chingtech.ctos.host.internal.start.Unsigned;
import net.chingtech.ctos.permissions.Fence;
import net.chingtech.ctos.permissions.SkillRights;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.MigrationOrder;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs skills in the container's own framework, each inside its fence; refuses when the fence does not hold. */
@Component
public final class InFrameworkHost implements SkillHost {

    private static final int MOST_CALLS_AT_ONCE = 256;
    private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(30), 32);
    private static final Logger LOG = LoggerFactory.getLogger(InFrameworkHost.class);

    private final BundleContext context;
    private final Fence fence;
    private final Admissions admissions;
    private final SkillSettings settings;
    private final SkillEngine engine;
    private final CallRunner runner = new CallRunner(MOST_CALLS_AT_ONCE);
    private final Map<String, StartedBundle> running = new ConcurrentHashMap<>();
    private final Denials denials = new Denials(running::get);
    private final Leftovers leftovers;
    private final Hooks hooks;

    @Activate
    public InFrameworkHost(
            BundleContext context,
            @Reference Fence fence,
            @Reference Admissions admissions,
            @Reference SkillSettings settings,
            @Reference AuditLog audit,
            @Reference ServiceReference<ServiceComponentRuntime> runtime) {
        this.context = context;
        this.fence = fence;
        this.admissions = admissions;
        this.settings = settings;
        engine = new SkillEngine(context, context.getService(runtime), runner);
        hooks = new Hooks(
                context,
                Set.of(
                        0L,
                        context.getBundle().getBundleId(),
                        runtime.getBundle().getBundleId()));
        leftovers = new Leftovers(fence, audit);
        uninstallWhatIsLeft();
        fence.onDenied(denials);
    }

    /** The framework remembers bundles; which skills run is the registry's word, so they are all started afresh. */
    private void uninstallWhatIsLeft() {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(StagedSkill.LOCATION_PREFIX)) {
                try {
                    bundle.uninstall();
                } catch (BundleException | IllegalStateException e) {
                    LOG.warn("A skill of an earlier run could not be uninstalled: {}", bundle.getLocation(), e);
                }
            }
        }
        fence.forgetAll();
    }

    @Override
    public HostLevel level() {
        return HostLevel.IN_FRAMEWORK;
    }

    @Override
    public HostStatus status() {
        HostStatus status = fence.status();
        List<String> cannotStop = new ArrayList<>(status.cannotStop());
        cannotStop.addAll(leftovers.sentences());
        return new HostStatus(
                status.available(),
                status.code(),
                status.detail(),
                status.sandbox(),
                status.isolatesFiles(),
                cannotStop);
    }

    @Override
    public boolean holds(SkillPermission permission) {
        return SkillRights.holds(permission);
    }

    @Override
    public RunningSkill start(StagedSkill skill, Grants grants) throws StartFailed {
        StartedBundle started = enter(skill);
        boolean good = false;
        try {
            RunningSkill result =
                    new InFrameworkSkill(started, started.start(engine, admissions, grants), runner, denials, LIMITS);
            good = true;
            LOG.info(
                    "Started {} {} with {} tools",
                    skill.id(),
                    skill.version(),
                    result.tools().size());
            return result;
        } catch (StartFailed e) {
            throw started.secrets().hide(e);
        } finally {
            if (!good) {
                started.close();
            }
        }
    }

    @Override
    public Map<String, Map<String, Object>> migrate(StagedSkill skill, Grants grants, MigrationOrder order)
            throws StartFailed {
        try (StartedBundle started = enter(skill)) {
            LOG.info("{} {} brings forward what {} left", skill.id(), skill.version(), order.from());
            try {
                return started.migrate(engine, admissions, grants, order);
            } catch (StartFailed e) {
                throw started.secrets().hide(e);
            }
        }
    }

    /** @throws StartFailed when nothing runs here, or this release does already */
    private StartedBundle enter(StagedSkill skill) throws StartFailed {
        Unsigned.refuseOutside(skill, false);
        HostStatus status = fence.status();
        if (!status.available()) {
            throw new StartFailed(
                    new Problem(
                            409,
                            status.code(),
                            skill.id() + " cannot run here: " + status.detail(),
                            "Run the container with Java 17, or wait for a host that suits this Java."),
                    null);
        }
        // They reach its components by ConfigurationAdmin; this asks whether they can be read at all.
        ReleaseSettings.of(skill, settings);
        String location = skill.location();
        StartedBundle started =
                new StartedBundle(skill, Secrets.of(skill, settings), fence, leftovers, () -> running.remove(location));
        if (running.putIfAbsent(location, started) != null) {
            throw Failures.failed(skill, "already_running", "it runs already.", List.of(), null);
        }
        return started;
    }

    /** No skill outlives its fence: they are stopped before the hooks go. */
    @Deactivate
    void stop() {
        running.values().forEach(StartedBundle::close);
        hooks.close();
        runner.close();
        denials.close();
    }
}
