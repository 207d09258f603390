package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases that are yanked or revoked: who is still offered them, and what the lists say. */
class WithdrawalTest {

    private static final SkillId HELLO = new SkillId("net.chingtech.hello");
    private static final String PAGE = "/api/v1/skills/net.chingtech.hello";
    private static final String REASON = "{\"reason\":\"Sends mail to strangers\"}";

    @TempDir
    Path folder;

    private TestHub hub;

    @BeforeEach
    void fill() throws Exception {
        hub = new TestHub(folder);
        hub.published(TestSkill.of(HELLO.value(), "1.0.0"));
        hub.published(TestSkill.of(HELLO.value(), "1.1.0").json("summary", "About frogs"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void yankedRelease_isOfferedToNobody_andStillThereForThoseWhoHaveIt() throws Exception {
        JsonNode mark = TestHub.good(hub.order(PAGE + "/versions/1.1.0/yank", REASON));

        assertThat(mark.path("yanked").asBoolean()).isTrue();
        assertThat(mark.has("revoked") && !mark.path("revoked").isNull()).isFalse();
        assertNotOffered("1.1.0");
        assertThat(hub.json(PAGE).at("/versions/0/yanked").asBoolean()).isTrue();
        assertThat(hub.json(PAGE).at("/versions/0/revoked").asBoolean()).isFalse();
        assertThat(hub.get(PAGE + "/versions/1.1.0/download").statusCode()).isEqualTo(200);
        assertThat(hub.get(PAGE + "/versions/1.1.0").statusCode()).isEqualTo(200);
        ListedRelease listed = listed("1.1.0");
        assertThat(listed.yanked()).isTrue();
        assertThat(listed.revoked()).isNull();
    }

    @Test
    void unyankedRelease_isOfferedAgain() throws Exception {
        TestHub.good(hub.order(PAGE + "/versions/1.1.0/yank", REASON));
        assertThat(listed("1.1.0").yanked()).isTrue();
        TestHub.good(hub.order(PAGE + "/versions/1.1.0/unyank", "{}"));

        assertThat(hub.json(PAGE).path("latest_version").asText()).isEqualTo("1.1.0");
        assertThat(hub.json("/api/v1/skills?q=frogs").path("total").asInt()).isEqualTo(1);
        assertThat(listed("1.1.0").yanked()).isFalse();
        // The bucket has the bytes again that it had before the yank; its file must not be cleared away as an old one.
        hub.clock.forward(Duration.ofHours(2));
        for (int i = 0; i < 4; i++) {
            hub.published(TestSkill.of("net.chingtech.other" + i, "1.0.0"));
        }
        assertThat(listed("1.1.0").yanked()).isFalse();
    }

    @Test
    void revokedRelease_isOfferedToNobody_notDownloaded_andListedWithTheReason() throws Exception {
        JsonNode mark = TestHub.good(hub.order(PAGE + "/versions/1.1.0/revoke", REASON));
        assertThat(mark.at("/revoked/reason").asText()).isEqualTo("Sends mail to strangers");
        TestHub.good(hub.order(PAGE + "/versions/1.1.0/revoke", "{\"reason\":\"Another reason\"}"));
        TestHub.good(hub.order(PAGE + "/versions/1.1.0/unyank", "{}"));

        assertNotOffered("1.1.0");
        assertThat(hub.json(PAGE).at("/versions/0/revoked").asBoolean()).isTrue();
        JsonNode gone = TestHub.refused(hub.get(PAGE + "/versions/1.1.0/download"), 410, "release_revoked");
        assertThat(gone.path("detail").asText()).contains("Sends mail to strangers");
        assertThat(listed("1.1.0").revoked().reason()).isEqualTo("Sends mail to strangers");
        assertThat(listed("1.0.0").revoked()).isNull();
    }

    @Test
    void skillWithNothingLeft_keepsItsPage_andIsInNoSearch() throws Exception {
        TestHub.good(hub.order(PAGE + "/versions/1.1.0/revoke", REASON));
        TestHub.good(hub.order(PAGE + "/versions/1.0.0/yank", REASON));

        assertThat(hub.json(PAGE).path("versions")).hasSize(2);
        assertThat(hub.json("/api/v1/skills").path("total").asInt()).isZero();
        TestHub.refused(hub.get(PAGE + "/versions/latest"), 404, "version_unknown");
        hub.close();
        hub.start();
        assertThat(hub.json("/api/v1/skills").path("total").asInt()).isZero();
    }

    @Test
    void orders_needTheToken_aReason_andARelease() throws Exception {
        TestHub.refused(hub.post(PAGE + "/versions/1.1.0/revoke", REASON), 401, "publish_token_missing");
        TestHub.refused(hub.post(PAGE + "/versions/1.1.0/unyank", "{}"), 401, "publish_token_missing");
        TestHub.refused(hub.order(PAGE + "/versions/1.1.0/revoke", "{}"), 400, "reason_invalid");
        TestHub.refused(hub.order(PAGE + "/versions/1.1.0/yank", "{\"reason\":\"\\u202e\"}"), 400, "reason_invalid");
        TestHub.refused(hub.order(PAGE + "/versions/9.9.9/revoke", REASON), 404, "version_unknown");
        TestHub.refused(hub.order(PAGE + "/versions/nonsense/yank", REASON), 404, "version_unknown");
        TestHub.refused(hub.order("/api/v1/skills/a.b/versions/1.0.0/yank", REASON), 404, "version_unknown");
        assertThat(listed("1.1.0").yanked()).isFalse();
    }

    private void assertNotOffered(String version) throws Exception {
        assertThat(hub.json(PAGE).path("latest_version").asText()).isEqualTo("1.0.0");
        assertThat(hub.json(PAGE + "/versions/latest").at("/manifest/version").asText())
                .isEqualTo("1.0.0");
        assertThat(hub.json("/api/v1/skills?q=frogs").path("total").asInt()).isZero();
        assertThat(hub.json("/index.json").at("/skills/0/version").asText()).isEqualTo("1.0.0");
        String installed = "{\"installed_skills\":[{\"id\":\"net.chingtech.hello\",\"version\":\"1.0.0\"}]}";
        assertThat(TestHub.good(hub.post("/api/v1/updates/check", installed)).path("updates"))
                .isEmpty();
        String need = "{\"requirements\":[{\"namespace\":\"ctos.skill\",\"filter\":\"(ctos.skill=" + HELLO + ")\"}]}";
        assertThat(TestHub.good(hub.post("/api/v1/capabilities/query", need))
                        .at("/answers/0/providers")
                        .findValuesAsText("version"))
                .doesNotContain(version)
                .containsExactly("1.0.0");
    }

    private ListedRelease listed(String version) throws Exception {
        var container = hub.container();
        container.refresh();
        return container.skill(HELLO).orElseThrow().releases().stream()
                .filter(release -> release.version().toString().equals(version))
                .findFirst()
                .orElseThrow();
    }
}
