package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.ReleaseSigner;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestLegacy;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {

    private static final String ID = "net.chingtech.hello";
    private static final String PAGE = "/api/v1/skills/" + ID;

    @TempDir
    Path folder;

    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(hub.uploads()).isEmpty();
        hub.close();
    }

    private static TestSkill hello(String version) {
        return TestSkill.of(ID, version);
    }

    @Test
    void release_isPublished_andAtOnceFound() throws Exception {
        HttpResponse<String> answer = hub.publish(hub.signed(hub.chingTech, hello("1.0.0")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue(PAGE + "/versions/1.0.0");
        assertThat(TestHub.good(answer).at("/manifest/id").asText()).isEqualTo(ID);
        assertThat(hub.json("/api/v1/skills?q=hello").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void sameArtifactAgain_isNoFault() throws Exception {
        SignedRelease release = hub.published(hello("1.0.0"));

        assertThat(hub.publish(release).statusCode()).isEqualTo(200);
        assertThat(hub.bytes(PAGE + "/versions/1.0.0/download").body()).isEqualTo(Files.readAllBytes(release.jar()));
    }

    @Test
    void publishedVersion_neverChanges() throws Exception {
        SignedRelease first = hub.published(hello("1.0.0"));
        SignedRelease other = hub.signed(hub.chingTech, hello("1.0.0").file("SKILL.md", "# Changed\n"));

        TestHub.refused(hub.publish(other), 409, "version_exists");
        assertThat(hub.bytes(PAGE + "/versions/1.0.0/download").body()).isEqualTo(Files.readAllBytes(first.jar()));
        assertThat(artifacts()).hasSize(1);
    }

    @Test
    void id_belongsToTheKeyThatFirstPublishedIt() throws Exception {
        hub.published(hello("1.0.0"));

        TestHub.refused(hub.publish(hub.signed(hub.example, hello("1.0.1"))), 403, "id_belongs_to_other");
        assertThat(hub.json(PAGE).path("versions")).hasSize(1);
        assertThat(artifacts()).hasSize(1);
    }

    @Test
    void withoutTheToken_nothingIsPublished() throws Exception {
        SignedRelease release = hub.signed(hub.chingTech, hello("1.0.0"));
        byte[] jar = Files.readAllBytes(release.jar());
        byte[] statement = release.envelope().write();

        HttpResponse<String> none = hub.publish(null, jar, statement);
        HttpResponse<String> wrong = hub.publish("guess", jar, statement);

        TestHub.refused(none, 401, "publish_token_missing");
        TestHub.refused(wrong, 401, "publish_token_wrong");
        assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"skillhub publish\"");
        assertThat(hub.get(PAGE).statusCode()).isEqualTo(404);
    }

    @Test
    void token_canBeChangedWhileTheHubRuns() throws Exception {
        SignedRelease release = hub.signed(hub.chingTech, hello("1.0.0"));
        Files.writeString(hub.tokenFile(), "another");

        TestHub.refused(hub.publish(release), 401, "publish_token_wrong");
        Files.writeString(hub.tokenFile(), TestHub.TOKEN);
        assertThat(hub.publish(release).statusCode()).isEqualTo(201);
    }

    @Test
    void whatNobodySigned_andWhatCallsItselfLegacy_isNotPublished() throws Exception {
        TestSkill legacy = TestSkill.of("clawhub.acme.hello", "1.0.0");
        TestPublisher greedy = TestPublisher.of(hub.chingTech.authority(), "Greedy", Tier.OFFICIAL, "clawhub.acme");

        TestHub.refused(
                hub.publish(TestLegacy.release(legacy, folder.resolve("legacy.jar"), "clawhub:main", "@acme/hello")),
                422,
                "publisher_unknown");
        TestHub.refused(
                hub.publish(TestLegacy.release(
                        hello("1.0.0"), folder.resolve("unsigned.jar"), "clawhub:main", "@acme/hello")),
                422,
                "signature_missing");
        TestHub.refused(hub.publish(hub.signed(greedy, legacy)), 422, "namespace_foreign");
        assertThat(hub.get(PAGE).statusCode()).isEqualTo(404);
    }

    @Test
    void whatTheVerifierRefuses_isRefusedWithItsCode() throws Exception {
        SignedRelease release = hub.signed(hub.chingTech, hello("1.0.0"));
        byte[] jar = Files.readAllBytes(release.jar());
        byte[] statement = release.envelope().write();
        jar[jar.length / 2] ^= 1;
        TestPublisher stranger = TestPublisher.of("Stranger", Tier.OFFICIAL, "net.chingtech");

        TestHub.refused(hub.publish(TestHub.TOKEN, jar, statement), 422, "digest_mismatch");
        TestHub.refused(hub.publish(hub.signed(stranger, hello("1.0.0"))), 422, "publisher_unknown");
        TestHub.refused(
                hub.publish(TestHub.TOKEN, jar, "{}".getBytes(StandardCharsets.UTF_8)), 400, "envelope_invalid");
        assertThat(artifacts()).isEmpty();
    }

    @Test
    void statementOfTomorrow_isRefused() throws Exception {
        Clock tomorrow = Clock.offset(TestPublisher.CLOCK, Duration.ofDays(1));
        SignedRelease release = new ReleaseSigner(hub.chingTech.key(), List.of(hub.chingTech.certificate()), tomorrow)
                .sign(hello("1.0.0").jar(folder.resolve("in.jar")), folder.resolve("out.jar"));

        assertThat(hub.publish(release).statusCode()).isBetween(400, 422);
        assertThat(hub.get(PAGE).statusCode()).isEqualTo(404);
    }

    @Test
    void statementOfTheDayBefore_isRefused_butNotWhatWasPublishedThen() throws Exception {
        SignedRelease first = hub.published(hello("1.0.0"));
        SignedRelease second = hub.signed(hub.chingTech, hello("1.1.0"));
        hub.clock.forward(Duration.ofHours(25));

        JsonNode refused = TestHub.refused(hub.publish(second), 400, "statement_backdated");
        assertThat(refused.path("detail").asText()).contains(TestPublisher.NOW.toString());
        assertThat(hub.publish(first).statusCode()).isEqualTo(200);
        assertThat(hub.json(PAGE).path("versions")).hasSize(1);
    }

    @Test
    void partsThatAreMissingOrTooLarge_areRefused() throws Exception {
        SignedRelease release = hub.signed(hub.chingTech, hello("1.0.0"));
        byte[] jar = Files.readAllBytes(release.jar());

        TestHub.refused(hub.publish(TestHub.TOKEN, jar, new byte[256 * 1024 + 1]), 413, "statement_too_large");
        TestHub.refused(sendForm("--limit--\r\n", "multipart/form-data; boundary=limit"), 400, "part_missing");
        TestHub.refused(sendForm("nonsense", "multipart/form-data; boundary=limit"), 400, "multipart_malformed");
        TestHub.refused(sendForm("{}", "application/json"), 415, "media_type_unsupported");
    }

    @Test
    void connectionThatTheHubCloses_isAnnounced() throws Exception {
        String malformed = Raw.send(
                hub.port(),
                "POST /api/v1/skills HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + TestHub.TOKEN
                        + "\r\nContent-Type: multipart/form-data; boundary=limit\r\nContent-Length: 8\r\n\r\nnonsense");

        assertThat(malformed).startsWith("HTTP/1.1 400 ").contains("multipart_malformed", "Connection: close");
    }

    private HttpResponse<String> sendForm(String body, String contentType) throws Exception {
        return hub.send("/api/v1/skills", request -> request.header("Authorization", "Bearer " + TestHub.TOKEN)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void artifactThatIsTooLarge_isRefused_announcedOrNot() throws Exception {
        byte[] large = TestHub.form(new byte[50 * 1024 * 1024 + 1], "{}".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> unannounced =
                hub.send("/api/v1/skills", request -> request.header("Authorization", "Bearer " + TestHub.TOKEN)
                        .header("Content-Type", "multipart/form-data; boundary=limit")
                        .expectContinue(true)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))));
        String announced = Raw.send(
                hub.port(),
                "POST /api/v1/skills HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nContent-Length: 99999999\r\n\r\n");

        TestHub.refused(unannounced, 413, "artifact_too_large");
        assertThat(announced).startsWith("HTTP/1.1 413 ").contains("artifact_too_large");
    }

    @Test
    void uploadThatIsCutOff_leavesNothing() throws Exception {
        SignedRelease release = hub.signed(hub.chingTech, hello("1.0.0"));
        byte[] form = TestHub.form(
                Files.readAllBytes(release.jar()), release.envelope().write());
        try (Socket socket = new Socket("127.0.0.1", hub.port())) {
            socket.getOutputStream()
                    .write(("POST /api/v1/skills HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + TestHub.TOKEN
                                    + "\r\nContent-Type: multipart/form-data; boundary=limit\r\nContent-Length: "
                                    + form.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(form, 0, form.length / 2);
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("multipart_malformed");
        }
        assertThat(hub.get(PAGE).statusCode()).isEqualTo(404);
        assertThat(hub.publish(release).statusCode()).isEqualTo(201);
    }

    @Test
    void ofManyAtOnce_oneWins() throws Exception {
        List<SignedRelease> rivals = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            rivals.add(hub.signed(hub.chingTech, hello("1.0.0").file("SKILL.md", "# Number " + i + "\n")));
        }
        ExecutorService threads = Executors.newFixedThreadPool(rivals.size());
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        rivals.forEach(rival -> answers.add(threads.submit(() -> hub.publish(rival))));
        threads.shutdown();

        List<String> published = new ArrayList<>();
        for (Future<HttpResponse<String>> answer : answers) {
            if (answer.get().statusCode() == 201) {
                published.add(TestHub.good(answer.get()).path("sha256").asText());
            } else {
                TestHub.refused(answer.get(), 409, "version_exists");
            }
        }
        JsonNode page = hub.json(PAGE);
        assertThat(published).hasSize(1);
        assertThat(page.path("versions")).hasSize(1);
        assertThat(hub.json(PAGE + "/versions/1.0.0").path("sha256").asText()).isEqualTo(published.get(0));
        assertThat(artifacts()).containsExactly(published.get(0) + ".jar");
    }

    private List<String> artifacts() throws Exception {
        try (var files = Files.walk(hub.home.resolve("artifacts"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
