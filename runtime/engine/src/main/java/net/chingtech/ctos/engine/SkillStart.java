package net.chingtech.ctos.engine;

import static net.chingtech.ctos.engine.BundleBegin.failed;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.engine.OfferedServices.Offered;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.engine.internal.SkillComponents;
import net.chingtech.ctos.skill.SkillTool;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** One start of one skill's bundle, step by step; what was installed is removed when a step fails. */
final class SkillStart {

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final CallRunner runner;
    private final SkillBundle skill;
    private final SkillOwner owner;
    private final BundleBegin begin;

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
        begin = new BundleBegin(context, runner, skill);
    }

    StartedSkill run(InputStream artifact) throws EngineFailed {
        return begin.run(artifact, this::complete);
    }

    private StartedSkill complete(Bundle bundle) throws EngineFailed {
        // 1. Its components and tools.
        SkillComponents itsComponents = new SkillComponents(components, bundle);
        OfferedServices services = new OfferedServices(context, bundle, skill);
        waitFor(itsComponents, services);
        services.refuseForeignTypes();
        Map<String, Offered> offered = services.tools();
        for (Offered tool : offered.values()) {
            owner.check(tool.description());
        }
        Map<String, SkillTool> tools = activate(offered, itsComponents);
        // 2. Its health.
        HealthProbe probe = new HealthProbe(context, itsComponents, services, offered.values(), runner, skill.limit());
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

    private void waitFor(SkillComponents itsComponents, OfferedServices services) throws EngineFailed {
        while (true) {
            SkillComponents.State state = itsComponents.state();
            refuseFailed(state);
            List<String> missing = services.missing();
            if (state.waiting().isEmpty() && missing.isEmpty()) {
                return;
            }
            if (begin.isOver()) {
                throw state.open().isEmpty()
                        ? failed(
                                "tools_missing", "it does not offer " + String.join(", ", missing) + ".", missing, null)
                        : BundleBegin.unsatisfied(state.open());
            }
            begin.pause();
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
            SkillTool tool = begin.within(() -> (SkillTool) context.getService(reference));
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
