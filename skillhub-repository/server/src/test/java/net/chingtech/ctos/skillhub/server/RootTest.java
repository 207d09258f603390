package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose keys sign the lists: roots come from elsewhere, and what they do not name is not used. */
class RootTest {

    private static final SkillId HELLO = new SkillId("net.chingtech.hello");

    @TempDir
    Path folder;

    private TestHub hub;

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void withoutRoot_theHubHasNoLists_untilOneIsPutThere() throws Exception {
        hub = new TestHub(folder, false);
        hub.published(TestSkill.of(HELLO.value(), "1.0.0"));
        assertThat(hub.awaitLists("no_root").path("detail").asText()).contains("./ctos hub keys");
        TestHub.refused(hub.get("/metadata/timestamp.json"), 404, "metadata_unknown");
        assertThat(hub.home.resolve("metadata")).isEmptyDirectory();

        hub.root.first(TestPublisher.NOW);
        JsonNode lists = hub.awaitLists("ok");
        assertThat(lists.path("root_version").asLong()).isEqualTo(1);
        assertThat(lists.path("timestamp_version").asLong()).isEqualTo(1);
        assertThat(hub.container().skill(HELLO)).isPresent();
    }

    @Test
    void nextRoot_isTakenUpWhileTheHubRuns_withItsKeys() throws Exception {
        hub = new TestHub(folder);
        hub.published(TestSkill.of(HELLO.value(), "1.0.0"));
        hub.container().refresh();
        byte[] key = Files.readAllBytes(hub.root.onlineKey(Role.TIMESTAMP));

        hub.root.next(hub.clock.instant(), Role.TIMESTAMP, Role.SNAPSHOT, Role.TARGETS);
        TestHub.await(
                () -> hub.json("/health").path("metadata"),
                lists -> lists.path("root_version").asLong() == 2
                        && lists.path("state").asText().equals("ok"));
        assertThat(Files.readAllBytes(hub.root.onlineKey(Role.TIMESTAMP))).isNotEqualTo(key);
        hub.published(TestSkill.of(HELLO.value(), "1.1.0"));
        var container = hub.container();
        container.refresh();
        assertThat(container.freshness().rootVersion()).isEqualTo(2);
        assertThat(container.skill(HELLO).orElseThrow().releases()).hasSize(2);
    }

    @Test
    void rootThatTooFewSigned_isNotUsed_norGivenOut() throws Exception {
        hub = new TestHub(folder);
        Files.write(hub.root.file(2), hub.root.halfSigned(hub.clock.instant()));

        assertThat(hub.awaitLists("root_invalid").path("detail").asText()).contains("2.root.json", "signatures");
        TestHub.refused(hub.get("/metadata/2.root.json"), 404, "metadata_unknown");
        // The root before it holds: nobody is kept from publishing.
        hub.published(TestSkill.of(HELLO.value(), "1.0.0"));
        assertThat(hub.container().skill(HELLO)).isPresent();
    }

    @Test
    void firstRootThatIsNone_listsNothing_andIsSaidToThePublisher() throws Exception {
        hub = new TestHub(folder, false);
        Files.writeString(hub.root.file(1), "{}");
        hub.awaitLists("root_invalid");

        SignedRelease release = hub.signed(hub.chingTech, TestSkill.of(HELLO.value(), "1.0.0"));
        TestHub.refused(hub.publish(release), 503, "not_listed");
        TestHub.refused(hub.get("/metadata/1.root.json"), 404, "metadata_unknown");
    }

    @Test
    void keyThatTheRootDoesNotName_signsNothing() throws Exception {
        hub = new TestHub(folder);
        Path key = hub.root.onlineKey(Role.TARGETS);
        Path away = folder.resolve("away.pem");
        Files.move(key, away);
        SigningKey.generate().write(key);
        String timestamp = hub.get("/metadata/timestamp.json").body();
        SignedRelease release = hub.signed(hub.chingTech, TestSkill.of(HELLO.value(), "1.0.0"));

        JsonNode refused = TestHub.refused(hub.publish(release), 503, "not_listed");
        assertThat(refused.path("detail").asText()).contains("targets");
        hub.awaitLists("key_not_in_root");
        assertThat(hub.get("/metadata/timestamp.json").body()).isEqualTo(timestamp);

        Files.move(away, key, StandardCopyOption.REPLACE_EXISTING);
        // It was kept: the same again is listed now.
        assertThat(hub.publish(release).statusCode()).isEqualTo(200);
        assertThat(hub.container().skill(HELLO)).isPresent();
    }

    @Test
    void keyThatOthersMayRead_isNotUsed() throws Exception {
        hub = new TestHub(folder);
        Files.setPosixFilePermissions(hub.root.onlineKey(Role.SNAPSHOT), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(hub.awaitLists("key_unusable").path("detail").asText()).contains("chmod 600");
    }

    @Test
    void rootThatExpires_isSaidBefore_andEndsTheLists() throws Exception {
        hub = new TestHub(folder);
        hub.clock.forward(Duration.ofDays(340));
        hub.awaitLists("root_expires_soon");
        String timestamp = hub.get("/metadata/timestamp.json").body();

        hub.clock.forward(Duration.ofDays(30));
        hub.awaitLists("root_expired");
        assertThat(hub.get("/metadata/timestamp.json").body()).isEqualTo(timestamp);
    }
}
