package net.chingtech.ctos.gateways.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Calls of one skill to others: granted, never in a circle, never deeper than {@link CallChain#DEEPEST}. */
@Component(service = Skills.class, scope = ServiceScope.BUNDLE)
public final class SkillsGateway implements Skills {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Admitted skill;

    @Activate
    public SkillsGateway(@Reference AdmissionDesk desk, ComponentContext context) {
        this(desk.of(context.getUsingBundle()));
    }

    SkillsGateway(Admitted skill) {
        this.skill = skill;
    }

    @Override
    public ToolResult call(String skillId, String tool, Map<String, ?> input) throws ToolException {
        Privileged.check(Skills.class, "call_denied");
        SkillId target = target(skillId);
        SkillId self = skill.skill().id();
        CallChain chain = CallChain.current().endingWith(self);
        if (chain.contains(target)) {
            throw new ToolException(
                    "call_cycle",
                    "The skills call each other in a circle: "
                            + chain.endingWith(target).skills() + ".");
        }
        if (chain.skills().size() >= CallChain.DEEPEST) {
            throw new ToolException(
                    "call_cycle", "More than " + CallChain.DEEPEST + " skills call each other in a row.");
        }
        ToolCall call = new ToolCall(
                String.valueOf(tool),
                input == null ? Map.of() : new LinkedHashMap<>(input),
                new Caller(Caller.Kind.SKILL, self.value()));
        return Privileged.call(() -> answer(route(chain, target, call)));
    }

    private SkillId target(String skillId) throws ToolException {
        SkillId target;
        try {
            target = SkillId.parse(skillId);
        } catch (FormatException e) {
            throw new ToolException("tool_unknown", "There is no skill " + skillId + ".", e);
        }
        SkillPermission needed = new SkillPermission.SkillCall(target);
        if (!skill.has(needed)) {
            if (!skill.isClosed()) {
                skill.denied(needed.name(), "Skills.call " + target);
            }
            throw new ToolException("call_denied", "This skill was not granted skill:call:" + target + ".");
        }
        return target;
    }

    private CompletionStage<ToolResult> route(CallChain chain, SkillId target, ToolCall call) {
        try {
            return chain.bind(() -> skill.router().call(target, call));
        } catch (Exception e) {
            throw new IllegalStateException("the router answers with a stage, and never throws", e);
        }
    }

    private static ToolResult answer(CompletionStage<ToolResult> stage) throws ToolException {
        CompletableFuture<ToolResult> answer = stage.toCompletableFuture();
        try {
            return answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ToolException reason) {
                throw new ToolException(reason.code(), reason.getMessage());
            }
            throw new ToolException("tool_failed", "The tool failed.");
        } catch (TimeoutException e) {
            // One that still waits for its skill is not sent any more.
            answer.cancel(false);
            throw new ToolException("call_timeout", "The other skill did not answer in time.", e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new ToolException("call_timeout", "The time for this call is over.", e);
        }
    }
}
