package net.chingtech.ctos.itest;

import static net.chingtech.ctos.itest.AttackScene.ACCOUNTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.itest.AttackProxy.Answer;
import org.junit.jupiter.api.Test;

/** What somebody between a container and its hub can do with the hub's lists who has no key at all. */
interface ListAttacks {

    String TIMESTAMP = "/metadata/timestamp.json";

    AttackScene scene();

    @Test
    default void oldLists_areRefused_overRestAndAtTheCommandLine() {
        Map<String, Answer> old = scene().proxy.metadata();
        scene().hubMovesOn();
        scene().takesNewerListsThan(old.get(TIMESTAMP));
        scene().proxy.attack(AttackProxy.replaying(old));

        JsonNode refusal = scene().refused("metadata_rolled_back", "update", ACCOUNTING, null);
        assertThat(refusal.path("next_step").asText()).contains("Installed skills keep running");
        Ctos.Said said = scene().container.ctos().say("update", ACCOUNTING, "--yes");
        assertThat(said.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said.toString()).contains("metadata_rolled_back");
    }

    @Test
    default void listsOfTwoTimes_areNotMixed() {
        Map<String, Answer> old = scene().proxy.metadata();
        Answer snapshot = old.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".snapshot.json"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        scene().hubMovesOn();
        scene().proxy.attack((path, exchange) -> {
            if (!path.endsWith(".snapshot.json")) {
                return false;
            }
            snapshot.to(exchange);
            return true;
        });

        scene().refused("metadata_mismatch", "update", ACCOUNTING, null);
    }

    @Test
    default void listThatNeverEnds_isDropped_whicheverItIs() {
        // Each that is left alone in turn leads to the next one, of which there is a new version.
        List<String> lists = List.of("timestamp.json", "snapshot.json", "targets.json", "buckets/");
        scene().operator.withdraw(ACCOUNTING, "1.2.0", "yank", "Tried out.");
        for (String list : lists) {
            scene().proxy.attack(AttackProxy.neverEnding(path -> path.startsWith("/metadata/") && path.contains(list)));
            scene().refused("metadata_too_large", list, "update", ACCOUNTING, null);
        }
        scene().operator.withdraw(ACCOUNTING, "1.2.0", "unyank", "Tried out.");
    }

    @Test
    default void listThatDrips_isGivenUp() {
        scene().proxy.attack((path, exchange) -> {
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

        JsonNode refusal = scene().refused("metadata_unreachable", "update", ACCOUNTING, null);
        assertThat(refusal.path("detail").asText()).contains("took too long");
    }
}
