package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Digests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a container: started, refused a second time, stopped, killed, started again; asked over stdio. */
class LifeIT {

    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                    + "\"capabilities\":{},\"clientInfo\":{\"name\":\"itest\",\"version\":\"1\"}}}\n"
                    + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";

    private static final String CRM = "net.chingtech.crm";

    @Test
    void whatWasInstalled_isThereAfterAStopAndAfterAKill_andWhatWasChangedOnTheDiskStaysOff(@TempDir Path work)
            throws Exception {
        Path home = work.resolve("ctos-home");
        try (RunningContainer container = RunningContainer.start(home)) {
            Ctos ctos = container.ctos();
            assertThat(ctos.say("install", "net.chingtech.crm", "--yes").exit()).isZero();
            if (container.isolatesFiles()) {
                assertThat(ctos.say("install", "org.example.notes", "--yes").exit())
                        .isZero();
            } else {
                refusedWithoutTheExplicitYes(ctos.say("install", "org.example.notes", "--yes"));
                assertThat(ctos.say("install", "org.example.notes", "--yes", "--weaker-host")
                                .exit())
                        .isZero();
            }
            if (RunningContainer.HAS_SECURITY_LAYER) {
                refusedWithoutTheExplicitYes(
                        ctos.say("restart", "org.example.notes", "--host", "in_framework", "--yes"));
            }
            assertThat(ctos.say("call", "notes_add", "{\"text\":\"kept\"}").exit())
                    .isZero();
            assertThat(ctos.say("stop").exit()).isZero();
            assertThat(container.awaitEnd()).isZero();
            assertThat(home.resolve("run/container.json")).doesNotExist();
        }
        Path artifact = home.resolve("skills/installed/" + CRM + "_2.0.1/artifact.jar");
        byte[] right = replace(artifact, "Somebody was here.".getBytes(StandardCharsets.UTF_8));
        try (RunningContainer container = RunningContainer.start(home)) {
            assertThat(container.ctos().say("call", "notes_list", "{}").out()).contains("kept");
            assertStaysOff(container, artifact, right);
            assertThat(container.said())
                    .as("the password is shown once")
                    .doesNotContain(container.ctos().file("secrets/admin-password"));
            container.kill();
        }
        replace(artifact, right);
        try (RunningContainer container = RunningContainer.start(home)) {
            assertThat(container.ctos().say("call", "notes_list", "{}").out()).contains("kept");
            assertThat(container
                            .ctos()
                            .say("call", "crm_customer", "{\"customer\":\"C-001\"}")
                            .exit())
                    .isZero();
            JsonNode updates = RunningContainer.json(
                    container.rest("POST", "updates/check", null).body());
            assertThat(updates.get("failed")).as("sources that do not answer").isEmpty();
            assertThat(container.ctos().say("audit", "verify").exit()).isZero();
            assertThat(warnings(home))
                    .as("of the changed skill, at the start and as an alert, and nothing else")
                    .hasSize(2)
                    .allMatch(line -> line.contains(CRM) && line.contains("is not the file that was installed"));
        }
    }

    /** @return what was there before */
    private static byte[] replace(Path file, byte[] content) throws IOException {
        byte[] before = Files.readAllBytes(file);
        Files.delete(file);
        Files.write(file, content);
        return before;
    }

    /** The one skill, and nobody can miss it. */
    private static void assertStaysOff(RunningContainer container, Path artifact, byte[] right) throws IOException {
        JsonNode skill = RunningContainer.json(
                container.rest("GET", "skills/" + CRM, null).body());
        assertThat(skill.path("status").asText()).isEqualTo("failed");
        assertThat(skill.at("/problem/code").asText()).isEqualTo("digest_mismatch");
        container.ctos().refuse("tool_unknown", "call", "crm_customer", "{\"customer\":\"C-001\"}");
        JsonNode alerts = RunningContainer.json(
                        container.rest("GET", "alerts", null).body())
                .path("alerts");
        assertThat(alerts).hasSize(1);
        assertThat(alerts.at("/0/level").asText()).isEqualTo("danger");
        assertThat(alerts.at("/0/skill").asText()).isEqualTo(CRM);
        assertThat(alerts.at("/0/problem/code").asText()).isEqualTo("artifact_changed");
        assertThat(alerts.at("/0/problem/more").toString())
                .contains("expected sha256:" + Digests.sha256Hex(right))
                .contains("found sha256:" + Digests.sha256Hex(Files.readAllBytes(artifact)));
    }

