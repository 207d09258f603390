package net.chingtech.ctos.itest;

import static net.chingtech.ctos.itest.AttackScene.ACCOUNTING;
import static net.chingtech.ctos.itest.AttackScene.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.RootCeremony;
import net.chingtech.ctos.sign.hub.RootChange;
import org.junit.jupiter.api.Test;

/** What somebody between a container and its hub can do with keys, his own and stolen ones; and what the hub does against it. */
interface KeyAttacks {

    /** So long it takes a container at most, on a slow machine, to take up lists. */
    int LONGEST_LOOK_SECONDS = 30;

    AttackScene scene();

    @Test
    default void listSignedByAKeyThatTheRootDoesNotName_isRefused_whicheverItIs() throws Exception {
        StolenKeys thief = scene().thief();
        long ahead = 0;
        for (String role : RootCeremony.ONLINE) {
            // What comes before that list is right, so that it is that list which is judged.
            scene().proxy.attack(AttackProxy.serving(thief.without(role).ahead(++ahead)));
            JsonNode refusal = scene().refused("metadata_threshold", role, "install", NOTES, null);
            assertThat(refusal.path("detail").asText()).contains("0 of the 1 signatures");
        }
        Ctos.Said said = scene().container.ctos().say("install", NOTES, "--yes", "--weaker-host");
        assertThat(said.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said.toString()).contains("metadata_threshold");
        assertThat(scene().container.ctos().say("list").out()).doesNotContain(NOTES);
        scene().hubMovesOn();
        scene().hubMovesOn();
    }

    @Test
    default void rootSignedByTooFew_isRefused_andTheOneBeforeStays() throws Exception {
        Root present = scene().operator.root();
        SigningKey own = SigningKey.generate();
        SigningKey timestamp = SigningKey.generate();
        SignedMetadata draft = RootCeremony.next(
                present,
                new RootChange(List.of(own.publicKey()), 1, Map.of(Role.TIMESTAMP, timestamp.publicKey())),
                Instant.now());
        byte[] root = RootCeremony.sign(
                        RootCeremony.sign(draft, scene().operator.oneRootKey()), own)
                .write();
        String next = present.version() + 1 + ".root.json";
        scene().proxy.attack(AttackProxy.serving(Map.of("/metadata/" + next, root)));

        JsonNode refusal = scene().refused("metadata_threshold", next, "update", ACCOUNTING, null);
        assertThat(refusal.path("detail").asText()).contains("1 of the 2 signatures");
        assertThat(scene().trust().path("root_version").asLong()).isEqualTo(present.version());
    }

    @Test
    default void rotatedKeys_areFollowed_andThoseOfBeforeCountNoMore() throws Exception {
        StolenKeys before = scene().thief();
        Root present = scene().operator.root();

        scene().operator.rotate("all");
        scene().takesAnUpdate();

        assertThat(scene().trust().path("root_version").asLong()).isEqualTo(present.version() + 1);
        scene().proxy.attack(AttackProxy.serving(before.ahead(1)));
        scene().refused("metadata_threshold", "timestamp.json", "update", ACCOUNTING, null);
    }

    @Test
    default void versionsFarAhead_lockTheHubOut_untilItsKeysAreRotated() throws Exception {
        Map<String, byte[]> far = scene().thief().ahead(1_000_000);
        scene().proxy.attack(AttackProxy.serving(far));
        scene().takes(far);
        scene().proxy.behave();
        scene().refused("metadata_rolled_back", "update", ACCOUNTING, null);
        scene().installedSkillAnswers();

        scene().operator.rotate(RootCeremony.ONLINE.toArray(String[]::new));
        scene().takesAnUpdate();
        scene().proxy.attack(AttackProxy.serving(far));
        scene().refused("metadata_threshold", "timestamp.json", "update", ACCOUNTING, null);
    }

    @Test
    default void frozenLists_areBelievedOnlyUntilTheyExpire_andLookingStillWorks() throws Exception {
        Map<String, byte[]> frozen = scene().thief().expiringAt(Instant.now().plusSeconds(LONGEST_LOOK_SECONDS));
        scene().proxy.attack(AttackProxy.serving(frozen));
        scene().takes(frozen);

        JsonNode refusal = scene().refused("metadata_expired", "update", ACCOUNTING, null);
        assertThat(refusal.path("detail").asText())
                .contains("timestamp")
                .contains("the clock here says")
                .contains("the hub's");
        JsonNode found = RunningContainer.json(
                scene().container.rest("GET", "catalogue?q=accounting", null).body());
        assertThat(found.path("skills").isEmpty()).as(found.toString()).isFalse();
        scene().hubMovesOn();
    }

    @Test
    default void anotherKeyForAnInstalledSkill_isRefused_alsoFromAHubThatListsIt() throws Exception {
        OtherKeys other = OtherKeys.of("accounting", scene().hub.home(), scene().work);
        Map<String, byte[]> files = new HashMap<>(scene().thief().listing(other.id(), other.listed()));
        files.putAll(other.files());
        scene().proxy.attack(AttackProxy.serving(files));

        JsonNode refusal = scene().refused("publisher_key_changed", "update", ACCOUNTING, null);
        String pinned = scene().release(ACCOUNTING, "1.2.0")
                .at("/statement/signatures/0/keyid")
                .asText();
        assertThat(refusal.path("detail").asText())
                .contains("is pinned to the key sha256:" + pinned)
                .contains("is signed with sha256:" + other.keyId());
        assertThat(refusal.path("next_step").asText()).contains("./ctos trust forget");
        scene().hubMovesOn();
    }

    @Test
    default void anotherRoot_isRefused_withBothFingerprints() throws Exception {
        Map<String, byte[]> files = OtherKeys.lists();
        scene().proxy.attack(AttackProxy.serving(files));

        JsonNode refusal = scene().refused("hub_root_changed", "update", ACCOUNTING, null);
        assertThat(refusal.path("detail").asText())
                .contains("sha256:" + Digests.sha256Hex(files.get("/metadata/1.root.json")))
                .contains("sha256:"
                        + Digests.sha256Hex(Files.readAllBytes(scene().hub.root())));
        assertThat(refusal.path("next_step").asText()).contains("./ctos hub remove");
        assertThat(scene().trust().at("/problem/code").asText()).isEqualTo("hub_root_changed");
    }
}
