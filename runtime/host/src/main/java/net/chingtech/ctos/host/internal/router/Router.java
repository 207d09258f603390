package net.chingtech.ctos.host.internal.router;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.host.internal.router.Routes.Route;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tool router. The table is replaced as a whole, and a call reads it once; a version that no longer takes calls says
 * so before it tries, and then the call goes to the version that came after it. So a switch loses no call.
 */
@Component
public final class Router implements ToolRouter {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final PromiseFactory promises = new PromiseFactory(PromiseFactory.inlineExecutor());
    private volatile Routes routes = Routes.NONE;

    // Listeners come and go while the router stays, which constructor injection cannot follow.
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Listener> listeners = List.of();

    @Override
    public List<RoutedTool> tools() {
        return routes.list();
    }

    @Override
    public Optional<RunningSkill> running(SkillId id) {
        return routes.running(id);
    }

    @Override
    public CompletionStage<ToolResult> call(ToolCall call) {
        return route(null, call);
    }

    @Override
    public CompletionStage<ToolResult> call(SkillId owner, ToolCall call) {
        return route(owner, call);
    }

    private CompletableFuture<ToolResult> route(SkillId owner, ToolCall call) {
        Route route = routes.route(call.tool());
        try {
            refuse(route, owner, call);
            ToolCall checked = new ToolCall(call.tool(), route.input().check(call.input()), call.caller());
            CompletableFuture<ToolResult> answer = new CompletableFuture<>();
            send(owner, checked, route, answer);
            return answer;
        } catch (ToolException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void refuse(Route route, SkillId owner, ToolCall call) throws ToolException {
        if (route == null || (owner != null && !route.skill().skill().id().equals(owner))) {
            throw new ToolException(
                    "tool_unknown",
                    owner == null
                            ? "No running skill has a tool " + call.tool() + "."
                            : owner + " does not run here, or has no tool " + call.tool() + ".");
        }
        if (call.caller().isSkill() && !route.tool().exported()) {
            throw new ToolException(
                    "call_denied", route.skill().skill().id() + " does not offer " + call.tool() + " to other skills.");
        }
    }

    private void send(SkillId owner, ToolCall call, Route route, CompletableFuture<ToolResult> answer) {
        route.skill().call(call).whenComplete((result, error) -> {
            if (error == null) {
                answer.complete(result);
            } else if (isStopping(error) && routes.route(call.tool()) != route) {
                // Not tried there, and the table has moved on: the call belongs to whoever is there now.
                route(owner, call).whenComplete((next, failure) -> {
                    if (failure == null) {
                        answer.complete(next);
                    } else {
                        answer.completeExceptionally(cause(failure));
                    }
                });
            } else {
                answer.completeExceptionally(cause(error));
            }
        });
    }

    private static boolean isStopping(Throwable error) {
        return cause(error) instanceof ToolException reason && reason.code().equals(RunningSkill.STOPPING);
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    @Override
    public Optional<RunningSkill> switchTo(RunningSkill skill) throws ToolNameTaken {
        Map<String, InputSchema> inputs = new HashMap<>();
        for (ToolDescription tool : skill.tools()) {
            try {
                inputs.put(tool.name(), InputSchema.read(tool.inputSchema()));
            } catch (InputSchema.Unusable e) {
                throw new IllegalArgumentException("the input schema of " + tool.name() + ": " + e.getMessage(), e);
            }
        }
        Routes before;
        synchronized (this) {
            before = routes;
            routes = before.with(skill, inputs);
        }
        LOG.info("Calls go to {} {}", skill.skill().id(), skill.skill().version());
        tellWhenChanged(before);
        return before.running(skill.skill().id()).filter(old -> old != skill);
    }

    @Override
    public Optional<RunningSkill> retire(SkillId id) {
        Routes before;
        synchronized (this) {
            before = routes;
            routes = before.without(id);
        }
        tellWhenChanged(before);
        return before.running(id);
    }

    @Override
    public Promise<Void> retireAndStop(SkillId id, Duration patience) {
        return retire(id).map(skill -> skill.drainAndStop(patience)).orElseGet(() -> promises.resolved(null));
    }

    private void tellWhenChanged(Routes before) {
        if (before.list().equals(routes.list())) {
            return;
        }
        for (Listener listener : listeners) {
            try {
                listener.toolsChanged();
            } catch (RuntimeException e) {
                LOG.warn("A listener of the tool list failed", e);
            }
        }
    }
}
