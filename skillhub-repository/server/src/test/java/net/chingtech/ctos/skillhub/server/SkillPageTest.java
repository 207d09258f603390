package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SkillPageTest {

    private static final String SKILL = "/api/v1/skills/net.chingtech.accounting";
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

    private TestHub hub;
    private SignedRelease newest;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        hub = new TestHub(folder);
        for (String version : List.of("1.10.0", "1.9.0", "2.0.0-beta.10", "2.0.0-beta.9")) {
            SignedRelease release = hub.published(accounting(version));
            newest = version.equals("1.10.0") ? release : newest;
        }
        hub.published(TestSkill.of("net.chingtech.edge", "1.0.0-nightly.1").json("channel", "nightly"));
    }

    private static TestSkill accounting(String version) throws FormatException {
        return TestSkill.of("net.chingtech.accounting", version)
                .json("channel", version.contains("beta") ? "beta" : "stable")
                .json("icon", "icon.svg")
                .json("screenshots", List.of("pictures/one/1.png"))
                .json("dependencies", Map.of("net.chingtech.crm", "^2.0.0"))
                .headerToo(
                        "Require-Capability",
                        SkillHeaders.requirement(new SkillId("net.chingtech.crm"), VersionRange.parse("^2.0.0")))
                .json("permissions", List.of("db:read:sales"))
                .json("optional_permissions", List.of("filesystem:temp"))
                .json("release_notes", "Notes of " + version)
                .json("homepage", "https://example.net/accounting")
                .file("icon.svg", SVG)
                .file("pictures/one/1.png", "not really a picture")
                .file("secret.svg", SVG)
                .file("SKILL.md", "---\nname: accounting\n---\n\n# Books\n\nKept *well*.\n");
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void page_saysAllOfTheNewestStableRelease() throws Exception {
        JsonNode page = hub.json(SKILL);

        assertThat(page.path("latest_version").asText()).isEqualTo("1.10.0");
        assertThat(page.path("description").asText()).isEqualTo("# Books\n\nKept *well*.");
        assertThat(page.path("publisher").asText()).isEqualTo("Ching Tech");
        assertThat(page.path("tier").asText()).isEqualTo("official");
        assertThat(page.at("/dependencies/net.chingtech.crm").asText()).isEqualTo("^2.0.0");
        assertThat(page.at("/permissions/0").asText()).isEqualTo("db:read:sales");
        assertThat(page.at("/optional_permissions/0").asText()).isEqualTo("filesystem:temp");
        assertThat(page.path("icon_url").asText()).isEqualTo(SKILL + "/versions/1.10.0/files/icon.svg");
        SkillPage read = Json.read(hub.get(SKILL).body().getBytes(StandardCharsets.UTF_8), SkillPage.class);
        assertThat(read.versions())
                .extracting(line -> line.version().toString())
                .containsExactly("2.0.0-beta.10", "2.0.0-beta.9", "1.10.0", "1.9.0");
    }

    @Test
    void page_showsTheChannelThatIsAskedFor_orElseTheNewestOfAll() throws Exception {
        assertThat(hub.json(SKILL + "?channel=beta").path("latest_version").asText())
                .isEqualTo("2.0.0-beta.10");
        assertThat(hub.json("/api/v1/skills/net.chingtech.edge")
                        .path("latest_version")
                        .asText())
                .isEqualTo("1.0.0-nightly.1");
    }

    @Test
    void release_bringsTheStatementAsItWasSigned() throws Exception {
        ReleaseInfo info = Json.read(
                hub.get(SKILL + "/versions/1.10.0").body().getBytes(StandardCharsets.UTF_8), ReleaseInfo.class);

        Envelope signed = newest.envelope();
        assertThat(info.statement().payload()).isEqualTo(signed.payload());
        assertThat(info.statement().signatures().get(0).sig())
                .isEqualTo(signed.signatures().get(0).sig());
        assertThat(info.manifest()).isEqualTo(newest.manifest());
        assertThat(info.sha256()).isEqualTo(newest.statement().artifact().sha256());
        assertThat(info.capabilities()).isEqualTo(newest.statement().capabilities());
        assertThat(info.requirements()).isEqualTo(newest.statement().requirements());
        assertThat(info.releaseNotes()).isEqualTo("Notes of 1.10.0");
        assertThat(info.downloadUrl()).isEqualTo(SKILL + "/versions/1.10.0/download");
    }

    @Test
    void latest_isTheNewestOfTheChannel() throws Exception {
        assertThat(latest("")).isEqualTo("1.10.0");
        assertThat(latest("?channel=stable")).isEqualTo("1.10.0");
        assertThat(latest("?channel=beta")).isEqualTo("2.0.0-beta.10");
        TestHub.refused(hub.get("/api/v1/skills/net.chingtech.edge/versions/latest"), 404, "version_unknown");
    }

    private String latest(String query) throws Exception {
        return hub.json(SKILL + "/versions/latest" + query)
                .at("/manifest/version")
                .asText();
    }

    @Test
    void picture_isServedSoThatItRunsNothing() throws Exception {
        HttpResponse<byte[]> icon = hub.bytes(SKILL + "/versions/1.10.0/files/icon.svg");

        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(new String(icon.body(), StandardCharsets.UTF_8)).isEqualTo(SVG);
        assertThat(icon.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(icon.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(icon.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; style-src 'unsafe-inline'; sandbox");
        assertThat(icon.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(hub.bytes(
                                SKILL + "/versions/1.10.0/files/icon.svg",
                                "If-None-Match",
                                icon.headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
        assertThat(hub.bytes(SKILL + "/versions/latest/files/pictures/one/1.png")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("image/png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret.svg",
                "manifest.json",
                "META-INF/MANIFEST.MF",
                "icon.svg/",
                "%2e%2e/icon.svg",
                "x/..%2ficon.svg",
                "../../../../../../../etc/passwd",
                "ICON.SVG",
                "icon.svg%00"
            })
    void fileThatTheManifestDoesNotName_isNotServed(String path) throws Exception {
        String answer = Raw.get(hub.port(), SKILL + "/versions/1.10.0/files/" + path);

        assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").contains("application/problem+json");
        assertThat(answer).doesNotContain("<svg", "Exception", "Jetty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net.chingtech.nobody",
                "nodots",
                "NET.CHINGTECH.ACCOUNTING",
                "..",
                "%2e%2e",
                "net.chingtech.accounting%00",
                "a.'; drop table skills; --",
                "a.%F0%9F%92%A9",
                "a.b;x=y"
            })
    void unknownOrHostileId_isRefused(String id) throws Exception {
        String answer = Raw.get(hub.port(), "/api/v1/skills/" + id.replace(" ", "%20"));

        assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").contains("application/problem+json", "next_step");
        assertThat(answer).doesNotContain("Exception", "Jetty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9", "1.10", "newest", "1.10.0+build", "v1.10.0"})
    void unknownVersion_isRefused(String version) throws Exception {
        TestHub.refused(hub.get(SKILL + "/versions/" + version), 404, "version_unknown");
        TestHub.refused(hub.get(SKILL + "/versions/" + version + "/download"), 404, "version_unknown");
    }

    @Test
    void unknownSkill_isRefused_alsoForItsVersions() throws Exception {
        TestHub.refused(hub.get("/api/v1/skills/net.chingtech.nobody"), 404, "skill_unknown");
        TestHub.refused(hub.get("/api/v1/skills/net.chingtech.nobody/versions/latest"), 404, "skill_unknown");
    }
}
