package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.verify.hub.HubMetadata;
import net.chingtech.ctos.verify.hub.RootPin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that is killed while it makes its lists. */
class KilledHubTest {

    private static final int ROUNDS = 4;
    private static final String HEAP = "96m";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    /** Digests of all lists that were seen, by role and version. */
    private final Map<String, String> seen = new HashMap<>();

    private TestRoot root;

    @BeforeEach
    void prepare() throws Exception {
        Files.writeString(folder.resolve("token"), TestHub.TOKEN);
        root = new TestRoot(folder.resolve("hub"));
        root.first(Instant.now());
    }

    @Test
    void noVersion_everHasTwoContents_andTheNextStartCompletesWhatWasBegun() throws Exception {
        SignedRelease release = ReleaseOfToday.in(folder);
        for (int round = 0; round < ROUNDS; round++) {
            HubProcess hub = HubProcess.start(folder, HEAP);
            try {
                String mark = hub.url() + "/api/v1/skills/net.chingtech.hello/versions/1.0.0/";
                CompletableFuture<?> orders = publish(hub.url(), release)
                        .thenCompose(answer -> order(mark + "yank"))
                        .thenCompose(answer -> order(mark + "unyank"));
                // Each round a little later, so that it dies in the middle of something else; the last one when all is
                // done.
                for (int look = 0; round == ROUNDS - 1 ? !orders.isDone() : look < 10 * round; look++) {
                    remember();
                    assertThat(hub.endsWithin(2)).isFalse();
                }
            } finally {
                hub.kill();
            }
            remember();
        }
        try (HubProcess last = HubProcess.start(folder, HEAP)) {
            HubMetadata container = HubMetadata.open(
                    folder.resolve("container"),
                    RootPin.file(root.bytes(1)),
                    new ListReader(last.url()),
                    Clock.systemUTC());
            assertThat(container
                            .skill(new SkillId("net.chingtech.hello"))
                            .orElseThrow()
                            .releases())
                    .singleElement()
                    .matches(listed -> !listed.yanked());
        }
        remember();
        assertThat(seen).hasSizeGreaterThan(8);
    }

    /** Looks at every list on disk; one that was seen before must be the same. */
    private void remember() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("hub/metadata"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json.gz")).toList()) {
                byte[] content = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file))).readAllBytes();
                JsonNode signed = Json.readTree(content).path("signed");
                String version = signed.path("_type").asText() + " " + signed.path("version");
                String digest = Digests.sha256Hex(content);
                assertThat(seen.getOrDefault(version, digest)).as(version).isEqualTo(digest);
                seen.put(version, digest);
            }
        } catch (FormatException e) {
            throw new AssertionError("half a file was seen", e);
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Moved into its place just now: seen at the next look.
        }
    }

    private CompletableFuture<HttpResponse<String>> publish(String url, SignedRelease release) throws IOException {
        byte[] form = TestHub.form(
                Files.readAllBytes(release.jar()), release.envelope().write());
        return send(url + "/api/v1/skills", "multipart/form-data; boundary=limit", form);
    }

    private CompletableFuture<HttpResponse<String>> order(String url) {
        return send(url, "application/json", "{\"reason\":\"A test\"}".getBytes(StandardCharsets.UTF_8));
    }

    private CompletableFuture<HttpResponse<String>> send(String url, String type, byte[] body) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + TestHub.TOKEN)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
