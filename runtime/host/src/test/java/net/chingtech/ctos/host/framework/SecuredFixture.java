package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One secured framework for the tests of a class, and what they do with it. */
abstract class SecuredFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String INVOICE_SCHEMA = "{\"type\":\"object\"}";

    @TempDir
    static Path home;

    @TempDir
    static Path artifacts;

    static TestFramework framework;
    static SkillHost host;
    static ToolRouter router;

    @BeforeAll
    static void start() throws Exception {
        framework = TestFramework.secured(home);
        host = framework.host();
        router = framework.service(ToolRouter.class);
        // Every other test would prove nothing without this one.
        assertThat(host.status().code()).isEqualTo("ready");
        assertThat(host.status().available()).isTrue();
    }

    @AfterAll
    static void stop() throws Exception {
        if (framework != null) {
            framework.close();
        }
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (ToolRouter.RoutedTool tool : router.tools()) {
            router.retireAndStop(tool.skill(), PATIENCE).getValue();
        }
        assertThat(framework.skillBundles()).isEmpty();
    }

    static StagedSkill good(String version) throws Exception {
        return TestSkill.of("good")
                .version(version)
                .permissions("db:read:sales", "skill:call:org.example.bare")
                .entry("OSGI-INF/invoice.json", INVOICE_SCHEMA)
                .stage(artifacts);
    }

    static RunningSkill run(StagedSkill skill) throws Exception {
        RunningSkill running = host.start(skill, new Grants(skill.manifest().permissions()));
        router.switchTo(running);
        return running;
    }

    static StartFailed assertFails(StagedSkill skill, String code, String detail) {
        try {
            host.start(skill, new Grants(skill.manifest().permissions()));
        } catch (StartFailed e) {
            assertThat(e.problem().code()).as(e.problem().toString()).isEqualTo(code);
            assertThat(e.problem().detail()).contains(detail);
            assertThat(framework.skillBundles()).doesNotContain(skill.location());
            return e;
        }
        throw new AssertionError(skill.id() + " started");
    }

    static ToolCall call(String tool) {
        return new ToolCall(tool, Map.of(), new Caller(Caller.Kind.AGENT, "agent"));
    }

    static Map<String, Object> call(String tool, Map<String, Object> input) throws Exception {
        ToolCall call = new ToolCall(tool, new HashMap<>(input), new Caller(Caller.Kind.AGENT, "agent"));
        try {
            return router.call(call)
                    .toCompletableFuture()
                    .get(120, TimeUnit.SECONDS)
                    .value();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ToolException reason ? reason : e;
        }
    }

    static String code(String tool, Map<String, Object> input) throws Exception {
        try {
            return "it answered " + call(tool, input);
        } catch (ToolException e) {
            return e.code();
        }
    }

    /** An interrupted thread may need a moment to come out of a skill's code. */
    static void awaitNoThreadIn(String type) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(type))) {
            assertThat(System.nanoTime()).as("a thread is in %s", type).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    static void await(Path file) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as("%s did not appear", file).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
