package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.chingtech.ctos.host.framework.TestSkill;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealChildTest {

    @TempDir
    Path folder;

    private FakeAdmissions gateways;
    private ProcessHost host;

    @BeforeEach
    void prepare() {
        RealFixture.isThere();
        gateways = new FakeAdmissions(folder);
        host = RealFixture.host(RealFixture.settings(folder, Duration.ZERO), gateways);
    }

    @AfterEach
    void nothingIsLeft() {
        if (host != null) {
            host.stop();
            assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    private RunningSkill good() throws Exception {
        StagedSkill skill = RealFixture.good(folder.resolve("artifacts"));
        return host.start(skill, new Grants(skill.manifest().permissions()));
    }

    @Test
    void aSkillWithLargeLibraries_starts() throws Exception {
        byte[] library = new byte[24 << 20];
        new Random(1).nextBytes(library);
        StagedSkill skill = TestSkill.of("good")
                .permissions("db:read:sales", "skill:call:org.example.bare")
                .exports("good_greet")
                .entry("OSGI-INF/invoice.json", "{\"type\":\"object\"}")
                .entry("lib/large.bin", new String(library, StandardCharsets.ISO_8859_1))
                .stage(Files.createDirectories(folder.resolve("artifacts")));

        RunningSkill good = host.start(skill, new Grants(skill.manifest().permissions()));

        assertThat(RealFixture.call(good, "good_greet", Map.of("name", "Ada"))).containsEntry("stored", "Ada");
    }

    @Test
    void a_skill_runs_and_reaches_its_gateways() throws Exception {
        RunningSkill good = good();

        assertThat(good.tools())
                .extracting(ToolDescription::name)
                .containsExactly("good_ask", "good_greet", "good_invoice");
        assertThat(RealFixture.call(good, "good_greet", Map.of("name", "Ada")))
                .containsEntry("greeting", "Good day, Ada")
                .containsEntry("version", "1.0.0")
                .containsEntry("caller", "agent")
                .containsEntry("stored", "Ada");
        assertThat(Files.readString(gateways.dataFolder().resolve("greeted"))).isEqualTo("Ada");
        ScriptedFixture.await(() -> gateways.log.contains("INFO greeted Ada"), () -> gateways.log);
        assertThat(RealFixture.call(good, "good_ask", Map.of("skill", "org.example.bare", "tool", "bare_echo")))
                .containsEntry("from", "org.example.bare");
        assertThat(gateways.asked).contains("skills org.example.bare bare_echo [org.example.good]");
        assertThat(good.health().status()).isEqualTo(Health.Status.OK);
        assertThat(good.vitals().memoryBytes()).isBetween(10L << 20, 120L << 20);
        assertThat(good.vitals().sandbox()).isEqualTo(host.status().sandbox());
    }

    @Test
    void what_a_tool_throws_crosses_as_in_the_framework() throws Exception {
        RunningSkill good = good();

        assertThatThrownBy(() -> RealFixture.call(good, "good_greet", Map.of("name", "nobody")))
                .isInstanceOfSatisfying(ToolException.class, e -> {
                    assertThat(e.code()).isEqualTo("nobody_there");
                    assertThat(e).hasMessage("There is nobody to greet.");
                });
        assertThatThrownBy(() -> RealFixture.call(good, "good_greet", Map.of("name", "crash")))
                .isInstanceOfSatisfying(ToolException.class, e -> {
                    assertThat(e.code()).isEqualTo("tool_failed");
                    assertThat(e.getMessage()).doesNotContain("inner secret");
                });
        assertThatThrownBy(() -> RealFixture.call(good, "good_greet", Map.of("name", "object")))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("result_invalid"));
    }

    @ParameterizedTest
    @CsvSource({
        "throwing, skill_threw",
        "waiting, component_unsatisfied",
        "unhealthy, health_failed",
    })
    void a_start_that_fails_says_the_same_as_in_the_framework(String name, String code) throws Exception {
        TestSkill failing = TestSkill.of(name);
        StagedSkill skill = (name.equals("waiting") ? failing.impatient() : failing).stage(folder);

        assertThatThrownBy(() -> host.start(skill, Grants.NONE))
                .isInstanceOfSatisfying(
                        StartFailed.class, e -> assertThat(e.problem().code())
                                .as(e.problem().toString())
                                .isEqualTo(code));
        assertThat(gateways.closed).isTrue();
    }

    @Test
    void a_killed_process_is_replaced_and_the_next_call_works() throws Exception {
        RunningSkill good = good();

        RealFixture.jvmBelow(ProcessHandle.current()).destroyForcibly();

        ScriptedFixture.await(() -> good.vitals().problem() != null, good::vitals);
        assertThat(RealFixture.call(good, "good_greet", Map.of("name", "Ada"))).containsEntry("stored", "Ada");
        assertThat(good.vitals().problem().code()).isEqualTo("child_died");
    }

    @Test
    void an_archive_is_made_once_and_later_processes_read_it() throws Exception {
        Path archives = folder.resolve("archives");
        host.stop();
        host = RealFixture.host(RealFixture.settings(folder, Duration.ZERO, archives), gateways);
        ScriptedFixture.await(
                () -> names(archives).stream().anyMatch(n -> n.matches("child-\\w+\\.jsa")), () -> names(archives));
        Files.writeString(archives.resolve("child-0.jsa"), "of another build");

        RunningSkill good = good();

        String command = RealFixture.jvmBelow(ProcessHandle.current())
                .info()
                .commandLine()
                .orElse("");
        assertThat(command).contains("-XX:SharedArchiveFile=/ctos/archive/child.jsa");
        assertThat(RealFixture.call(good, "good_greet", Map.of("name", "Ada"))).containsEntry("stored", "Ada");
        assertThat(names(archives)).noneMatch(name -> name.startsWith("making"));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (java.io.IOException e) {
            return List.of();
        }
    }

    @Test
    void no_process_outlives_a_container_that_is_killed() throws Exception {
        Process container = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-D" + RealFixture.SCRATCH + "=" + folder.resolve("sandboxes"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledContainer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = container.inputReader()) {
            String ready =
                    CompletableFuture.supplyAsync(() -> ready(lines)).get(300, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(ready).isEqualTo("ready");
            List<ProcessHandle> children = container.descendants().toList();
            assertThat(children).isNotEmpty();

            container.destroyForcibly();

            ScriptedFixture.await(() -> children.stream().noneMatch(ProcessHandle::isAlive), () -> children.stream()
                    .filter(ProcessHandle::isAlive)
                    .map(child -> child.info().commandLine())
                    .toList());
        } finally {
            container.destroyForcibly();
        }
    }

    private static String ready(BufferedReader lines) {
        return lines.lines().filter(line -> line.equals("ready")).findFirst().orElse("it ended");
    }

    /** A container that says when its skill runs, and waits for its end. */
    static final class KilledContainer {

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]).resolve("killed");
            FakeAdmissions gateways = new FakeAdmissions(folder);
            ProcessHost host = RealFixture.host(RealFixture.settings(folder, Duration.ZERO), gateways);
            StagedSkill skill = RealFixture.good(folder);
            host.start(skill, new Grants(skill.manifest().permissions()));
            System.out.println("ready");
            Thread.sleep(600_000);
        }
    }
}
