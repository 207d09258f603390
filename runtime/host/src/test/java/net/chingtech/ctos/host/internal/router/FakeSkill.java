package net.chingtech.ctos.host.internal.router;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.host.internal.calls.Leases;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.Vitals;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;

/** A running skill without a framework: answers with its version, under leases as the real one does. */
final class FakeSkill implements RunningSkill {

    private static final String SCHEMA = """
            {"type":"object","properties":{"net":{"type":"string"}},"required":["net"],"additionalProperties":false}
            """;

    private static final int MOST_TAKEN = 2_000;

    final AtomicInteger answeredAfterStop = new AtomicInteger();
    /** The first calls that it took, in order. */
    final List<ToolCall> taken = Collections.synchronizedList(new ArrayList<>());
    /** Through which skills the last call came. */
    volatile CallChain chain;
    /** No call ends before this does. */
    volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    private final String instance = UUID.randomUUID().toString();
    private final StagedSkill skill;
    private final List<ToolDescription> tools;
    private final Leases leases;
    private final Executor threads = ForkJoinPool.commonPool();
    private volatile boolean stopped;

    FakeSkill(String id, String version, String... tools) throws Exception {
        this(id, version, SCHEMA, Integer.MAX_VALUE, tools);
    }

    FakeSkill(String id, String version, String schema, int mostAtOnce, String... tools) throws Exception {
        String json = """
                {"id":"%s","version":"%s","name":"N","summary":"S","author":{"name":"A"},"license":"Apache-2.0"}
                """.formatted(id, version);
        skill = new StagedSkill(
                SkillManifest.read(json.getBytes(StandardCharsets.UTF_8)),
                "0".repeat(64),
                Path.of("x.jar"),
                Tier.OFFICIAL);
        this.tools = Arrays.stream(tools)
                .map(name -> new ToolDescription(name, "a tool", schema, !name.startsWith("private_")))
                .toList();
        leases = new Leases(mostAtOnce);
    }

    @Override
    public StagedSkill skill() {
        return skill;
    }

    @Override
    public HostLevel host() {
        return HostLevel.IN_FRAMEWORK;
    }

    @Override
    public List<ToolDescription> tools() {
        return tools;
    }

    @Override
    public CompletionStage<ToolResult> call(ToolCall call) {
        switch (leases.take()) {
            case CLOSED:
                return CompletableFuture.failedFuture(new ToolException(STOPPING, "stopping"));
            case FULL:
                return CompletableFuture.failedFuture(new ToolException("skill_busy", "too many"));
            default:
                break;
        }
        if (taken.size() < MOST_TAKEN) {
            taken.add(call);
        }
        chain = CallChain.current();
        return gate.thenApplyAsync(
                open -> {
                    try {
                        if (stopped) {
                            answeredAfterStop.incrementAndGet();
                        }
                        return ToolResult.of(Map.of("version", skill.version().toString(), "instance", instance));
                    } finally {
                        leases.give();
                    }
                },
                threads);
    }

    @Override
    public Health health() {
        return new Health(Health.Status.OK, List.of());
    }

    @Override
    public void regrant(Grants grants) {
        // The router changes no grants.
    }

    @Override
    public Vitals vitals() {
        return new Vitals(Vitals.State.RUNNING, "security_layer", null, 0, null);
    }

    @Override
    public Promise<Void> drainAndStop(Duration patience) {
        Deferred<Void> done = new Deferred<>();
        leases.close().thenRun(() -> {
            stopped = true;
            done.resolve(null);
        });
        return done.getPromise();
    }
}
