package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What its hub revokes stops in a running container, in both hosts, and runs again only when somebody says so. */
class RevocationIT {

    private static final String NOTES = "org.example.notes";
    private static final String CRM = "net.chingtech.crm";

    /** Also asks every second; the usual hour would be long for a test. */
    private static final Map<String, String> ASKING_OFTEN = Map.of("JAVA_TOOL_OPTIONS", "-Dctos.revocation.seconds=1");

    @Test
    void revokedSkills_areStopped_stayStopped_andRunAgainOnlyKnowingly(@TempDir Path work) {
        Path home = work.resolve("ctos-home");
        try (RunningContainer container = RunningContainer.start(home, ASKING_OFTEN)) {
            Ctos ctos = container.ctos();
            assertThat(ctos.say("install", CRM, "--yes").exit()).isZero();
            assertThat(withWeakerHost(container, "install", NOTES, "--yes").exit())
                    .isZero();
            assertThat(ctos.say("call", "notes_add", "{\"text\":\"kept\"}").exit())
                    .isZero();

            revoke(container, NOTES, "It sends notes away.");
            assertQuarantined(container, NOTES, "It sends notes away.");
            assertThat(ctos.say("call", "notes_list", "{}").toString()).contains("tool_unknown");
            assertThat(skill(container, CRM).path("status").asText()).isEqualTo("active");
            assertThat(ctos.say("call", "crm_customer", "{\"customer\":\"C-001\"}")
                            .exit())
                    .isZero();
            revoke(container, CRM, "Its key was lost.");
            assertQuarantined(container, CRM, "Its key was lost.");
            assertThat(ctos.say("call", "crm_customer", "{\"customer\":\"C-001\"}")
                            .toString())
                    .contains("tool_unknown");
            assertThat(alerts(container)).containsExactlyInAnyOrder(NOTES, CRM);
            container.kill();
        }
        try (RunningContainer container = RunningContainer.start(home, ASKING_OFTEN)) {
            Ctos ctos = container.ctos();
            for (String id : List.of(NOTES, CRM)) {
                assertThat(skill(container, id).path("status").asText()).isEqualTo("quarantined");
            }
            assertThat(alerts(container)).containsExactlyInAnyOrder(NOTES, CRM);
            Ctos.Said refused = withWeakerHost(container, "restart", NOTES, "--yes");
            assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
            assertThat(refused.toString()).contains("--revoked");

            Ctos.Said accepted = withWeakerHost(container, "restart", NOTES, "--yes", "--revoked");
            assertThat(accepted.exit()).as(accepted.toString()).isZero();
            assertThat(ctos.say("call", "notes_list", "{}").out()).contains("kept");
            // A check asks for revocations too: what was agreed to goes on.
            container.rest("POST", "updates/check", null);
            assertThat(skill(container, NOTES).path("status").asText()).isEqualTo("active");
            assertThat(skill(container, CRM).path("status").asText()).isEqualTo("quarantined");
            assertThat(container.rest("GET", "audit", null).body())
                    .contains("skill_quarantined", "revoked_release_allowed");
            assertThat(ctos.say("audit", "verify").exit()).isZero();
        }
    }

    private static Ctos.Said withWeakerHost(RunningContainer container, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        if (!container.isolatesFiles()) {
            line.add("--weaker-host");
        }
        return container.ctos().say(line.toArray(String[]::new));
    }

    private static void revoke(RunningContainer container, String id, String reason) {
        String version = skill(container, id).path("version").asText();
        String hub = RunningContainer.json(container.ctos().file("hub/run/hub.json"))
                .get("url")
                .asText();
        var answer = container.send(
                HttpRequest.newBuilder(URI.create(hub + "/api/v1/skills/" + id + "/versions/" + version + "/revoke"))
                        .header("Authorization", "Bearer " + container.ctos().file("secrets/publish-token"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"reason\": \"" + reason + "\"}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void assertQuarantined(RunningContainer container, String id, String reason) {
        JsonNode found = container.awaitRest(
                "skills/" + id, skill -> skill.path("status").asText().equals("quarantined"));
        assertThat(found.at("/problem/code").asText()).isEqualTo("release_revoked");
        assertThat(found.at("/problem/detail").asText()).contains(reason);
        assertThat(found.path("tools")).as("what it would offer is still known").isNotEmpty();
    }

    private static JsonNode skill(RunningContainer container, String id) {
        return RunningContainer.json(container.rest("GET", "skills/" + id, null).body());
    }

    /** Of whom it is told, once it is told of both: what is revoked is told after it was stopped. */
    private static List<String> alerts(RunningContainer container) {
        List<String> skills = new ArrayList<>();
        container
                .awaitRest("alerts", answer -> answer.path("alerts").size() >= 2)
                .path("alerts")
                .forEach(alert -> {
                    assertThat(alert.at("/problem/code").asText()).isEqualTo("release_revoked");
                    skills.add(alert.path("skill").asText());
                });
        return skills;
    }
}
