package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.host.framework.TestSkill;
import net.chingtech.ctos.host.internal.process.child.Threads;
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

    private RealFixture() {}

    static Settings settings(Path folder, Duration sleepAfter) {
        return settings(folder, sleepAfter, folder.resolve("archives"));
    }

    static Settings settings(Path folder, Duration sleepAfter, Path archives) {
        return new Settings(
                CHILD,
                Path.of(System.getProperty("java.home")),
                folder.resolve("scratch"),
                archives,
                "auto",
                64,
                sleepAfter,
                Duration.ofSeconds(1),
                new CallLimits(Duration.ofSeconds(10), 8),
                Restarts.Policy.USUAL);
    }

    static ProcessHost host(Settings settings, FakeAdmissions gateways) {
        return new ProcessHost(settings, gateways, new RememberedAudit(), RealFixture::ground);
    }

    private static ProcessHost.Ground ground(Settings settings, Threads threads) throws IOException {
        SandboxChoice choice = new Sandboxes(settings.scratch()).choose(settings.sandbox(), settings.java());
        Archive archive = new Archive(
                ChildProgram.in(settings.child()), settings, choice.sandbox().orElseThrow(), threads);
        archive.prepare();
        return new ProcessHost.Ground(choice, archive);
    }

    /** The phase before packaging has no such files; a build that packages always has them. */
    static void assumeChildIsBuilt() {
        assumeThat(CHILD.resolve("lib")).isDirectory();
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
                    .get(20, TimeUnit.SECONDS)
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
