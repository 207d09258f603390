package net.chingtech.ctos.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import net.chingtech.ctos.child.framework.ChildFramework;
import net.chingtech.ctos.child.gateway.Asking;
import net.chingtech.ctos.child.rehearsal.Rehearsal;
import net.chingtech.ctos.engine.EngineFailed;
import net.chingtech.ctos.engine.HealthReport;
import net.chingtech.ctos.engine.calls.PlainValues;
import net.chingtech.ctos.engine.calls.PlainValues.NotPlain;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.guard.SecurityLayerMissing;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.wire.Answers;
import net.chingtech.ctos.wire.Peer;
import net.chingtech.ctos.wire.RpcError;

/** What the container asks this process: to start the skill or have it migrate, to call it, to say how it is, and to end. */
final class SkillProcess implements Answers {

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final CompletableFuture<ChildFramework> framework;
    private final AtomicBoolean begun = new AtomicBoolean();
    private Peer container;
    private volatile LiveSkill live;

    SkillProcess(CompletableFuture<ChildFramework> framework) {
        this.framework = framework;
    }

    /** Called once, before anything is asked. */
    void connectedBy(Peer peer) {
        container = peer;
    }

    @Override
    public Object answer(long request, String method, Map<String, Object> parameters) throws RpcError {
        Parameters given = new Parameters(parameters);
        return switch (method) {
            case "start" -> start(StartOrder.of(given));
            case "migrate" -> migrate(StartOrder.of(given), given);
            case "rehearse" -> {
                rehearse(request);
                yield null;
            }
            case "call" -> call(request, given);
            case "health" -> report(live().health());
            case "grants" -> {
                live().regrant(given.texts("grants"), given.rows("rights"));
                yield null;
            }
            case "stop" -> {
                stop();
                yield null;
            }
            default -> throw RpcError.unknownMethod(method);
        };
    }

    @Override
    public void answered(String method) {
        if (method.equals("stop")) {
            container.closeWhenSent(LAST_WORDS);
        }
    }

    private Object start(StartOrder order) throws RpcError {
        beginOnce();
        try {
            live = LiveSkill.start(framework(), container, order);
        } catch (EngineFailed e) {
            throw new RpcError(RpcError.FAILED, e.code(), e.getMessage(), e.lines());
        }
        List<Map<String, String>> tools = live.tools().stream()
                .map(tool -> Map.of(
                        "name", tool.name(), "description", tool.description(), "input_schema", tool.inputSchema()))
                .toList();
        return Map.of("tools", tools, "health", report(live.healthAtStart()));
    }

    /** The process is of no more use after it. */
    private Object migrate(StartOrder order, Parameters given) throws RpcError {
        beginOnce();
        try {
            Map<String, Map<String, Object>> settings =
                    LiveSkill.migrate(framework(), container, order, order.migration(given));
            return Map.of("settings", PlainValues.copy(settings));
        } catch (EngineFailed e) {
            throw new RpcError(RpcError.FAILED, e.code(), e.getMessage(), e.lines());
        } catch (NotPlain e) {
            throw new IllegalStateException("settings are checked when they are made", e);
        }
    }

    private void beginOnce() throws RpcError {
        if (!begun.compareAndSet(false, true)) {
            throw RpcError.of("already_running", "A process runs one skill, and was told which one before.");
        }
    }

    /** Starts and calls a skill of its own: what the JVM then writes into its archive is all that another start needs. */
    private void rehearse(long request) throws RpcError {
        Path jar = Path.of(
                System.getProperty("java.io.tmpdir"),
                "ctos-rehearsal-" + ProcessHandle.current().pid() + ".jar");
        try {
            try {
                Rehearsal.write(jar);
                start(StartOrder.rehearsal(jar));
            } finally {
                Files.deleteIfExists(jar);
            }
            ToolCall call = new ToolCall(Rehearsal.TOOL, Map.of(), new Caller(Caller.Kind.ADMINISTRATOR, "rehearsal"));
            Asking.during(request, () -> live.call(call));
            live.health();
        } catch (IOException | ToolException e) {
            throw RpcError.of("rehearsal_failed", "The rehearsal failed: " + e.getMessage());
        }
    }

    private ChildFramework framework() throws RpcError {
        try {
            return framework.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new RpcError(
                    RpcError.FAILED,
                    cause instanceof SecurityLayerMissing ? "security_layer_missing" : "framework_failed",
                    "the framework of its process did not come up.",
                    PlainWords.causes(cause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RpcError.of("start_cancelled", "the start was cancelled.");
        }
    }

    private Object call(long request, Parameters given) throws RpcError {
        LiveSkill skill = live();
        Parameters caller = given.object("caller");
        ToolCall call = new ToolCall(
                given.text("tool"), given.map("input"), new Caller(kind(caller.text("kind")), caller.text("name")));
        try {
            return Map.of(
                    "value", Asking.during(request, () -> skill.call(call)).value());
        } catch (ToolException e) {
            throw RpcError.of(e.code(), e.getMessage());
        }
    }

    private static Caller.Kind kind(String name) throws RpcError {
        try {
            return Caller.Kind.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw RpcError.parameters("There are no callers of the kind " + name + ".");
        }
    }

    private static Map<String, Object> report(HealthReport health) {
        return Map.of("status", health.status().name().toLowerCase(Locale.ROOT), "lines", health.lines());
    }

    /** The process ends in any case, so it is no error when nothing runs. */
    private void stop() {
        LiveSkill skill = live;
        if (skill != null) {
            skill.stop();
        }
    }

    private LiveSkill live() throws RpcError {
        LiveSkill skill = live;
        if (skill == null) {
            throw RpcError.of("not_started", "The skill has not started.");
        }
        return skill;
    }
}
