package net.chingtech.ctos.host.internal.router;

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

    static final Routes NONE = new Routes(new TreeMap<>(), Map.of());

    /** A tool and the version that answers it. */
    record Route(ToolDescription tool, InputSchema input, RunningSkill skill) {}

    private final SortedMap<String, Route> tools;
    private final Map<SkillId, RunningSkill> skills;
    private final List<RoutedTool> list;

    private Routes(SortedMap<String, Route> tools, Map<SkillId, RunningSkill> skills) {
        this.tools = Collections.unmodifiableSortedMap(tools);
        this.skills = Map.copyOf(skills);
        list = tools.values().stream()
                .map(route -> new RoutedTool(
                        route.tool(),
                        route.skill().skill().id(),
                        route.skill().skill().version()))
                .toList();
    }

    Route route(String tool) {
        return tools.get(tool);
    }

    Optional<RunningSkill> running(SkillId id) {
        return Optional.ofNullable(skills.get(id));
    }

    List<RoutedTool> list() {
        return list;
    }

    /** With {@code skill} in the place of whatever version of it was there. */
    Routes with(RunningSkill skill, Map<String, InputSchema> inputs) throws ToolNameTaken {
        SkillId id = skill.skill().id();
        SortedMap<String, Route> next = toolsWithout(id);
        for (ToolDescription tool : skill.tools()) {
            Route taken = next.put(tool.name(), new Route(tool, inputs.get(tool.name()), skill));
            if (taken != null) {
                throw new ToolNameTaken(tool.name(), taken.skill().skill().id());
            }
        }
        Map<SkillId, RunningSkill> running = new HashMap<>(skills);
        running.put(id, skill);
        return new Routes(next, running);
    }

    Routes without(SkillId id) {
        Map<SkillId, RunningSkill> running = new HashMap<>(skills);
        running.remove(id);
        return new Routes(toolsWithout(id), running);
    }

    private SortedMap<String, Route> toolsWithout(SkillId id) {
        SortedMap<String, Route> next = new TreeMap<>(tools);
        next.values().removeIf(route -> route.skill().skill().id().equals(id));
        return next;
    }
}
