package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.host.framework.TestSettings;
import net.chingtech.ctos.host.framework.TestSkill;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.sandbox.Needed;
import net.chingtech.ctos.host.internal.sandbox.SandboxChoice;
import net.chingtech.ctos.host.internal.sandbox.Sandboxes;
import net.chingtech.ctos.host.internal.start.CallLimits;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;

/** The real child, in the sandbox of this machine. */
final class RealFixture {

    /** Where the module beside this one lays the files of a process. */
    static final Path CHILD = Path.of("../child/target/child").toAbsolutePath().normalize();

    private static final Path JAVA = Path.of(System.getProperty("java.home"));
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** Names the folder of the sandboxes: a JVM beside the tests must have its own, as each clears its folder first. */
    static final String SCRATCH = "ctos.test.sandboxes";

    private static SandboxChoice sandbox;
    private static Path archives;

    private RealFixture() {}

    static Settings settings(Path folder, Duration sleepAfter) {
        return settings(folder, sleepAfter, archives());
    }

    static Settings settings(Path folder, Duration sleepAfter, Path archives) {
        return settings(folder, sleepAfter, archives, Duration.ofSeconds(60));
    }

    /** For tests that wait until a call has taken too long. */
    static Settings impatient(Path folder, Duration longestCall) {
        return settings(folder, Duration.ZERO, archives(), longestCall);
    }

    private static Settings settings(Path folder, Duration sleepAfter, Path archives, Duration longestCall) {
        return new Settings(
                CHILD,
                JAVA,
                folder.resolve("scratch"),
                archives,
                "auto",
                64,
                sleepAfter,
                Duration.ofSeconds(8),
                Duration.ofSeconds(1),
                new CallLimits(longestCall, 8),
                Restarts.Policy.USUAL);
    }

    static ProcessHost host(Settings settings, FakeAdmissions gateways) {
        return host(settings, gateways, new TestSettings());
    }

    static ProcessHost host(Settings settings, FakeAdmissions gateways, TestSettings skillSettings) {
        return new ProcessHost(settings, gateways, skillSettings, new RememberedAudit(), RealFixture::ground);
    }

    private static ProcessHost.Ground ground(Settings settings, Threads threads) throws IOException {
        Archive archive = new Archive(
                ChildProgram.in(settings.child()), settings, sandbox().sandbox().orElseThrow(), threads);
        archive.prepare();
        return new ProcessHost.Ground(sandbox(), archive);
    }

    /** This machine's, tried once for all tests: each of them takes a second or two. */
    private static synchronized SandboxChoice sandbox() {
        if (sandbox == null) {
            Path scratch = Path.of(
                    System.getProperty(SCRATCH, TARGET.resolve("sandboxes").toString()));
            sandbox = new Sandboxes(scratch).choose(Sandboxes.AUTO, JAVA);
        }
        return sandbox;
    }

    /** Of the child's classes, made once for all tests; the next build reads it, too, while the child is the same. */
    private static synchronized Path archives() {
        if (archives == null) {
            archives = TARGET.resolve("archives");
            try (Threads threads = new Threads()) {
                Archive archive = ground(settings(TARGET, Duration.ZERO, archives), threads)
                        .archive();
                ScriptedFixture.await(
                        () -> archive.program().archive().isPresent(), () -> "no archive of the child's classes");
                archive.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return archives;
    }

    /** What these tests need: the files of a process and a sandbox. {@link Needed} says when they may be missing. */
    static void isThere() {
        Needed.hasTheChild(CHILD.resolve("lib"));
        Needed.hasASandbox(sandbox());
    }

    static StagedSkill good(Path folder) throws Exception {
        return TestSkill.of("good")
                .permissions("db:read:sales", "skill:call:org.example.bare")
                .exports("good_greet")
                .entry("OSGI-INF/invoice.json", "{\"type\":\"object\"}")
                .stage(Files.createDirectories(folder));
    }

    static Map<String, Object> call(RunningSkill skill, String tool, Map<String, Object> input) throws Exception {
        try {
            return skill.call(new ToolCall(tool, input, new Caller(Caller.Kind.AGENT, "agent")))
                    .toCompletableFuture()
                    .get(120, TimeUnit.SECONDS)
                    .value();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ToolException reason ? reason : e;
        }
    }

    /** A JVM below a process. */
    static ProcessHandle jvmBelow(ProcessHandle parent) {
        List<ProcessHandle> found = jvmsBelow(parent);
        assertThat(found).as("JVMs below %s", parent.pid()).isNotEmpty();
        return found.get(0);
    }

    /** Those of skills: not the one that makes the archive. */
    static List<ProcessHandle> jvmsBelow(ProcessHandle parent) {
        return parent.descendants()
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.endsWith("/java"))
                        .orElse(false))
                .filter(process -> !process.info().commandLine().orElse("").contains("ArchiveClassesAtExit"))
                .toList();
    }
}
