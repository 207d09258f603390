package net.chingtech.ctos.provisioning.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.CallTally;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.Promises;

/** A router that only knows who would be called. */
final class FakeRouter implements ToolRouter {

    final Map<SkillId, RunningSkill> routed = new ConcurrentSkipListMap<>();
    /** Whose calls wait. */
    final Set<SkillId> held = new ConcurrentSkipListSet<>();

    /** What was called; everything else was never. */
    final Map<SkillId, CallTally> tallies = new ConcurrentSkipListMap<>();

    private final Asked asked;

    FakeRouter(Asked asked) {
        this.asked = asked;
    }

    @Override
    public List<RoutedTool> tools() {
        List<RoutedTool> tools = new ArrayList<>();
        routed.values().forEach(running -> running.tools()
                .forEach(tool -> tools.add(new RoutedTool(
                        tool, running.skill().id(), running.skill().version()))));
        return tools;
    }

    @Override
    public CompletionStage<ToolResult> call(ToolCall call) {
        throw new UnsupportedOperationException("nobody calls here");
    }

    @Override
    public CompletionStage<ToolResult> call(SkillId target, ToolCall call) {
        throw new UnsupportedOperationException("nobody calls here");
    }

    @Override
    public CallTally calls(SkillId id) {
        return tallies.getOrDefault(id, CallTally.NONE);
    }

    @Override
    public synchronized Optional<RunningSkill> switchTo(RunningSkill skill) throws ToolNameTaken {
        SkillId id = skill.skill().id();
        for (RoutedTool tool : tools()) {
            for (ToolDescription mine : skill.tools()) {
                if (!tool.skill().equals(id) && tool.tool().name().equals(mine.name())) {
                    throw new ToolNameTaken(mine.name(), tool.skill());
                }
            }
        }
        asked.say("switch to " + id + "@" + skill.skill().version());
        return Optional.ofNullable(routed.put(id, skill));
    }

    @Override
    public Optional<RunningSkill> retire(SkillId id) {
        asked.say("retire " + id);
        return Optional.ofNullable(routed.remove(id));
    }

    @Override
    public Optional<RunningSkill> running(SkillId id) {
        return Optional.ofNullable(routed.get(id));
    }

    @Override
    public Promise<Void> retireAndStop(SkillId id, Duration patience) {
        return retire(id).map(running -> running.drainAndStop(patience)).orElseGet(() -> Promises.resolved(null));
    }

    @Override
    public Hold hold(SkillId id, Duration longest) {
        asked.say("hold " + id);
        held.add(id);
        return new Hold() {
            @Override
            public int waiting() {
                return 0;
            }

            @Override
            public void close() {
                if (held.remove(id)) {
                    asked.say("let callers of " + id + " go on");
                }
            }
        };
    }
}
