package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files of the lists are sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListFilesTest {

    private TestHub hub;
    private String targets;
    private String bucket;
    private String bucketDigest;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        hub = new TestHub(folder);
        hub.published(TestSkill.of("net.chingtech.hello", "1.0.0"));
        JsonNode timestamp = hub.json("/metadata/timestamp.json");
        long version = timestamp.at("/signed/meta/snapshot.json/version").asLong();
        targets = "/metadata/" + version + ".targets.json";
        bucketDigest = hub.json(targets)
                .path("signed")
                .path("targets")
                .path("buckets/0/0.json")
                .at("/hashes/sha256")
                .asText();
        bucket = "/metadata/targets/buckets/0/" + bucketDigest + ".0.json";
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void files_areSentCompressed_toThoseWhoTakeThat() throws Exception {
        for (String path : List.of("/metadata/timestamp.json", "/metadata/1.root.json", targets, bucket)) {
            HttpResponse<byte[]> plain = hub.bytes(path);
            HttpResponse<byte[]> gzip = hub.bytes(path, "Accept-Encoding", "br, gzip;q=0.8");

            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                    .isEqualTo(plain.body());
            assertThat(plain.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            assertThat(plain.headers().firstValue("ETag"))
                    .isNotEqualTo(gzip.headers().firstValue("ETag"));
            assertThat(hub.bytes(path, "Accept-Encoding", "gzip;q=0").body()).isEqualTo(plain.body());
        }
        assertThat(Digests.sha256Hex(hub.bytes(bucket).body())).isEqualTo(bucketDigest);
    }

    @Test
    void whatIsNamedByContent_isKeptForEver_andTheTimestampIsAskedForAgain() throws Exception {
        for (String path : List.of("/metadata/1.root.json", targets, bucket)) {
            assertThat(hub.get(path).headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");
        }
        HttpResponse<String> timestamp = hub.get("/metadata/timestamp.json");
        assertThat(timestamp.headers().firstValue("Cache-Control")).hasValue("no-cache");
        HttpResponse<byte[]> again = hub.bytes(
                "/metadata/timestamp.json",
                "If-None-Match",
                timestamp.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.root.json",
                "0.root.json",
                "01.root.json",
                "99999999999999999999.root.json",
                "1.timestamp.json",
                "targets.json",
                "timestamp.json.gz",
                "targets/buckets/0/0.json",
                "targets/%2e%2e/1.root.json",
                "1.targets.json.gz"
            })
    void everythingElse_isNotThere_andNotKept(String path) throws Exception {
        HttpResponse<String> answer = hub.get("/metadata/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
}
