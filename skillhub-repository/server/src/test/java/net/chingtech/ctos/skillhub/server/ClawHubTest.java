package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.chingtech.ctos.fingerprint.Fingerprint;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClawHubTest {

    private static final String API = "/clawhub/api/v1";
    private static final String HELLO = API + "/skills/net-chingtech-hello";
    private static final String TEXT = "---\nname: hello\n---\n# Hello\n";

    private static final String LIST = "SKILL.md\tskill/SKILL.md\t-\tt\nrun.sh\tskill/run.sh\tx\tt\n"
            + "Run.sh\tkept/0002\tx\tt\n../up.sh\tkept/0002\tx\tt\n/etc/x\tkept/0002\n./x\tkept/0002\na\\b\tkept/0002\n"
            + "secret.txt\tsecret.txt\t-\tt\nnone\tskill/none\t-\tt\n_meta.json\tskill/run.sh\nbroken";

    private TestHub hub;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        hub = new TestHub(folder);
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0", "2.0.0-beta.1")) {
            hub.published(TestSkill.of("net.chingtech.hello", version)
                    .json("channel", version.contains("beta") ? "beta" : "stable")
                    .json("name", "Hello " + version)
                    .json("categories", List.of("Greeting"))
                    .json("permissions", List.of("env:HELLO_KEY"))
                    .json("release_notes", "Notes of " + version)
                    .file("SKILL.md", TEXT + version));
        }
        hub.order("/api/v1/skills/net.chingtech.hello/versions/1.2.0/yank", "{\"reason\":\"Too early\"}");
        hub.published(TestSkill.of("net.chingtech.wrapped", "0.3.0")
                .file("skill/SKILL.md", "# Old\n")
                .file("skill/a_b.txt", "2\n")
                .file("skill/scripts/run.sh", "echo 1\n")
                .file("skill/_meta.json", "{}")
                .file("skill/a-b.bin", new byte[] {(byte) 0xff, 0}));
        hub.published(TestSkill.of("net.chingtech.listed", "1.0.0")
                .file("skill/SKILL.md", "# Listed\n")
                .file("skill/run.sh", "echo 1\n")
                .file("kept/0002", "echo 2\n")
                .file("secret.txt", "not of the folder")
                .file("skill-files.list", LIST));
        hub.published(TestSkill.of("net.chingtech.gone", "1.0.0"));
        hub.order("/api/v1/skills/net.chingtech.gone/versions/1.0.0/revoke", "{\"reason\":\"The key was stolen\"}");
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void search_findsInClawHubsShape() throws Exception {
        JsonNode results = hub.json(API + "/search?q=hello&limit=25").path("results");

        assertThat(results).hasSize(1);
        JsonNode hello = results.get(0);
        assertThat(hello.path("slug").asText()).isEqualTo("net-chingtech-hello");
        assertThat(hello.path("version").asText()).isEqualTo("1.1.0");
        assertThat(hello.path("ownerHandle").asText()).isEqualTo("ching-tech");
        assertThat(hello.at("/owner/displayName").asText()).isEqualTo("Ching Tech");
        assertThat(hello.path("score").isNumber()).isTrue();
        assertThat(hello.path("updatedAt").isIntegralNumber()).isTrue();
        assertThat(hub.json(API + "/search?q=").path("results")).isEmpty();
        assertThat(hub.json(API + "/search").path("results")).isEmpty();
        assertThat(hub.json(API + "/search?q=hello&limit=0").path("results")).hasSize(1);
    }

    @Test
    void searchForOneSlug_findsThatSlugOnly() throws Exception {
        assertThat(hub.json(API + "/search?mode=exact&q=net-chingtech-hello").path("results"))
                .hasSize(1);
        assertThat(hub.json(API + "/search?mode=exact&q=hello").path("results")).isEmpty();
        turnedAway(hub.get(API + "/search?q=x&mode=fuzzy"), 400, "Invalid search mode");
    }

    @Test
    void list_comesPageByPage() throws Exception {
        List<String> slugs = new ArrayList<>();
        JsonNode page = hub.json(API + "/skills?sort=name&limit=1");
        while (true) {
            assertThat(page.path("items")).hasSize(1);
            slugs.add(page.at("/items/0/slug").asText());
            String cursor = page.path("nextCursor").textValue();
            if (cursor == null) {
                break;
            }
            page = hub.json(API + "/skills?sort=name&limit=50&cursor=" + cursor);
        }
        assertThat(slugs)
                .contains("net-chingtech-hello", "net-chingtech-listed", "net-chingtech-wrapped")
                .doesNotHaveDuplicates();
        assertThat(hub.json(API + "/skills?limit=9999&sort=downloads").path("items"))
                .hasSameSizeAs(slugs);
    }

    @ParameterizedTest
    @CsvSource({
        "sort=best, Invalid sort query parameter",
        "prefix=A.*, Invalid prefix query parameter",
        "prefix=net&sort=updated, Prefix listing only supports name sort",
        "cursor=bm8, Invalid cursor",
        "cursor=OTk5OTk5eDIwMA, Invalid cursor"
    })
    void listThatIsAskedForWrongly_saysWhy(String query, String text) throws Exception {
        turnedAway(hub.get(API + "/skills?" + query), 400, text);
    }

    @Test
    void prefix_isOneOfSlugs() throws Exception {
        assertThat(hub.json(API + "/skills?prefix=net-chingtech-h").path("items"))
                .hasSize(1);
        assertThat(hub.json(API + "/skills?prefix=net-chingtech-").path("items").size())
                .isGreaterThan(2);
        assertThat(hub.json(API + "/skills?prefix=chingtech").path("items")).isEmpty();
    }

    @Test
    void detail_saysAllThatTheCommandInsistsOn() throws Exception {
        JsonNode detail = hub.json(HELLO);

        assertThat(detail.at("/skill/displayName").asText()).isEqualTo("Hello 1.1.0");
        assertThat(detail.at("/skill/description").asText()).startsWith("# Hello");
        assertThat(detail.at("/skill/tags/latest").asText()).isEqualTo("1.1.0");
        assertThat(detail.at("/skill/tags/beta").asText()).isEqualTo("2.0.0-beta.1");
        assertThat(detail.at("/skill/stats/versions").asInt()).isEqualTo(4);
        assertThat(detail.at("/skill/createdAt").isIntegralNumber()).isTrue();
        assertThat(detail.at("/latestVersion/version").asText()).isEqualTo("1.1.0");
        assertThat(detail.at("/latestVersion/changelog").asText()).isEqualTo("Notes of 1.1.0");
        assertThat(detail.at("/latestVersion/license").isNull()).isTrue();
        assertThat(detail.at("/metadata/setup/0/key").asText()).isEqualTo("HELLO_KEY");
        assertThat(detail.at("/metadata/setup/0/required").asBoolean()).isTrue();
        assertThat(detail.at("/owner/handle").asText()).isEqualTo("ching-tech");
        assertThat(detail.path("moderation").isNull()).isTrue();
    }

    @Test
    void skillOfAnotherOwner_isNotFound() throws Exception {
        assertThat(hub.get(HELLO + "?ownerHandle=@Ching-Tech").statusCode()).isEqualTo(200);
        turnedAway(hub.get(HELLO + "?ownerHandle=somebody"), 404, "Skill not found");
        turnedAway(hub.get(HELLO + "?owner=somebody"), 404, "Skill not found");
        turnedAway(hub.get(API + "/skills/nobody"), 404, "Skill not found");
        turnedAway(hub.get(API + "/skills/net.chingtech.hello"), 404, "Skill not found");
    }

    @Test
    void versions_areThoseThatAreOffered() throws Exception {
        JsonNode page = hub.json(HELLO + "/versions?limit=2");
        assertThat(page.path("items").findValuesAsText("version")).containsExactly("2.0.0-beta.1", "1.1.0");
        page = hub.json(
                HELLO + "/versions?limit=2&cursor=" + page.path("nextCursor").asText());
        assertThat(page.path("items").findValuesAsText("version")).containsExactly("1.0.0");
        assertThat(page.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void version_namesItsFilesWithTheirDigests() throws Exception {
        JsonNode files = hub.json(HELLO + "/versions/1.0.0").at("/version/files");

        assertThat(files.findValuesAsText("path")).containsExactly("manifest.json", "SKILL.md");
        assertThat(files.at("/1/sha256").asText()).isEqualTo(sha256(TEXT + "1.0.0"));
        assertThat(files.at("/1/size").asInt()).isEqualTo(TEXT.length() + 5);
        assertThat(files.at("/1/contentType").asText()).isEqualTo("text/markdown");
        // Yanked: not in the list, there for who has it.
        assertThat(hub.get(HELLO + "/versions/1.2.0").statusCode()).isEqualTo(200);
        turnedAway(hub.get(HELLO + "/versions/9.9.9"), 404, "Version not found");
    }

    @Test
    void wrappedFolder_isExactlyWhatItWas() throws Exception {
        JsonNode files =
                hub.json(API + "/skills/net-chingtech-wrapped/versions/0.3.0").at("/version/files");

        assertThat(files.findValuesAsText("path")).containsExactly("a_b.txt", "a-b.bin", "scripts/run.sh", "SKILL.md");
    }

    @Test
    void wrappedFolderWithAList_isWhatTheListSays_andNothingOutsideOfIt() throws Exception {
        String listed = API + "/skills/net-chingtech-listed";

        assertThat(hub.json(listed + "/versions/1.0.0").at("/version/files").findValuesAsText("path"))
                .containsExactly("run.sh", "Run.sh", "SKILL.md");
        assertThat(hub.get(listed + "/file?path=Run.sh").body()).isEqualTo("echo 2\n");
        assertThat(unpacked(hub.bytes(API + "/download?slug=net-chingtech-listed")
                                .body())
                        .keySet())
                .containsExactly("_meta.json", "run.sh", "Run.sh", "SKILL.md");
        turnedAway(hub.get(listed + "/file?path=secret.txt"), 404, "File not found");
    }

    @Test
    void file_comesWithItsDigest_andRunsNothing() throws Exception {
        HttpResponse<String> file = hub.get(HELLO + "/file?path=skill.md&version=1.0.0");

        assertThat(file.body()).isEqualTo(TEXT + "1.0.0");
        assertThat(file.headers().firstValue("ETag")).hasValue(sha256(file.body()));
        assertThat(file.headers().firstValue("X-Content-SHA256")).hasValue(sha256(file.body()));
        assertThat(file.headers().firstValue("X-Content-Size"))
                .hasValue(String.valueOf(file.body().length()));
        assertThat(file.headers().firstValue("Content-Disposition")).hasValue("attachment");
        assertThat(file.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(hub.get(HELLO + "/file?path=SKILL.md").body()).endsWith("1.1.0");
        assertThat(hub.get(HELLO + "/file?path=SKILL.md&tag=beta").body()).endsWith("2.0.0-beta.1");
        assertThat(hub.get(HELLO + "/file?path=SKILL.md&tag=none").body()).endsWith("1.1.0");
        turnedAway(hub.get(HELLO + "/file"), 400, "Missing path");
        turnedAway(hub.get(HELLO + "/file?path=META-INF/MANIFEST.MF"), 404, "File not found");
        turnedAway(hub.get(HELLO + "/file?path=../SKILL.md"), 404, "File not found");
        turnedAway(
                hub.get(API + "/skills/net-chingtech-wrapped/file?path=a-b.bin&preview=1"),
                415,
                "File cannot be previewed as text");
    }

    @Test
    void download_isTheSameArchiveEachTime() throws Exception {
        String path = API + "/download?slug=net-chingtech-wrapped&ownerHandle=ching-tech&version=0.3.0";
        HttpResponse<byte[]> first = hub.bytes(path);

        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(first.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"net-chingtech-wrapped-0.3.0.zip\"");
        Map<String, String> files = unpacked(first.body());
        assertThat(files.keySet()).containsExactly("_meta.json", "a_b.txt", "a-b.bin", "scripts/run.sh", "SKILL.md");
        assertThat(files.get("_meta.json"))
                .startsWith("{\n  \"ownerId\": \"ching-tech\",\n  \"slug\": \"net-chingtech-wrapped\",\n")
                .endsWith("\n}");
        assertThat(hub.bytes(path).body()).isEqualTo(first.body());
        turnedAway(hub.get(API + "/download"), 400, "Missing slug");
        turnedAway(hub.get(API + "/download?slug=none"), 404, "Skill not found");
        turnedAway(hub.get(API + "/download?slug=net-chingtech-hello&version=9.9.9"), 404, "Version not found");
    }

    @Test
    void download_counts() throws Exception {
        long before = hub.json("/api/v1/skills/net.chingtech.wrapped")
                .path("downloads")
                .asLong();

        hub.bytes(API + "/download?slug=net-chingtech-wrapped");

        TestHub.await(
                () -> hub.json("/api/v1/skills/net.chingtech.wrapped")
                        .path("downloads")
                        .asLong(),
                downloads -> downloads > before);
    }

    @Test
    void resolve_knowsAFolderWithAndWithoutTheFileOfTheDelivery() throws Exception {
        byte[] zip = hub.bytes(API + "/download?slug=net-chingtech-hello&version=1.0.0")
                .body();
        Map<String, String> digests = new LinkedHashMap<>();
        unpacked(zip).forEach((path, text) -> digests.put(path, sha256(text)));

        assertThat(match(Fingerprint.of(digests))).isEqualTo("1.0.0");
        digests.remove("_meta.json");
        assertThat(match(Fingerprint.of(digests))).isEqualTo("1.0.0");
        digests.put("SKILL.md", sha256("changed"));
        assertThat(match(Fingerprint.of(digests))).isNull();
        turnedAway(hub.get(API + "/resolve?slug=net-chingtech-hello"), 400, "Missing slug or hash");
        turnedAway(hub.get(API + "/resolve?slug=net-chingtech-hello&hash=xyz"), 400, "Invalid hash");
        turnedAway(hub.get(API + "/resolve?slug=none&hash=" + "0".repeat(64)), 404, "Skill not found");
    }

    private String match(String hash) throws Exception {
        JsonNode answer = hub.json(API + "/resolve?slug=net-chingtech-hello&hash=" + hash);
        assertThat(answer.at("/latestVersion/version").asText()).isEqualTo("1.1.0");
        assertThat(hub.json(API + "/skills/resolve?slug=net-chingtech-hello&hash=" + hash))
                .isEqualTo(answer);
        return answer.at("/match/version").textValue();
    }

    @Test
    void revokedSkill_isGivenToNobody() throws Exception {
        String gone = API + "/skills/net-chingtech-gone";
        String said = "This skill has been removed by a moderator. Revoked: The key was stolen";

        JsonNode detail = hub.json(gone);
        assertThat(detail.path("latestVersion").isNull()).isTrue();
        assertThat(detail.at("/moderation/isMalwareBlocked").asBoolean()).isTrue();
        assertThat(hub.json(gone + "/moderation").at("/moderation/summary").asText())
                .isEqualTo("Revoked: The key was stolen");
        turnedAway(hub.get(API + "/download?slug=net-chingtech-gone"), 410, said);
        turnedAway(hub.get(API + "/download?slug=net-chingtech-gone&version=1.0.0"), 410, said);
        turnedAway(hub.get(gone + "/file?path=SKILL.md&version=1.0.0"), 410, said);
        turnedAway(hub.get(gone + "/versions/1.0.0"), 410, said);
        HttpResponse<String> install = hub.get(gone + "/install");
        assertThat(install.statusCode()).isEqualTo(410);
        assertThat(install.body()).contains("\"ok\":false", "\"status\":410");
        assertThat(hub.json(gone + "/verify?version=1.0.0").path("decision").asText())
                .isEqualTo("fail");
    }

    @Test
    void oneRevokedVersion_leavesTheOthers() throws Exception {
        hub.published(TestSkill.of("net.chingtech.half", "1.0.0"));
        hub.published(TestSkill.of("net.chingtech.half", "1.1.0"));
        hub.order("/api/v1/skills/net.chingtech.half/versions/1.1.0/revoke", "{\"reason\":\"Broken\"}");

        assertThat(hub.json(API + "/skills/net-chingtech-half")
                        .at("/latestVersion/version")
                        .asText())
                .isEqualTo("1.0.0");
        turnedAway(
                hub.get(API + "/download?slug=net-chingtech-half&version=1.1.0"),
                410,
                "Version not available. Revoked: Broken");
        assertThat(hub.get(API + "/download?slug=net-chingtech-half").statusCode())
                .isEqualTo(200);
        hub.order("/api/v1/skills/net.chingtech.half/versions/1.0.0/yank", "{\"reason\":\"Old\"}");
        turnedAway(hub.get(API + "/download?slug=net-chingtech-half"), 403, "This skill is currently unavailable.");
        assertThat(hub.get(API + "/skills/net-chingtech-half/install").statusCode())
                .isEqualTo(409);
    }

    @Test
    void restOfTheApi_answersAsClientsExpect() throws Exception {
        assertThat(hub.json("/clawhub/.well-known/clawhub.json").path("apiBase").asText())
                .isEqualTo(hub.url() + "/clawhub");
        assertThat(hub.json("/.well-known/clawhub.json").path("apiBase").asText())
                .isEqualTo(hub.url() + "/clawhub");
        assertThat(hub.json(HELLO + "/install").at("/archive/downloadUrl").asText())
                .startsWith(hub.url() + "/clawhub/api/v1/download?slug=net-chingtech-hello");
        assertThat(hub.json(HELLO + "/verify").path("signature").path("status").asText())
                .isEqualTo("signed");
        assertThat(hub.json(HELLO + "/scan").path("security").isNull()).isTrue();
        turnedAway(hub.get(HELLO + "/verify?tag=none"), 404, "Version not found");
        turnedAway(hub.get(HELLO + "/verify?tag=latest&version=1.0.0"), 400, "Use either version or tag");
        turnedAway(hub.get(HELLO + "/moderation"), 404, "Moderation details unavailable");
        turnedAway(hub.get(API + "/whoami"), 401, "Unauthorized");
        TestHub.refused(hub.order(API + "/skills", "{}"), 405, "method_not_allowed");
    }

    private static void turnedAway(HttpResponse<String> answer, int status, String text) {
        assertThat(answer.body()).isEqualTo(text);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    }

    private static Map<String, String> unpacked(byte[] zip) throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static String sha256(String text) {
        return Digests.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
