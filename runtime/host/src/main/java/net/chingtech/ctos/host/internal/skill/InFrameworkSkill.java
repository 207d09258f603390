package net.chingtech.ctos.host.internal.skill;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.chingtech.ctos.engine.HealthReport;
import net.chingtech.ctos.engine.OfferedTool;
import net.chingtech.ctos.engine.StartedSkill;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.host.internal.calls.LeasedCalls;
import net.chingtech.ctos.host.internal.start.CallLimits;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.Vitals;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.util.promise.Promise;

/** A skill's bundle that runs. Each call holds a lease until its thread really ended, also when it was late. */
final class InFrameworkSkill implements RunningSkill {

    private final StartedBundle started;
    private final StartedSkill running;
    private final List<ToolDescription> descriptions;
    private final CallRunner runner;
    private final CallLimits limits;
    private final Denials denials;
    private final LeasedCalls calls;

    InFrameworkSkill(
            StartedBundle started, StartedSkill running, CallRunner runner, Denials denials, CallLimits limits) {
        this.started = started;
        this.running = running;
        this.runner = runner;
        this.limits = limits;
        this.denials = denials;
        descriptions = running.tools().stream().map(this::describe).toList();
        calls = new LeasedCalls(skill(), limits.mostAtOnce());
    }

    private ToolDescription describe(OfferedTool tool) {
        boolean exported = skill().manifest().exports().contains(tool.name());
        return new ToolDescription(tool.name(), tool.description(), tool.inputSchema(), exported);
    }

    @Override
    public StagedSkill skill() {
        return started.skill();
    }

    @Override
    public HostLevel host() {
        return HostLevel.IN_FRAMEWORK;
    }

    @Override
    public List<ToolDescription> tools() {
        return descriptions;
    }

    @Override
    public CompletionStage<ToolResult> call(ToolCall call) {
        CallChain chain = CallChain.current().endingWith(skill().id());
        return calls.call(ended -> new OnThread(running.call(
                call, limits.longest(), tool -> chain.bind(() -> denials.during(call.tool(), tool)), ended)));
    }

    /** A call on a thread of the container, which is interrupted when somebody else ends the answer. */
    private record OnThread(CompletableFuture<ToolResult> answer) implements LeasedCalls.Running {

        @Override
        public void cutOff(ToolException tried, ToolException untried) {
            answer.completeExceptionally(tried);
        }
    }

    @Override
    public Health health() {
        HealthReport report = running.health();
        return started.secrets()
                .hide(new Health(Health.Status.valueOf(report.status().name()), report.lines()));
    }

    @Override
    public void regrant(Grants grants) throws StartFailed {
        started.regrant(grants);
    }

    @Override
    public Vitals vitals() {
        return new Vitals(Vitals.State.RUNNING, "security_layer", null, 0, started.problem());
    }

    @Override
    public Promise<Void> drainAndStop(Duration patience) {
        return calls.drainAndStop(
                patience,
                (idle, longest, stop) -> runner.after(idle, longest, "ctos-stop-" + skill().id(), stop),
                started::close);
    }
}
