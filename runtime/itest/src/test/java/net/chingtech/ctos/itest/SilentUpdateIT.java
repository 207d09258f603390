package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates that come by themselves in a running container: a patch does, a minor does not, and a broken one is undone. */
class SilentUpdateIT {

    private static final String CRM = "net.chingtech.crm";

    /** Looks every second; the usual day would be long for a test. */
    private static final Map<String, String> LOOKING_OFTEN = Map.of("JAVA_TOOL_OPTIONS", "-Dctos.update.seconds=1");

    @TempDir
    Path work;

    @Test
    void patchComesOnceItIsOldEnough_minorDoesNot_andOneThatIsNotWellIsUndoneWithAnAlert() {
        Path home = work.resolve("ctos-home");
        try (RunningContainer container = RunningContainer.start(home, LOOKING_OFTEN)) {
            say(container, "install", CRM, "--yes");
            publish(container, "2.0.2", null);
            container.awaitRest(
                    "updates",
                    answer -> answer.at("/updates/0/latest_version").asText().equals("2.0.2")
                            && answer.at("/updates/0/not_silent/code").asText().equals("release_too_young"));
            assertThat(version(skill(container))).isEqualTo("2.0.1");

            assertThat(container
                            .rest("PUT", "policy", "{\"release_age_hours\":0}")
                            .statusCode())
                    .isEqualTo(200);
            publish(container, "2.1.0", null);
            container.awaitRest("skills/" + CRM, skill -> version(skill).equals("2.0.2"));
            // It is recorded once the new version is there.
            container.awaitRest("audit", answer -> answer.toString().contains("update-agent"));
            JsonNode minor = container.awaitRest("updates", answer -> answer.path("updates")
                    .path(0)
                    .path("current_version")
                    .asText()
                    .equals("2.0.2"));
            assertThat(minor.at("/updates/0/not_silent/code").asText())
                    .as(minor.toString())
                    .isEqualTo("policy_asks");

            publish(container, "2.0.3", "net/chingtech/crm/Customers.class");
            JsonNode alerts = container.awaitRest(
                    "alerts", answer -> !answer.path("alerts").isEmpty());
            assertThat(alerts.at("/alerts/0/problem/code").asText())
                    .as(alerts.toString())
                    .isEqualTo("update_failed");
            assertThat(alerts.at("/alerts/0/problem/detail").asText()).contains("2.0.2 runs");
            assertThat(version(skill(container))).isEqualTo("2.0.2");
            say(container, "call", "crm_customer", "{\"customer\":\"C-001\"}");
            assertThat(container.ctos().say("audit", "verify").exit()).isZero();
        }
    }

    private static JsonNode skill(RunningContainer container) {
        return RunningContainer.json(
                container.rest("GET", "skills/" + CRM, null).body());
    }

    private static String version(JsonNode skill) {
        return skill.path("version").asText();
    }

    /** @param broken a class whose question to the database is spoilt, or null */
    private void publish(RunningContainer container, String version, String broken) {
        Path jar = LaterRelease.of(
                "crm", "2.0.1", version, broken, text -> text.replace("SELECT COUNT(", "SELECT CUUNT("), work);
        say(container, "publish", jar.toString());
    }

    private static void say(RunningContainer container, String... words) {
        Ctos.Said said = container.ctos().say(words);
        assertThat(said.exit()).as(String.join(" ", words) + "\n" + said).isZero();
    }
}
