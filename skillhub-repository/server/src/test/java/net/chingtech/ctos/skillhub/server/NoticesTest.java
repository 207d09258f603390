package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that follow others, and keys that are not believed any more. */
class NoticesTest {

    private static final SkillId HELLO = new SkillId("net.chingtech.hello");
    private static final Instant NOW = TestPublisher.NOW;

    @TempDir
    Path folder;

    private TestHub hub;
    private TestPublisher old;
    private TestPublisher next;

    @BeforeEach
    void fill() throws Exception {
        hub = new TestHub(folder);
        hub.published(hello("1.0.0"));
        old = hub.chingTech;
        next = TestPublisher.of(old.authority(), "Ching Tech", Tier.OFFICIAL, "net.chingtech");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void withoutNotice_anotherKeyOfTheSameName_publishesNothing() throws Exception {
        JsonNode refused = TestHub.refused(hub.publish(hub.signed(next, hello("1.1.0"))), 409, "publisher_looks_alike");
        assertThat(refused.path("detail").asText())
                .contains("sha256:" + old.key().keyId());
        assertThat(refused.path("next_step").asText()).contains("rotation");
    }

    @Test
    void rotation_letsTheNewKeyGoOn_andEndsTheOld() throws Exception {
        assertThat(send(rotation()).statusCode()).isEqualTo(201);

        assertThat(hub.publish(hub.signed(next, hello("1.1.0"))).statusCode()).isEqualTo(201);
        assertThat(hub.publish(hub.signed(next, TestSkill.of("net.chingtech.second", "1.0.0")))
                        .statusCode())
                .isEqualTo(201);
        TestHub.refused(hub.publish(hub.signed(old, hello("1.2.0"))), 403, "key_replaced");
        assertThat(hub.publish(hub.signed(next, hello("1.2.0"))).statusCode()).isEqualTo(201);
    }

    @Test
    void replacement_byTheAuthority_letsTheNewKeyGoOn() throws Exception {
        Envelope replacement = NoticeSigner.replacement(
                old.authority(), "Ching Tech", old.key().keyId(), next.key().publicKey(), "Laptop stolen", NOW);
        assertThat(send(replacement).statusCode()).isEqualTo(201);

        assertThat(hub.publish(hub.signed(next, hello("1.1.0"))).statusCode()).isEqualTo(201);
        TestHub.refused(hub.publish(hub.signed(old, hello("1.2.0"))), 403, "key_replaced");
    }

    @Test
    void replacement_byAnAuthorityThatHasNoSay_changesNothing() throws Exception {
        Envelope replacement = NoticeSigner.replacement(
                hub.example.authority(),
                "Ching Tech",
                old.key().keyId(),
                next.key().publicKey(),
                "Mine now",
                NOW);
        assertThat(send(replacement).statusCode()).isEqualTo(201);

        TestHub.refused(hub.publish(hub.signed(next, hello("1.1.0"))), 409, "publisher_looks_alike");
        assertThat(hub.publish(hub.signed(old, hello("1.1.0"))).statusCode()).isEqualTo(201);
    }

    @Test
    void revocation_stopsTheKey_andRevokesWhatItSignedSince() throws Exception {
        // Listed a few ticks of the clock after NOW; the revocation begins between the two releases.
        Instant since = hub.clock.instant();
        hub.published(hello("1.1.0"));
        Envelope revocation =
                NoticeSigner.revocation(old.authority(), "Ching Tech", old.key().keyId(), since, "Key was stolen", NOW);
        assertThat(send(revocation).statusCode()).isEqualTo(201);

        JsonNode refused = TestHub.refused(hub.publish(hub.signed(old, hello("1.2.0"))), 403, "key_revoked");
        assertThat(refused.path("detail").asText()).contains("Key was stolen");
        List<ListedRelease> listed = hub.container().skill(HELLO).orElseThrow().releases();
        assertThat(listed.get(0).revoked().reason()).isEqualTo("Key was stolen");
        assertThat(listed.get(1).revoked()).isNull();
        TestHub.refused(hub.get("/api/v1/skills/net.chingtech.hello/versions/1.1.0/download"), 410, "release_revoked");
        assertThat(hub.json("/api/v1/skills/net.chingtech.hello")
                        .path("latest_version")
                        .asText())
                .isEqualTo("1.0.0");
    }

    @Test
    void revocation_byAnAuthorityThatHasNoSay_stopsNothing() throws Exception {
        Envelope revocation = NoticeSigner.revocation(
                hub.example.authority(),
                "Ching Tech",
                old.key().keyId(),
                NOW.minusSeconds(9),
                "I do not like them",
                NOW);
        send(revocation);

        hub.published(hello("1.1.0"));
        assertThat(hub.container().skill(HELLO).orElseThrow().releases())
                .allMatch(release -> release.revoked() == null);
    }

    @Test
    void notice_isKeptOnce_listed_andHandedOut() throws Exception {
        Envelope rotation = rotation();
        assertThat(send(rotation).statusCode()).isEqualTo(201);
        assertThat(send(rotation).statusCode()).isEqualTo(200);

        assertThat(hub.json("/api/v1/notices").path("notices")).hasSize(1);
        assertThat(hub.container().notices().notices().get(0).write()).isEqualTo(rotation.write());
        hub.close();
        hub.start();
        assertThat(hub.json("/api/v1/notices").path("notices")).hasSize(1);
    }

    @Test
    void noticeThatIsNotProven_isRefused() throws Exception {
        TestPublisher stranger = TestPublisher.of("Stranger", Tier.COMMUNITY, "org.stranger");
        Envelope unknown = NoticeSigner.revocation(
                stranger.authority(), "Ching Tech", old.key().keyId(), NOW, "I am nobody", NOW);
        TestHub.refused(send(unknown), 422, "notice_signer_unknown");
        String json = new String(rotation().write(), StandardCharsets.UTF_8);
        TestHub.refused(hub.post("/api/v1/notices", json), 401, "publish_token_missing");
        TestHub.refused(hub.order("/api/v1/notices", "{}"), 400, "envelope_invalid");
        assertThat(hub.json("/api/v1/notices").path("notices")).isEmpty();
    }

    @Test
    void authorities_areReadWhileTheHubRuns() throws Exception {
        TestPublisher late = TestPublisher.of("Latecomer", Tier.COMMUNITY, "org.late");
        var release = hub.signed(late, TestSkill.of("org.late.hello", "1.0.0"));
        TestHub.refused(hub.publish(release), 422, "publisher_unknown");
        late.trustedIn(hub.authorities(), "community");
        assertThat(hub.publish(release).statusCode()).isEqualTo(201);
    }

    private Envelope rotation() throws Exception {
        return NoticeSigner.rotation(
                old.key(), List.of(old.certificate()), next.key().publicKey(), "New year, new key", NOW);
    }

    private HttpResponse<String> send(Envelope notice) throws Exception {
        return hub.order("/api/v1/notices", new String(notice.write(), StandardCharsets.UTF_8));
    }

    private static TestSkill hello(String version) {
        return TestSkill.of(HELLO.value(), version);
    }
}
