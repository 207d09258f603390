package net.chingtech.ctos.mcp.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.util.promise.Promise;

/** A router with tools made of lambdas. */
public final class FewTools implements ToolRouter {

    private final Map<String, RoutedTool> routed = new ConcurrentSkipListMap<>();
    private final Map<String, Tool> tools = new ConcurrentSkipListMap<>();
    final List<ToolCall> calls = new CopyOnWriteArrayList<>();

    /** Does the work of one tool. */
    public interface Tool {
        Map<String, ?> call(Map<String, Object> input) throws ToolException;
    }

    public void put(String name, String schema, Tool tool) {
        tools.put(name, tool);
        routed.put(
                name,
                new RoutedTool(
                        new ToolDescription(name, "Does " + name, schema, false),
                        new SkillId("org.example.few"),
                        SkillVersion.of("1.0.0")));
    }

    void remove(String name) {
        tools.remove(name);
        routed.remove(name);
    }

    @Override
    public List<RoutedTool> tools() {
        return List.copyOf(routed.values());
    }

    @Override
    public CompletionStage<ToolResult> call(ToolCall call) {
        calls.add(call);
        try {
            return CompletableFuture.completedFuture(
                    ToolResult.of(tools.get(call.tool()).call(call.input())));
        } catch (ToolException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<ToolResult> call(SkillId target, ToolCall call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RunningSkill> switchTo(RunningSkill skill) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RunningSkill> retire(SkillId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RunningSkill> running(SkillId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Promise<Void> retireAndStop(SkillId id, Duration patience) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Hold hold(SkillId id, Duration longest) {
        throw new UnsupportedOperationException("not built yet");
    }
}
