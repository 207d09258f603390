package net.chingtech.ctos.host.internal.router;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter.RoutedTool;
import net.chingtech.ctos.runtime.ToolRouter.ToolNameTaken;

/** Which tool is whose, at one moment; never changed, only followed by the next. */
final class Routes {

    static final Routes NONE = new Routes(new TreeMap<>(), Map.of(), Map.of());

    /** A tool and the version that answers it, or did: while its skill is held a tool stays without one. */
    record Route(ToolDescription tool, InputSchema input, RunningSkill skill) {

        SkillId owner() {
            return skill.skill().id();
        }
    }

    private final SortedMap<String, Route> tools;
    private final Map<SkillId, RunningSkill> skills;
    private final Map<SkillId, HeldCalls> held;
    private final List<RoutedTool> list;

    private Routes(SortedMap<String, Route> tools, Map<SkillId, RunningSkill> skills, Map<SkillId, HeldCalls> held) {
        this.tools = Collections.unmodifiableSortedMap(tools);
        this.skills = Map.copyOf(skills);
        this.held = Map.copyOf(held);
        list = tools.values().stream()
                .map(route -> new RoutedTool(
                        route.tool(), route.owner(), route.skill().skill().version()))
                .toList();
    }

    Route route(String tool) {
        return tools.get(tool);
    }

    Optional<RunningSkill> running(SkillId id) {
        return Optional.ofNullable(skills.get(id));
    }

    /** Whether the version of a route is called, and not only remembered. */
    boolean isLive(Route route) {
        return skills.get(route.owner()) == route.skill();
    }

    /** Where the calls of a skill wait, or null when they do not. */
    HeldCalls held(SkillId id) {
        return held.get(id);
    }

    Collection<HeldCalls> held() {
        return held.values();
    }

    List<RoutedTool> list() {
        return list;
    }

    /**
     * With {@code skill} in the place of whatever version of it was there. A tool that is only remembered, for a skill that has
     * stopped while its callers wait, is another's no longer: so a skill that takes the place of another may keep its names, and
     * give them back.
     */
    Routes with(RunningSkill skill, Map<String, InputSchema> inputs) throws ToolNameTaken {
        SkillId id = skill.skill().id();
        SortedMap<String, Route> next = toolsWithout(id);
        for (ToolDescription tool : skill.tools()) {
            Route taken = next.put(tool.name(), new Route(tool, inputs.get(tool.name()), skill));
            if (taken != null && (taken.owner().equals(id) || skills.containsKey(taken.owner()))) {
                throw new ToolNameTaken(tool.name(), taken.owner());
            }
        }
        Map<SkillId, RunningSkill> running = new HashMap<>(skills);
        running.put(id, skill);
        return new Routes(next, running, held);
    }

    /** Without the running version of a skill; its tools stay while it is held. */
    Routes without(SkillId id) {
        Map<SkillId, RunningSkill> running = new HashMap<>(skills);
        running.remove(id);
        return new Routes(held.containsKey(id) ? tools : toolsWithout(id), running, held);
    }

    Routes holding(HeldCalls calls) {
        Map<SkillId, HeldCalls> next = new HashMap<>(held);
        next.put(calls.id(), calls);
        return new Routes(tools, skills, next);
    }

    /** No longer held; without its tools when no version of it came. */
    Routes letGo(HeldCalls calls) {
        if (held.get(calls.id()) != calls) {
            return this;
        }
        Map<SkillId, HeldCalls> next = new HashMap<>(held);
        next.remove(calls.id());
        return new Routes(skills.containsKey(calls.id()) ? tools : toolsWithout(calls.id()), skills, next);
    }

    private SortedMap<String, Route> toolsWithout(SkillId id) {
        SortedMap<String, Route> next = new TreeMap<>(tools);
        next.values().removeIf(route -> route.owner().equals(id));
        return next;
    }
}
