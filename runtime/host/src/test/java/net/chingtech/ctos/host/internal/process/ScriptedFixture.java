package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.host.framework.TestSettings;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.sandbox.SandboxChoice;
import net.chingtech.ctos.host.internal.start.CallLimits;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.Vitals.State;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.example.script.ScriptedChild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A process host whose child is a {@link ScriptedChild}, with limits that a test can wait for. */
abstract class ScriptedFixture {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    /** For those that do not stop by themselves; the others need no such time. */
    private static final Duration STOP = Duration.ofSeconds(5);

    /** Long enough for a call that waits for the next process, on any machine. */
    static final Duration CALL = Duration.ofSeconds(60);

    /** For those that wait for its end; less than the container bears a process that does not read. */
    static final Duration SHORT_CALL = Duration.ofSeconds(5);

    static final String MANIFEST = """
            {"id":"org.example.scripted","version":"1.0.0","name":"N","summary":"S","author":{"name":"A"},
             "license":"Apache-2.0","permissions":[],
             "optional_permissions":["filesystem:temp","env:STAY","env:OTHER","process:exec:true"],
             "exports":["do"],"health":{"timeout_ms":20000}}
            """;

    @TempDir
    Path folder;

    final BareSandbox sandbox = new BareSandbox();
    final RememberedAudit audit = new RememberedAudit();
    FakeAdmissions gateways;
    StagedSkill skill;
    ProcessHost host;
    RunningSkill running;

    @BeforeEach
    void prepare() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("child/lib"));
        jar(lib.resolve("scripted.jar"), ScriptedChild.class);
        Path artifact = Files.writeString(folder.resolve("skill.jar"), "no real one");
        skill = staged(MANIFEST, artifact);
        gateways = new FakeAdmissions(folder);
        Files.createDirectories(gateways.dataFolder());
        host = host(Duration.ZERO, CALL);
    }

    static StagedSkill staged(String manifest, Path artifact) throws Exception {
        return new StagedSkill(
                SkillManifest.read(manifest.getBytes(StandardCharsets.UTF_8)),
                Digests.sha256Hex(Files.readAllBytes(artifact)),
                artifact,
                Tier.COMMUNITY);
    }

    private static void jar(Path file, Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                InputStream in = type.getClassLoader().getResourceAsStream(path)) {
            jar.putNextEntry(new JarEntry(path));
            jar.write(in.readAllBytes());
        }
    }

    /** From now on a call takes no longer. */
    void callsTake(Duration longest) {
        host.stop();
        host = host(Duration.ZERO, longest);
    }

    ProcessHost host(Duration sleepAfter, Duration longestCall) {
        Settings settings = new Settings(
                folder.resolve("child"),
                Path.of(System.getProperty("java.home")),
                folder.resolve("scratch"),
                folder.resolve("archives"),
                "none",
                32,
                sleepAfter,
                STOP,
                Duration.ofMillis(300),
                new CallLimits(longestCall, 8),
                new Restarts.Policy(4, Duration.ofMinutes(10), Duration.ofMillis(50), Duration.ofSeconds(1)));
        return new ProcessHost(
                settings, gateways, new TestSettings(), audit, (itself, threads) -> ground(itself, threads));
    }

    private ProcessHost.Ground ground(Settings settings, Threads threads) {
        ChildProgram program = new ChildProgram(
                folder.resolve("child"), List.of("scripted.jar"), ScriptedChild.class.getName(), Optional.empty());
        HostStatus status = new HostStatus(true, "ready", "", "none", false, List.of());
        return new ProcessHost.Ground(
                new SandboxChoice(Optional.of(sandbox), status), new Archive(program, settings, sandbox, threads));
    }

    @AfterEach
    void nothingIsLeft() {
        host.stop();
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
        if (running != null) {
            assertThat(gateways.closed).isTrue();
        }
    }

    void start() throws StartFailed {
        running = host.start(skill, Grants.NONE);
    }

    void script(String name) throws IOException {
        Files.writeString(gateways.dataFolder().resolve("script"), name);
    }

    /** Lets go on what waits at it. */
    void openTheGate() throws IOException {
        Files.writeString(gateways.dataFolder().resolve("gate"), "open");
    }

    int starts() throws IOException {
        Path file = gateways.dataFolder().resolve("starts");
        return Files.exists(file) ? (int) Files.size(file) : 0;
    }

    static Grants grants(String... names) {
        return new Grants(java.util.Arrays.stream(names)
                .map(name -> {
                    try {
                        return SkillPermission.parse(name);
                    } catch (net.chingtech.ctos.format.FormatException e) {
                        throw new IllegalArgumentException(e);
                    }
                })
                .toList());
    }

    CompletableFuture<ToolResult> begin(String what, String... more) {
        Map<String, Object> input = new HashMap<>(Map.of("do", what));
        for (int i = 0; i < more.length; i += 2) {
            input.put(more[i], more[i + 1]);
        }
        return running.call(new ToolCall("do", input, new Caller(Caller.Kind.AGENT, "agent")))
                .toCompletableFuture();
    }

    /** The text that a call answered, or the code of the error. */
    static String told(CompletableFuture<ToolResult> call) {
        try {
            return (String)
                    call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).value().get("text");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ToolException reason) {
                return reason.code();
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("no answer at all", e);
        }
    }

    String call(String what, String... more) {
        return told(begin(what, more));
    }

    String echo() {
        return call("echo", "text", "hello");
    }

    /** Its first process is over, for whatever reason, and the next one is there. */
    void awaitTheNext() {
        await(
                () -> running.vitals().restarts() == 1 && running.vitals().state() == State.RUNNING,
                () -> running.vitals());
    }

    static void await(BooleanSupplier done, Supplier<Object> seen) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the last that was seen: " + seen.get());
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
