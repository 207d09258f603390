package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.Vitals.State;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.Test;

/** Legacy skills that do what they should not; harmless stand-ins for those that there are. */
class RealLegacyHostilityTest extends RealLegacyFixture {

    private static final String AGAIN = "echo again\n";

    private static void assertRunsAgain(RunningSkill skill) throws Exception {
        ScriptedFixture.await(() -> skill.vitals().state() == State.RUNNING, skill::vitals);
        assertThat(run(skill, "again", null)).containsEntry("output", "again\n");
    }

    /** The script may be seen to end, and be told of, a moment before the skill's own process is ended. */
    private static void assertIsHeld(RunningSkill skill, String script, String... problems) throws Exception {
        try {
            assertThat(run(skill, script, null).get("exit_code")).isNotEqualTo(0L);
        } catch (ToolException e) {
            assertThat(e.code()).as("%s", e).isIn("skill_restarted", "tool_failed");
        }
        ScriptedFixture.await(() -> skill.vitals().problem() != null, skill::vitals);
        assertRunsAgain(skill);
        assertThat(skill.vitals().problem().code()).isIn((Object[]) problems);
    }

    @Test
    void aScriptThatTakesTooLong_isEndedWithAllThatItStarted_andTheSkillRunsOn() throws Exception {
        host.stop();
        host = RealFixture.host(RealFixture.impatient(folder, Duration.ofSeconds(15)), gateways);
        RunningSkill skill = start(new LegacySkill()
                .file("scripts/slow.sh", "sleep 611 & (sleep 611 & sleep 611) & echo begun; sleep 611\n")
                .file("scripts/again.sh", AGAIN));

        assertThatThrownBy(() -> run(skill, "slow", null))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("call_timeout"));

        awaitNone("sleep 611");
        assertRunsAgain(skill);
    }

    @Test
    void whatAScriptLeavesBehind_endsWithTheCall() throws Exception {
        RunningSkill skill = start(new LegacySkill()
                .file("scripts/leave.sh", "( ( trap '' HUP TERM; exec sleep 612 ) >/dev/null 2>&1 & ) & echo left\n")
                .file("scripts/again.sh", AGAIN));
        run(skill, "again", null);

        assertThat(run(skill, "leave", null)).containsEntry("output", "left\n");

        awaitNone("sleep 612");
        assertRunsAgain(skill);
        assertThat(skill.vitals().restarts()).isZero();
    }

    @Test
    void whatAScriptWritesWithoutMeasure_isCut() throws Exception {
        RunningSkill skill = start(new LegacySkill()
                .file("scripts/flood.sh", "yes 0123456789 | head -c 40000000; yes error | head -c 4000000 >&2\n")
                .file("scripts/again.sh", AGAIN));

        Map<String, Object> answer = run(skill, "flood", null);

        assertThat(answer).containsEntry("truncated", true).containsEntry("exit_code", 0L);
        assertThat(((String) answer.get("output")).length()).isBetween(100_000, 1 << 20);
        assertThat(((String) answer.get("errors")).length()).isLessThan(10_000);
        assertRunsAgain(skill);
    }

    @Test
    void aScriptThatForksWithoutEnd_isHeld() throws Exception {
        RunningSkill skill = start(new LegacySkill()
                .file("scripts/fork.sh", "i=0; while [ $i -lt 300 ]; do sleep 613 & i=$((i+1)); done; wait\n")
                .file("scripts/again.sh", AGAIN));

        assertIsHeld(skill, "fork", "child_over_limit");
        awaitNone("sleep 613");
    }

    @Test
    void aScriptThatEatsMemory_isHeld() throws Exception {
        RunningSkill skill = start(new LegacySkill()
                .file(
                        "scripts/eat.py",
                        "all = [bytearray(1 << 20) for i in range(2000)]\nimport time\ntime.sleep(60)\n")
                .file("scripts/again.sh", AGAIN));

        assertIsHeld(skill, "eat", "child_over_limit", "child_out_of_memory");
    }

    @Test
    void aScript_readsNothingOfTheMachine_theContainer_orOtherSkills() throws Exception {
        String secret = "secret-" + folder.getFileName();
        for (String place : new String[] {"secrets/key", "data-of-others/diary", "trust/hubs.json"}) {
            Path file = folder.resolve("home").resolve(place);
            Files.createDirectories(file.getParent());
            Files.writeString(file, secret);
        }
        String root = Files.readAllLines(Path.of("/etc/passwd")).get(0);
        RunningSkill skill = start(new LegacySkill().file("scripts/spy.sh", """
                home="$1"
                cat "$home"/*/* /etc/shadow /proc/1/environ /proc/1/root"$home"/secrets/key 2>&1
                cat /etc/passwd; tar -cf - "$home" 2>/dev/null; find / -name "$(basename "$home")" 2>/dev/null
                ln -s "$home/secrets/key" link; cat link 2>&1
                echo stolen >"$home/new"; rm -rf "$home" /skill/skill.jar; ls / /skill
                """).file("scripts/again.sh", AGAIN));

        Map<String, Object> answer =
                run(skill, "spy", null, folder.resolve("home").toString());

        assertThat(answer.toString()).doesNotContain(secret).doesNotContain(root);
        assertThat((String) answer.get("output")).contains("skill:x:1000").contains("data\n");
        assertThat(folder.resolve("home/secrets/key")).hasContent(secret);
        assertThat(folder.resolve("home/new")).doesNotExist();
        assertRunsAgain(skill);
    }

    @Test
    void aScript_reachesTheWorld_onlyWhileItIsGranted() throws Exception {
        try (FakeOutside outside =
                new FakeOutside(Files.createTempDirectory("ctos"), () -> gateways.grants.permissions().stream()
                        .anyMatch(SkillPermission.NetworkOutbound.class::isInstance))) {
            gateways.relay = outside.socket;
            RunningSkill skill = start(new LegacySkill("{\"openclaw\":{\"requires\":{\"bins\":[\"curl\"]}}}")
                    .file("scripts/get.sh", "curl -s --max-time 20 \"$1\"; curl -s --noproxy '*' --max-time 3 \"$1\"\n")
                    .file("scripts/ask.py", """
                                    import sys, urllib.request
                                    print(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())
                                    """));
            String url = "http://api.example/x";

            assertThat((String) run(skill, "get", null, url).get("output")).startsWith("network_denied");
            assertThat((String) run(skill, "ask", null, url).get("errors")).contains("403");
            skill.regrant(grants(skill.skill(), "network:outbound"));
            assertThat((String) run(skill, "get", null, url).get("output")).isEqualTo("the world");
            assertThat(run(skill, "ask", null, url)).containsEntry("output", "the world\n");
            skill.regrant(grants(skill.skill()));
            assertThat((String) run(skill, "get", null, url).get("output")).startsWith("network_denied");

            assertThat(outside.asked).hasSize(5).containsOnly("GET http://api.example/x HTTP/1.1");
            assertThat(skill.vitals().restarts()).isZero();
        }
    }
}
