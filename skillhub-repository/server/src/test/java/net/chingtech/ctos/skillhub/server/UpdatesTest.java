package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpdatesTest {

    private static final String CHECK = "/api/v1/updates/check";

    private TestHub hub;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        hub = new TestHub(folder);
        hub.published(skill("1.2.0", "stable").json("permissions", List.of("db:read:sales")));
        hub.published(skill("1.2.1", "stable")
                .json("security_fix", true)
                .json("permissions", List.of("db:read:sales"))
                .json("release_notes", "Closes a hole."));
        hub.published(skill("1.10.0", "stable")
                .json("permissions", List.of("db:read:sales", "filesystem:temp"))
                .json("release_notes", "Fixes VAT."));
        hub.published(skill("2.0.0-beta.1", "beta"));
        hub.published(skill("2.0.0-nightly.7", "nightly"));
    }

    private static TestSkill skill(String version, String channel) {
        return TestSkill.of("net.chingtech.accounting", version).json("channel", channel);
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void update_saysHowFarItReaches_andWhatItAsksFor() throws Exception {
        JsonNode update = ask("1.2.0", "stable");

        assertThat(update.path("id").asText()).isEqualTo("net.chingtech.accounting");
        assertThat(update.path("current_version").asText()).isEqualTo("1.2.0");
        assertThat(update.path("latest_version").asText()).isEqualTo("1.10.0");
        assertThat(update.path("severity").asText()).isEqualTo("minor");
        assertThat(update.path("release_notes").asText()).isEqualTo("Fixes VAT.");
        assertThat(update.path("new_permissions")).hasSize(1);
        assertThat(update.at("/new_permissions/0").asText()).isEqualTo("filesystem:temp");
    }

    @Test
    void securityFixOnTheWay_counts() throws Exception {
        assertThat(ask("1.2.0", "stable").path("security").asBoolean()).isTrue();
        assertThat(ask("1.2.1", "stable").path("security").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1.9.9, stable, 1.10.0",
        "1.10.0, stable,",
        "3.0.0, nightly,",
        "1.10.0, beta, 2.0.0-beta.1",
        "1.10.0, nightly, 2.0.0-nightly.7"
    })
    void channel_decidesWhatIsOffered(String installed, String channel, String offered) throws Exception {
        JsonNode update = ask(installed, channel);

        assertThat(update == null ? null : update.path("latest_version").asText())
                .isEqualTo(offered);
    }

    @Test
    void stepToTheNextMajor_isMajor() throws Exception {
        assertThat(ask("1.10.0", "beta").path("severity").asText()).isEqualTo("major");
    }

    @Test
    void thousandSkills_areAnswered_oneMoreIsRefused() throws Exception {
        List<UpdatesQuestion.InstalledVersion> installed = new ArrayList<>();
        for (int i = 1; i < UpdatesQuestion.MOST; i++) {
            installed.add(installed("net.chingtech.skill" + i));
        }
        installed.add(installed("net.chingtech.accounting"));
        assertThat(TestHub.good(hub.post(CHECK, question(installed))).path("updates"))
                .hasSize(1);

        installed.add(installed("net.chingtech.more"));
        TestHub.refused(hub.post(CHECK, question(installed)), 400, "too_many_skills");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"installed_skills\":[null]}",
                "{\"installed_skills\":[{\"id\":\"a.b\"}]}",
                "{\"installed_skills\":[],\"installed_skills\":[]}",
                "{\"installed_skills\":[{\"id\":7,\"version\":\"1.0.0\"}]}"
            })
    void bodyThatIsNoQuestion_isRefused(String body) throws Exception {
        TestHub.refused(hub.post(CHECK, body), 400, "json_invalid");
    }

    @Test
    void wrongWord_isNamedByItsPath() throws Exception {
        String body = "{\"installed_skills\":[{\"id\":\"a.b\",\"version\":\"one\"}],\"channel\":\"stable\"}";

        assertThat(TestHub.refused(hub.post(CHECK, body), 400, "version_invalid")
                        .at("/more/0")
                        .asText())
                .startsWith("$.installed_skills[0].version: ");
    }

    @Test
    void largeBody_andOtherMediaTypes_areRefused() throws Exception {
        TestHub.refused(hub.post(CHECK, " ".repeat(1024 * 1024 + 1)), 413, "body_too_large");
        TestHub.refused(hub.post(CHECK, "{\"installed\":[{}" + ",{}".repeat(300_000) + "]}"), 413, "body_too_large");
        TestHub.refused(
                hub.send(CHECK, request -> request.header("Content-Type", "text/plain")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))),
                415,
                "media_type_unsupported");
    }

    private static UpdatesQuestion.InstalledVersion installed(String id) {
        return new UpdatesQuestion.InstalledVersion(new SkillId(id), SkillVersion.of("1.0.0"));
    }

    private static String question(List<UpdatesQuestion.InstalledVersion> installed) {
        return new String(Json.write(new UpdatesQuestion(installed, Channel.STABLE)), StandardCharsets.UTF_8);
    }

    /** The update of the one installed skill, or null. */
    private JsonNode ask(String version, String channel) throws Exception {
        String question = "{\"installed_skills\":[{\"id\":\"net.chingtech.accounting\",\"version\":\"" + version
                + "\"}],\"channel\":\"" + channel + "\"}";
        return TestHub.good(hub.post(CHECK, question)).path("updates").get(0);
    }
}
