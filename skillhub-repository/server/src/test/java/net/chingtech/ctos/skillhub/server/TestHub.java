package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import net.chingtech.ctos.verify.LiveAnchors;
import net.chingtech.ctos.verify.Verifiers;
import net.chingtech.ctos.verify.hub.HubMetadata;
import net.chingtech.ctos.verify.hub.RootPin;

/** A real hub in a folder of a test, and a client for it. */
final class TestHub implements AutoCloseable {

    private static final int PATIENCE_IN_SECONDS = 180;

    static final String TOKEN = "a-token-for-tests";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final Path folder;
    final Path home;
    final TestPublisher chingTech = TestPublisher.of("Ching Tech", Tier.OFFICIAL, "net.chingtech");
    final TestPublisher example = TestPublisher.of("Example", Tier.COMMUNITY, "org.example", "net.chingtech");
    final TickingClock clock = new TickingClock();
    final TestRoot root;
    private Hub hub;

    TestHub(Path folder) throws Exception {
        this(folder, true);
    }

    TestHub(Path folder, boolean withRoot) throws Exception {
        this.folder = folder;
        this.home = folder.resolve("hub");
        this.root = new TestRoot(home);
        if (withRoot) {
            root.first(TestPublisher.NOW);
        }
        chingTech.trustedIn(authorities(), "official");
        example.trustedIn(authorities(), "community");
        Files.writeString(tokenFile(), TOKEN + "\n");
        start();
    }

    void start() throws Exception {
        start(null);
    }

    /** @param publicUrl where others reach it through a proxy, or null when nothing stands in front */
    void start(String publicUrl) throws Exception {
        Hub next = new Hub(Duration.ZERO);
        next.start(
                home,
                0,
                tokenFile(),
                publicUrl,
                Verifiers.create(LiveAnchors.of(authorities()), TestPublisher.CLOCK),
                clock);
        hub = next;
    }

    Path authorities() {
        return folder.resolve("authorities");
    }

    Path tokenFile() {
        return folder.resolve("publish-token");
    }

    String url() {
        return hub.url();
    }

    int port() {
        return URI.create(hub.url()).getPort();
    }

    @Override
    public void close() {
        hub.close();
    }

    /** Signs a skill. */
    SignedRelease signed(TestPublisher publisher, TestSkill skill) {
        String name = UUID.randomUUID().toString();
        return publisher.sign(skill.jar(folder.resolve(name + ".jar")), folder.resolve(name + "-signed.jar"));
    }

    /** Signs and publishes a skill of Ching Tech, which must work. */
    SignedRelease published(TestSkill skill) throws Exception {
        SignedRelease release = signed(chingTech, skill);
        HttpResponse<String> answer = publish(release);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return release;
    }

    HttpResponse<String> publish(SignedRelease release) throws Exception {
        return publish(
                TOKEN, Files.readAllBytes(release.jar()), release.envelope().write());
    }

    HttpResponse<String> publish(String token, byte[] artifact, byte[] statement) throws Exception {
        return send("/api/v1/skills", request -> {
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            return request.header("Content-Type", "multipart/form-data; boundary=limit")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(form(artifact, statement)));
        });
    }

    static byte[] form(byte[] artifact, byte[] statement) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        part(form, "artifact", "application/java-archive", artifact);
        part(form, "statement", "application/json", statement);
        form.writeBytes("--limit--\r\n".getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static void part(ByteArrayOutputStream form, String name, String type, byte[] content) {
        form.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"../" + name
                        + "\"\r\nContent-Type: " + type + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(content);
        form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> how) throws Exception {
        return send(path, how, HttpResponse.BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(String path, UnaryOperator<HttpRequest.Builder> how, HttpResponse.BodyHandler<T> body)
            throws Exception {
        return CLIENT.send(
                how.apply(HttpRequest.newBuilder(URI.create(url() + path))).build(), body);
    }

    HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        return send(
                path,
                request -> headers.length == 0 ? request : request.headers(headers),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(path, request -> request);
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return send(path, request -> request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A POST with the publish token. */
    HttpResponse<String> order(String path, String json) throws Exception {
        return send(path, request -> request.header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Rates a skill as somebody. */
    HttpResponse<String> rate(String id, String secret, int stars) throws Exception {
        return send("/api/v1/skills/" + id + "/rating", request -> request.header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"stars\":" + stars + "}")));
    }

    /** A container that knows this hub by its first root, with a store of its own. */
    HubMetadata container() throws Exception {
        return HubMetadata.open(folder.resolve("container"), RootPin.file(root.bytes(1)), new ListReader(url()), clock);
    }

    /** Waits until the lists are in a state, as /health says it. */
    JsonNode awaitLists(String state) throws Exception {
        return await(
                () -> json("/health").path("metadata"),
                lists -> lists.path("state").asText().equals(state));
    }

    static <T> T await(Callable<T> look, Predicate<T> good) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS);
        T seen = look.call();
        while (!good.test(seen)) {
            assertThat(System.nanoTime()).as("last seen: " + seen).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
            seen = look.call();
        }
        return seen;
    }

    /** The JSON at an address, which must be there. */
    JsonNode json(String path) throws Exception {
        return good(get(path));
    }

    static JsonNode good(HttpResponse<String> answer) throws FormatException {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Json.readTree(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Asserts a refusal with all that a problem must say. */
    static JsonNode refused(HttpResponse<String> answer, int status, String code) throws FormatException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Json.readTree(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(problem.path("code").asText()).as(answer.body()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotBlank().doesNotContain("Exception", "\tat ");
        assertThat(problem.path("next_step").asText()).isNotBlank();
        return problem;
    }

    /** What lies in the folder of uploads. */
    String[] uploads() throws IOException {
        return home.resolve("artifacts/uploads").toFile().list();
    }
}
