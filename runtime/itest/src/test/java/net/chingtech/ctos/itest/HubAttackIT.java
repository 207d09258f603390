package net.chingtech.ctos.itest;

import static net.chingtech.ctos.itest.AttackScene.ACCOUNTING;
import static net.chingtech.ctos.itest.AttackScene.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.itest.AttackProxy.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An attacker between a container and its hub, who can do whatever the network lets him, and in two attacks has the hub's
 * online keys as well. Each attack is refused with its code, what is installed runs on, and when it is over all is well.
 */
class HubAttackIT {

    private static final String TIMESTAMP = "/metadata/timestamp.json";

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
    void oldLists_areRefused_overRestAndAtTheCommandLine() {
        Map<String, Answer> old = scene.proxy.metadata();
        scene.hubMovesOn();
        scene.takesNewerListsThan(old.get(TIMESTAMP));
        replay(old);

        JsonNode refusal = scene.refused("metadata_rolled_back", "update", ACCOUNTING, null);
        assertThat(refusal.path("next_step").asText()).contains("Installed skills keep running");
        Ctos.Said said = scene.container.ctos().say("update", ACCOUNTING, "--yes");
        assertThat(said.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said.toString()).contains("metadata_rolled_back");
    }

    private static void replay(Map<String, Answer> old) {
        scene.proxy.attack((path, exchange) -> {
            Answer answer = old.get(path);
            if (answer == null) {
                return false;
            }
            answer.to(exchange);
            return true;
        });
    }

    @Test
    void listsOfTwoTimes_areNotMixed() {
        Map<String, Answer> old = scene.proxy.metadata();
        Answer snapshot = old.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".snapshot.json"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        scene.hubMovesOn();
        scene.proxy.attack((path, exchange) -> {
            if (!path.endsWith(".snapshot.json")) {
                return false;
            }
            snapshot.to(exchange);
            return true;
        });

        scene.refused("metadata_mismatch", "update", ACCOUNTING, null);
    }

    @Test
    void listThatNeverEnds_isDropped() {
        scene.proxy.attack((path, exchange) -> {
            if (path.equals(TIMESTAMP)) {
                exchange.sendResponseHeaders(200, 0);
                byte[] block = new byte[64 * 1024];
                for (int i = 0; i < 100_000; i++) {
                    exchange.getResponseBody().write(block);
                }
            }
            return path.equals(TIMESTAMP);
        });

        scene.refused("metadata_too_large", "update", ACCOUNTING, null);
    }

    @Test
    void listThatDrips_isGivenUp() {
        scene.proxy.attack((path, exchange) -> {
            if (path.equals(TIMESTAMP)) {
                exchange.sendResponseHeaders(200, 0);
                for (int i = 0; i < 600; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
            }
            return path.equals(TIMESTAMP);
        });

        JsonNode refusal = scene.refused("metadata_unreachable", "update", ACCOUNTING, null);
        assertThat(refusal.path("detail").asText()).contains("took too long");
    }

    @Test
    void frozenLists_areBelievedOnlyUntilTheyExpire_andLookingStillWorks() throws Exception {
        StolenKeys keys = new StolenKeys(scene.hub.url(), scene.hub.home().resolve("hub"));
        scene.proxy.attack(AttackProxy.serving(keys.expiringAt(Instant.now().plusSeconds(6))));
        scene.worksAgain();

        JsonNode refusal = scene.refused("metadata_expired", "update", ACCOUNTING, null);
        assertThat(refusal.path("detail").asText())
                .contains("timestamp")
                .contains("the clock here says")
                .contains("the hub's");
        JsonNode found = RunningContainer.json(
                scene.container.rest("GET", "catalogue?q=accounting", null).body());
        assertThat(found.path("skills").isEmpty()).as(found.toString()).isFalse();
        scene.hubMovesOn();
    }

    @Test
    void revokedRelease_isStopped_onceTheAttackerCannotHideItAnyMore() {
        Ctos.Said said = scene.container.ctos().say("install", WATCH, "--yes", "--weaker-host");
        assertThat(said.exit()).as(said.toString()).isZero();
        Map<String, Answer> old = scene.proxy.metadata();
        replay(old);
        scene.revoke(WATCH, "1.0.0", "It tells others what it watches.");
        assertThat(scene.statusAfterACheck(WATCH))
                .as("as long as the old lists have not expired")
                .isEqualTo("active");

        scene.proxy.behave();
        scene.awaitStatus(WATCH, "quarantined");
        JsonNode alerts = RunningContainer.json(
                scene.container.rest("GET", "alerts", null).body());
        assertThat(alerts.toString()).contains("release_revoked").contains("It tells others what it watches.");
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

    @Test
    void anotherKeyForAnInstalledSkill_isRefused_alsoFromAHubThatListsIt() throws Exception {
        OtherKeys other = OtherKeys.of("accounting", scene.hub.home(), work);
        StolenKeys keys = new StolenKeys(scene.hub.url(), scene.hub.home().resolve("hub"));
        Map<String, byte[]> files = new HashMap<>(keys.listing(other.id(), other.listed()));
        files.putAll(other.files());
        scene.proxy.attack(AttackProxy.serving(files));

        JsonNode refusal = scene.refused("publisher_key_changed", "update", ACCOUNTING, null);
        assertThat(refusal.toString()).contains("sha256:" + other.keyId()).contains("./ctos trust forget");
        scene.hubMovesOn();
    }

    @Test
    void anotherRoot_isRefused_withBothFingerprints() throws Exception {
        Map<String, byte[]> files = OtherKeys.lists();
        scene.proxy.attack(AttackProxy.serving(files));

        JsonNode refusal = scene.refused("hub_root_changed", "update", ACCOUNTING, null);
        assertThat(refusal.path("detail").asText())
                .contains("sha256:" + Digests.sha256Hex(files.get("/metadata/1.root.json")))
                .contains("sha256:" + Digests.sha256Hex(Files.readAllBytes(scene.root())));
        assertThat(refusal.path("next_step").asText()).contains("./ctos hub remove");
        JsonNode status =
                RunningContainer.json(scene.container.rest("GET", "trust", null).body());
        assertThat(status.toString()).contains("hub_root_changed");
    }
}
