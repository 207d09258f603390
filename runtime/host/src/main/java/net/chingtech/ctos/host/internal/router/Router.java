package net.chingtech.ctos.host.internal.router;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.router.Routes.Route;
import net.chingtech.ctos.runtime.CallTally;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tool router. The table is replaced as a whole, and a call reads it once; a version that no longer takes calls says
 * so before it tries, and then the call goes to the version that came after it. So a switch loses no call. While a skill is
 * held its calls wait, and go on when it is let go.
 */
@Component
public final class Router implements ToolRouter {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final PromiseFactory promises = new PromiseFactory(PromiseFactory.inlineExecutor());
    private final Threads threads = new Threads();
    private final CallBook book = new CallBook(Clock.systemUTC());
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
        return counted(new OpenCall(null, call));
    }

    @Override
    public CompletionStage<ToolResult> call(SkillId owner, ToolCall call) {
        return counted(new OpenCall(owner, call));
    }

    @Override
    public CallTally calls(SkillId id) {
        return book.of(id);
    }

    /** What no skill has, or another than who was meant, is nobody's call. */
    private CompletableFuture<ToolResult> counted(OpenCall call) {
        Route route = routes.route(call.call().tool());
        if (route != null && !isAnothers(route, call)) {
            book.open(route.owner(), call.answer());
        }
        return begin(call);
    }

    /** A call came, or comes back untried: to where it waits, or to the version of now. */
    private CompletableFuture<ToolResult> begin(OpenCall call) {
        Routes now = routes;
        Route route = now.route(call.call().tool());
        HeldCalls held = route == null || isAnothers(route, call) ? null : now.held(route.owner());
        if (held == null || passes(call, route, now) || !held.take(call)) {
            send(call, () -> {});
        }
        return call.answer();
    }

    /**
     * Whether a call is part of one that runs in a held skill: that one is to end, and the two would wait for each other.
     * It goes on while the version that it means takes calls.
     */
    private static boolean passes(OpenCall call, Route route, Routes now) {
        return !call.wasTurnedAway()
                && now.isLive(route)
                && call.chain().skills().stream().anyMatch(skill -> now.held(skill) != null);
    }

    /** @param ended done when the call was answered, or waits again */
    private void send(OpenCall open, Runnable ended) {
        Routes now = routes;
        ToolCall call = open.call();
        CompletionStage<ToolResult> stage;
        Route route = now.route(call.tool());
        if (route != null && !now.isLive(route) && hasMovedOn(route)) {
            // Held and retired since the call was looked at.
            begin(open);
            ended.run();
            return;
        }
        try {
            refuse(now, route, open);
            stage = open.sendTo(
                    route.skill(), new ToolCall(call.tool(), route.input().check(call.input()), call.caller()));
        } catch (ToolException | RuntimeException | Error e) {
            open.fail(e);
            ended.run();
            return;
        }
        stage.whenComplete((result, error) -> {
            if (error == null) {
                open.answer().complete(result);
            } else if (isStopping(error) && hasMovedOn(route)) {
                // Not tried there: the call belongs to whoever is there now, or will be.
                open.turnAway();
                begin(open);
            } else {
                open.fail(error);
            }
            ended.run();
        });
    }

    private static void refuse(Routes now, Route route, OpenCall open) throws ToolException {
        ToolCall call = open.call();
        if (route == null || isAnothers(route, open) || !now.isLive(route)) {
            throw new ToolException(
                    "tool_unknown",
                    open.owner() == null
                            ? "No running skill has a tool " + call.tool() + "."
                            : open.owner() + " does not run here, or has no tool " + call.tool() + ".");
        }
        if (call.caller().isSkill() && !route.tool().exported()) {
            throw new ToolException(
                    "call_denied", route.owner() + " does not offer " + call.tool() + " to other skills.");
        }
    }

    private static boolean isAnothers(Route route, OpenCall call) {
        return call.owner() != null && !route.owner().equals(call.owner());
    }

    private boolean hasMovedOn(Route route) {
        Routes now = routes;
        HeldCalls held = now.held(route.owner());
        return now.route(route.tool().name()) != route || (held != null && held.isOn());
    }

    private static boolean isStopping(Throwable error) {
        return OpenCall.cause(error) instanceof ToolException reason
                && reason.code().equals(RunningSkill.STOPPING);
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

    @Override
    public synchronized Hold hold(SkillId id, Duration longest) {
        HeldCalls held = routes.held(id);
        if (held == null || !held.hold(longest)) {
            held = new HeldCalls(id, threads, this::send, this::letGo);
            held.hold(longest);
            routes = routes.holding(held);
        }
        return new OneHold(held);
    }

    private void letGo(HeldCalls held) {
        Routes before;
        synchronized (this) {
            before = routes;
            routes = before.letGo(held);
        }
        tellWhenChanged(before);
    }

    /** One of the holds of a skill. */
    private static final class OneHold implements Hold {

        private final HeldCalls calls;
        private final AtomicBoolean closed = new AtomicBoolean();

        OneHold(HeldCalls calls) {
            this.calls = calls;
        }

        @Override
        public int waiting() {
            return calls.waiting();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                calls.release();
            }
        }
    }

    @Deactivate
    public void stop() {
        routes.held().forEach(HeldCalls::abandon);
        threads.close();
    }
}
