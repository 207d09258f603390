package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final String SKILL = "/api/v1/skills/net.chingtech.hello";
    private static final String JAR = SKILL + "/versions/1.0.0/download";

    private TestHub hub;
    private byte[] jar;
    private String etag;

    @BeforeEach
    void publish(@TempDir Path folder) throws Exception {
        hub = new TestHub(folder);
        SignedRelease release = hub.published(TestSkill.of("net.chingtech.hello", "1.0.0"));
        jar = Files.readAllBytes(release.jar());
        etag = '"' + release.statement().artifact().sha256() + '"';
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void jar_comesAsItWasPublished_andMayBeKeptForEver() throws Exception {
        HttpResponse<byte[]> answer = hub.bytes(JAR);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(jar);
        assertThat(answer.headers().firstValue("ETag")).hasValue(etag);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/java-archive");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"net.chingtech.hello-1.0.0.jar\"");
    }

    @Test
    void latest_isNotKeptForEver() throws Exception {
        assertThat(hub.bytes(SKILL + "/versions/latest/download").headers().firstValue("Cache-Control"))
                .hasValue("no-cache");
    }

    @Test
    void range_bringsThatPart() throws Exception {
        HttpResponse<byte[]> answer = hub.bytes(JAR, "Range", "bytes=10-99");

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes 10-99/" + jar.length);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(jar, 10, 100));
    }

    @Test
    void cutOffDownload_isGoneOnWith_whenTheFileIsStillTheSame() throws Exception {
        HttpResponse<byte[]> rest = hub.bytes(JAR, "Range", "bytes=100-", "If-Range", etag);
        HttpResponse<byte[]> whole = hub.bytes(JAR, "Range", "bytes=100-", "If-Range", "\"other\"");

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(jar, 100, jar.length));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(jar);
    }

    @Test
    void rangeBeyondTheEnd_isRefused() throws Exception {
        TestHub.refused(hub.send(JAR, request -> request.header("Range", "bytes=99999999-")), 416, "range_invalid");
    }

    @Test
    void head_saysTheSize_andSendsNothing() throws Exception {
        HttpResponse<byte[]> answer = hub.send(
                JAR,
                request -> request.method("HEAD", HttpRequest.BodyPublishers.noBody()),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(jar.length);
        assertThat(answer.headers().firstValue("ETag")).hasValue(etag);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void fileThatTheClientHas_isNotSentAgain() throws Exception {
        assertThat(hub.bytes(JAR, "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @Test
    void onlyFullDownloads_count() throws Exception {
        hub.bytes(JAR, "Range", "bytes=0-9");
        hub.bytes(JAR, "If-None-Match", etag);
        hub.send(JAR, request -> request.method("HEAD", HttpRequest.BodyPublishers.noBody()));
        hub.bytes(JAR);
        hub.bytes(JAR);
        // Counting comes after the last byte is sent; a stopped hub has counted all.
        hub.close();
        hub.start();

        assertThat(hub.json(SKILL).path("downloads").asInt()).isEqualTo(2);
        assertThat(hub.get("/metrics").body()).contains("skillhub_downloads_total 2\n");
    }
}
