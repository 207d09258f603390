package net.chingtech.ctos.gateways.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.util.promise.Promise;

/** A router that answers everything, and remembers it. */
final class RecordingRouter implements ToolRouter {

    final List<ToolCall> calls = new ArrayList<>();
    final List<CallChain> chains = new ArrayList<>();
    ToolException failure;
    /** When it is there, the answer to every call. */
    CompletableFuture<ToolResult> waiting;

    @Override
    public List<RoutedTool> tools() {
        return List.of();
    }

    @Override
    public CompletionStage<ToolResult> call(ToolCall call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ToolResult> call(SkillId owner, ToolCall call) {
        calls.add(call);
        chains.add(CallChain.current());
        if (waiting != null) {
            return waiting;
        }
        return failure == null
                ? CompletableFuture.completedFuture(ToolResult.of(Map.of("ok", true)))
                : CompletableFuture.failedFuture(failure);
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
        return Optional.empty();
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
