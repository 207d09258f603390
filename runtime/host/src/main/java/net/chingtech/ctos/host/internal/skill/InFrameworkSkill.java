package net.chingtech.ctos.host.internal.skill;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.host.internal.calls.CallRunner;
import net.chingtech.ctos.host.internal.calls.Leases;
import net.chingtech.ctos.host.internal.start.CallLimits;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.Vitals;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A skill's bundle that runs. Each call holds a lease until its thread really ended, also when it was late. */
final class InFrameworkSkill implements RunningSkill {

    private static final Logger LOG = LoggerFactory.getLogger(InFrameworkSkill.class);

    private final StartedBundle started;
    private final Map<String, SkillTool> tools;
    private final List<ToolDescription> descriptions;
    private final HealthProbe probe;
    private final CallRunner runner;
    private final CallLimits limits;
    private final Leases leases;
    private final Deferred<Void> stopped = new PromiseFactory(PromiseFactory.inlineExecutor()).deferred();
    private boolean stopping;

    InFrameworkSkill(
            StartedBundle started,
            Map<String, SkillTool> tools,
            List<ToolDescription> descriptions,
            HealthProbe probe,
            CallRunner runner,
            CallLimits limits) {
        this.started = started;
        this.tools = Map.copyOf(tools);
        this.descriptions = List.copyOf(descriptions);
        this.probe = probe;
        this.runner = runner;
        this.limits = limits;
        leases = new Leases(limits.mostAtOnce());
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
        SkillTool tool = tools.get(call.tool());
        if (tool == null) {
            return failed("tool_unknown", skill().id() + " has no tool " + call.tool() + ".");
        }
        switch (leases.take()) {
            case CLOSED:
                return failed(STOPPING, skill().id() + " " + skill().version() + " is stopping.");
            case FULL:
                return failed("skill_busy", skill().id() + " answers " + limits.mostAtOnce() + " calls already.");
            default:
                break;
        }
        CallChain chain = CallChain.current().endingWith(skill().id());
        ToolException late = new ToolException(
                "call_timeout",
                call.tool() + " did not answer within " + limits.longest().toMillis() + " ms.");
        try {
            return runner.run(() -> chain.bind(() -> answer(tool, call)), limits.longest(), late, leases::give);
        } catch (RejectedExecutionException e) {
            leases.give();
            return failed("skill_busy", "The container answers too many calls already.");
        }
    }

    private ToolResult answer(SkillTool tool, ToolCall call) throws ToolException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(started.classLoader());
        try {
            return ToolAnswer.to(tool, call);
        } catch (ToolAnswer.Broken e) {
            List<String> causes = Failures.causes(e.getCause());
            LOG.warn("The tool {} of {} {} threw: {}", call.tool(), skill().id(), skill().version(), causes);
            started.log(Level.ERROR, call.tool() + " threw " + String.join(", because of ", causes));
            throw new ToolException("tool_failed", "The tool " + call.tool() + " failed; the skill's log says why.");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static CompletionStage<ToolResult> failed(String code, String message) {
        return CompletableFuture.failedFuture(new ToolException(code, message));
    }

    @Override
    public Health health() {
        return probe.probe();
    }

    @Override
    public void regrant(Grants grants) throws StartFailed {
        started.regrant(grants);
    }

    @Override
    public Vitals vitals() {
        return new Vitals(Vitals.State.RUNNING, "security_layer", null, 0, null);
    }

    @Override
    public synchronized Promise<Void> drainAndStop(Duration patience) {
        if (!stopping) {
            stopping = true;
            runner.after(leases.close(), patience, "ctos-stop-" + skill().id(), inTime -> {
                if (!inTime) {
                    LOG.warn(
                            "{} {} still answers {} calls after {} ms; it is stopped now",
                            skill().id(),
                            skill().version(),
                            leases.held(),
                            patience.toMillis());
                }
                stop();
            });
        }
        return stopped.getPromise();
    }

    private void stop() {
        try {
            started.close();
            stopped.resolve(null);
        } catch (RuntimeException | Error e) {
            stopped.fail(e);
        }
    }
}