    private static void refusedWithoutTheExplicitYes(Ctos.Said refused) {
        assertThat(refused.exit())
                .as("a plain yes for a weaker host\n" + refused)
                .isEqualTo(1);
        assertThat(refused.toString()).contains("--weaker-host");
    }

    @Test
    void skillWhoseProcessIsKilled_answersAgain(@TempDir Path work) {
        try (RunningContainer container = RunningContainer.start(work.resolve("ctos-home"))) {
            Ctos ctos = container.ctos();
            assertThat(ctos.say("install", "net.chingtech.crm", "--host", "process", "--yes")
                            .exit())
                    .isZero();
            assertThat(ctos.say("list").out()).contains("process");
            assertThat(container.killSkills()).as("processes of skills").isPositive();
            Ctos.Said answer = ctos.say("call", "crm_customer", "{\"customer\":\"C-001\"}");
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
            while (answer.exit() != 0 && System.nanoTime() < deadline) {
                assertThat(answer.toString()).as("an error in time").contains("(skill_");
                answer = ctos.say("call", "crm_customer", "{\"customer\":\"C-001\"}");
            }
            assertThat(answer.exit()).as(answer.toString()).isZero();
            JsonNode skill = RunningContainer.json(
                    container.rest("GET", "skills/net.chingtech.crm", null).body());
            assertThat(skill.at("/vitals/restarts").asInt())
                    .as(skill.toString())
                    .isPositive();
            assertThat(skill.at("/vitals/state").asText()).isEqualTo("running");
        }
    }

    @Test
    void whatCannotBe_isOneClearLine(@TempDir Path work) throws Exception {
        Path home = work.resolve("ctos-home");
        try (RunningContainer container = RunningContainer.start(home);
                ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            refused(container.ctos().say("run", "--port", "0", "--hub-port", "0"), home.toString());
            String port = String.valueOf(taken.getLocalPort());
            refused(new Ctos(work.resolve("other")).say("run", "--port", port, "--hub-port", "0"), port);
        }
        Files.writeString(home.resolve("home.json"), "{\"format\": 99, \"container_id\": \"x\"}");
        refused(new Ctos(home).say("run", "--port", "0", "--hub-port", "0"), "99");
        Path file = Files.writeString(work.resolve("file"), "no folder");
        refused(new Ctos(file).say("run", "--port", "0", "--hub-port", "0"), file.toString());
    }

    @Test
    void agentsTalkOverStdio(@TempDir Path work) {
        try (RunningContainer container = RunningContainer.start(work.resolve("ctos-home"))) {
            Ctos.Said said = container
                    .ctos()
                    .sayWithInput(
                            INITIALIZE + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{}}\n",
                            "mcp");
            List<String> lines = said.out().lines().toList();
            assertThat(lines).as(said.toString()).hasSize(2).allSatisfy(line -> assertThat(line)
                    .startsWith("{"));
            assertThat(RunningContainer.json(lines.get(0))
                            .at("/result/serverInfo/name")
                            .asText())
                    .isEqualTo("ctos");
            assertThat(RunningContainer.json(lines.get(1)).at("/result/tools").isArray())
                    .isTrue();
        }
        Ctos.Said down = new Ctos(work.resolve("ctos-home")).sayWithInput(INITIALIZE, "mcp");
        assertThat(RunningContainer.json(down.out().lines().findFirst().orElse("{}"))
                        .at("/error/message")
                        .asText())
                .isNotBlank();
    }

    private static void refused(Ctos.Said said, String names) {
        assertThat(said.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said.out() + said.err()).contains(names);
        assertThat(said.err().lines().filter(line -> !line.isBlank())).hasSize(1);
    }

    private static List<String> warnings(Path home) {
        return Ctos.read(home.resolve("logs/container.log"))
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                // Without the security layer the container says once that its framework runs no skills.
                .filter(line -> RunningContainer.HAS_SECURITY_LAYER || !line.contains("host_unavailable_java"))
                .toList();
    }
}
