package net.chingtech.ctos.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.engine.internal.ToolAnswer;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** A skill's bundle that runs. */
public final class StartedSkill {

    private final Bundle bundle;
    private final Map<String, SkillTool> tools;
    private final List<OfferedTool> descriptions;
    private final HealthReport healthAtStart;
    private final HealthProbe probe;
    private final CallRunner runner;
    private final SkillOwner owner;

    StartedSkill(
            Bundle bundle,
            Map<String, SkillTool> tools,
            List<OfferedTool> descriptions,
            HealthReport healthAtStart,
            HealthProbe probe,
            CallRunner runner,
            SkillOwner owner) {
        this.bundle = bundle;
        this.tools = Map.copyOf(tools);
        this.descriptions = List.copyOf(descriptions);
        this.healthAtStart = healthAtStart;
        this.probe = probe;
        this.runner = runner;
        this.owner = owner;
    }

    /** The tools that it had when it started, by name; those that it registers later are nobody's. */
    public List<OfferedTool> tools() {
        return descriptions;
    }

    /**
     * Calls a tool, with the skill's class loader as context loader.
     *
     * @param longest after this time the caller is told {@code call_timeout}, and the thread is interrupted
     * @param around what is done round it, on its thread
     * @param ended done once in any case, when the call really ended, be it late, and before anybody is told
     * @return ends with plain values, or with a {@link ToolException}: the tool's own reason, {@code tool_unknown},
     *     {@code tool_failed}, {@code result_invalid}, {@code call_timeout} or {@code skill_busy}
     */
    public CompletableFuture<ToolResult> call(ToolCall call, Duration longest, Around around, Runnable ended) {
        SkillTool tool = tools.get(call.tool());
        if (tool == null) {
            ended.run();
            return CompletableFuture.failedFuture(unknown(call));
        }
        ToolException late = new ToolException(
                "call_timeout", call.tool() + " did not answer within " + longest.toMillis() + " ms.");
        try {
            return runner.run(() -> around.call(() -> answer(tool, call)), longest, late, ended);
        } catch (RejectedExecutionException e) {
            ended.run();
            return CompletableFuture.failedFuture(
                    new ToolException("skill_busy", "The container answers too many calls already."));
        }
    }

    /**
     * As {@link #call}, but on this thread, and for as long as it takes: for a program whose threads are one skill's alone,
     * and where somebody else looks at the clock.
     *
     * @throws ToolException as there
     */
    public ToolResult callHere(ToolCall call) throws ToolException {
        SkillTool tool = tools.get(call.tool());
        if (tool == null) {
            throw unknown(call);
        }
        return answer(tool, call);
    }

    private ToolException unknown(ToolCall call) {
        return new ToolException("tool_unknown", bundle.getSymbolicName() + " has no tool " + call.tool() + ".");
    }

    private ToolResult answer(SkillTool tool, ToolCall call) throws ToolException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader());
        try {
            return ToolAnswer.to(tool, call);
        } catch (ToolAnswer.Broken e) {
            owner.threw(call.tool(), PlainWords.causes(e.getCause()));
            throw new ToolException("tool_failed", "The tool " + call.tool() + " failed; the skill's log says why.");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ClassLoader classLoader() {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    /** What it said of its health when it started: good, or it would not run. */
    public HealthReport healthAtStart() {
        return healthAtStart;
    }

    /** Asks its components and its own health checks. */
    public HealthReport health() {
        return probe.probe();
    }

    /**
     * Stops and uninstalls its bundle, whatever its code does then.
     *
     * @return what did not go as it should
     */
    public Optional<String> stop() {
        return new BundleEnd(bundle, runner).run();
    }
}
