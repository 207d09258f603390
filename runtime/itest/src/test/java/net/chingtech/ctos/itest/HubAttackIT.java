package net.chingtech.ctos.itest;

import static net.chingtech.ctos.itest.AttackScene.ACCOUNTING;
import static net.chingtech.ctos.itest.AttackScene.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import net.chingtech.ctos.itest.AttackProxy.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An attacker between a container and its hub, who can do whatever the network lets him, and in some attacks has keys of the
 * hub as well. Each attack is refused with its code, what is installed runs on, and when it is over all is well.
 */
class HubAttackIT implements ListAttacks, KeyAttacks {

    @TempDir
    static Path work;

    private static final String WATCH = "org.example.watch";

    private static AttackScene scene;

    @BeforeAll
    static void installsFromTheHub() {
        scene = new AttackScene(work);
        Ctos.Said said = scene.container.ctos().say("install", ACCOUNTING, "--version", "1.2.0", "--yes");
        assertThat(said.exit()).as(said.toString()).isZero();
    }

    @Override
    public AttackScene scene() {
        return scene;
    }

    @AfterAll
    static void stop() {
        if (scene != null) {
            scene.close();
        }
    }

    @AfterEach
    void allIsWellAfterTheAttack() {
        scene.installedSkillAnswers();
        scene.proxy.behave();
        scene.worksAgain();
        scene.installedSkillAnswers();
    }

    @Test
    void revokedRelease_isStopped_onceTheAttackerCannotHideItAnyMore() {
        Ctos.Said said = scene.container.ctos().say("install", WATCH, "--yes", "--weaker-host");
        assertThat(said.exit()).as(said.toString()).isZero();
        Map<String, Answer> old = scene.proxy.metadata();
        scene.proxy.attack(AttackProxy.replaying(old));
        scene.operator.withdraw(WATCH, "1.0.0", "revoke", "It tells others what it watches.");
        assertThat(scene.statusAfterACheck(WATCH))
                .as("as long as the old lists have not expired")
                .isEqualTo("active");

        scene.proxy.behave();
        scene.awaitStatus(WATCH, "quarantined");
        // It is told once it is stopped.
        JsonNode alerts =
                scene.container.awaitRest("alerts", answer -> answer.toString().contains("release_revoked"));
        assertThat(alerts.toString()).contains("It tells others what it watches.");
    }

    @Test
    void statementOfAnotherRelease_isNotTaken() {
        byte[] swapped = AttackScene.bytes(scene.release(ACCOUNTING, "1.2.0"));
        scene.proxy.attack(AttackProxy.serving(Map.of(AttackScene.releasePath(ACCOUNTING, "1.3.0"), swapped)));

        scene.refused("release_not_listed", "update", ACCOUNTING, "1.3.0");
    }

    @Test
    void artifactOfOtherBytes_isNotInstalled() {
        scene.proxy.attack((path, exchange) -> {
            if (!path.equals(AttackScene.releasePath(NOTES, "1.0.0") + "/download")) {
                return false;
            }
            byte[] other =
                    new byte[(int) scene.release(NOTES, "1.0.0").path("size").asLong()];
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
            return true;
        });

        Ctos.Said said = scene.container.ctos().say("install", NOTES, "--yes", "--weaker-host");
        assertThat(said.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said.toString()).contains("digest_mismatch");
        assertThat(scene.container.ctos().say("list").out()).doesNotContain(NOTES);
    }

    @Test
    void tierThatIsOnlyClaimed_isCaught() {
        scene.proxy.attack((path, exchange) -> {
            if (!path.equals("/api/v1/skills/" + NOTES)) {
                return false;
            }
            ObjectNode page = (ObjectNode) scene.page(NOTES);
            AttackProxy.serving(Map.of(path, AttackScene.bytes(page.put("tier", "official"))))
                    .answer(path, exchange);
            return true;
        });

        JsonNode refusal = scene.refused("tier_claimed", "install", NOTES, null);
        assertThat(refusal.path("detail").asText()).contains("community");
    }
}
