package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.host.framework.TestSkill;
import net.chingtech.ctos.host.internal.sandbox.Programs;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.Vitals.State;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that a skill runs in its process: what they are given, and that they are held. */
class RealProgramsTest {

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

    private RunningSkill start(String... programs) throws Exception {
        for (String program : programs) {
            assumeThat(Programs.find(program))
                    .as("this machine has no %s", program)
                    .isPresent();
        }
        String[] permissions =
                Stream.of(programs).map(program -> "process:exec:" + program).toArray(String[]::new);
        StagedSkill skill = TestSkill.of("running")
                .permissions(permissions)
                .optional("network:outbound")
                .stage(Files.createDirectories(folder.resolve("artifacts")));
        return host.start(skill, new Grants(skill.manifest().permissions()));
    }

    private static Map<String, Object> run(RunningSkill skill, String program, String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Programs.find(program).orElseThrow().toString()));
        command.addAll(List.of(words));
        return RealFixture.call(skill, "running_run", Map.of("command", command, "variables", Map.of("GIVEN", "é")));
    }

    @Test
    void aProgram_hasTheVariablesThatItIsGiven_andWordsAsTheyAre() throws Exception {
        RunningSkill skill = start("sh");

        Map<String, Object> result = run(skill, "sh", "-c", "echo \"$GIVEN $1\"; env | sort", "sh", "ü 字");

        assertThat((String) result.get("said")).startsWith("é ü 字\n");
        assertThat(((String) result.get("said")).lines().skip(1).map(line -> line.replaceFirst("=.*", "")))
                .containsOnly("GIVEN", "LANG", "MALLOC_ARENA_MAX", "PATH", "PWD");
    }

    @Test
    void aSkill_endsAProgramWithItsDescendants() throws Exception {
        RunningSkill skill = start("sh");

        Map<String, Object> result = RealFixture.call(
                skill,
                "running_run",
                Map.of(
                        "command",
                        List.of(
                                Programs.find("sh").orElseThrow().toString(),
                                "-c",
                                "(sleep 600 & echo begun; wait) & sleep 600 & wait"),
                        "family",
                        true));

        assertThat((long) result.get("ended")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void whatAProgramLeavesBehind_endsWithTheSkill() throws Exception {
        RunningSkill skill = start("sh");

        Map<String, Object> result =
                run(skill, "sh", "-c", "(trap '' TERM HUP; sleep 600) >/dev/null 2>&1 & echo left");

        assertThat(result).containsEntry("said", "left\n");
        skill.drainAndStop(Duration.ofSeconds(20)).getValue();
        assertThat(ProcessHandle.current()
                        .descendants()
                        .map(each -> each.info().commandLine().orElse("")))
                .noneMatch(command -> command.contains("sleep 600"));
    }

    /** The tool may see its program end, and say so or fail of it, a moment before its own process is ended. */
    private static void isEnded(RunningSkill skill, String program, String... words) throws Exception {
        try {
            assertThat(run(skill, program, words).get("exit")).isNotEqualTo(0L);
        } catch (ToolException e) {
            assertThat(e.code()).as("%s", e).isIn("skill_restarted", "tool_failed");
        }
    }

    private static void awaitRunningAgain(RunningSkill skill) {
        ScriptedFixture.await(
                () -> skill.vitals().problem() != null && skill.vitals().state() == State.RUNNING, skill::vitals);
    }

    @Test
    void aProgramThatForksWithoutEnd_isEnded_andTheSkillIsThereAgain() throws Exception {
        RunningSkill skill = start("sh");
        // Not endless: should nobody hold it, the machine lives on.
        String bomb = "i=0; while [ $i -lt 300 ]; do sleep 60 & i=$((i+1)); done; wait";

        isEnded(skill, "sh", "-c", bomb);

        awaitRunningAgain(skill);
        assertThat(skill.vitals().problem().code()).isEqualTo("child_over_limit");
        assertThat(run(skill, "sh", "-c", "echo again")).containsEntry("said", "again\n");
    }

    @Test
    void aProgramThatEatsMemory_isEnded_andTheSkillIsThereAgain() throws Exception {
        RunningSkill skill = start("python3");
        String hog = "import time\nall = []\nfor i in range(2000):\n    all.append(bytearray(1 << 20))\ntime.sleep(60)";

        isEnded(skill, "python3", "-c", hog);

        awaitRunningAgain(skill);
        assertThat(skill.vitals().problem().code()).isIn("child_over_limit", "child_out_of_memory");
        assertThat(run(skill, "python3", "-c", "print('again')")).containsEntry("said", "again\n");
    }

    @Test
    void programs_reachTheWorldByTheProxy_onlyWhileItIsGranted() throws Exception {
        try (FakeOutside outside = new FakeOutside(
                Files.createTempDirectory("ctos"),
                () -> !gateways.grants.of(SkillPermission.NetworkOutbound.class).isEmpty())) {
            gateways.relay = outside.socket;
            RunningSkill skill = start("python3");
            String ask = """
                    import urllib.request, urllib.error
                    try:
                        print(urllib.request.urlopen('http://api.example/x', timeout=20).read().decode())
                    except urllib.error.HTTPError as e:
                        print(e.code, e.read().decode())
                    """;

            assertThat(run(skill, "python3", "-c", ask)).containsEntry("said", "403 network_denied: not granted\n");
            long process = RealFixture.jvmBelow(ProcessHandle.current()).pid();
            skill.regrant(new Grants(
                    List.of(SkillPermission.parse("process:exec:python3"), SkillPermission.parse("network:outbound"))));
            assertThat(run(skill, "python3", "-c", ask)).containsEntry("said", "the world\n");
            skill.regrant(new Grants(skill.skill().manifest().permissions()));
            assertThat(run(skill, "python3", "-c", ask)).containsEntry("said", "403 network_denied: not granted\n");

            assertThat(outside.asked).hasSize(3).containsOnly("GET http://api.example/x HTTP/1.1");
            assertThat(RealFixture.jvmBelow(ProcessHandle.current()).pid()).isEqualTo(process);
        }
    }
}
