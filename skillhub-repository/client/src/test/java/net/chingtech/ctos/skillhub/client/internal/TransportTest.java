package net.chingtech.ctos.skillhub.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static net.chingtech.ctos.skillhub.client.internal.Samples.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.http.HubClient;
import net.chingtech.ctos.http.JsonReader;
import net.chingtech.ctos.http.Question;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.ReleaseFile;
import net.chingtech.ctos.provisioning.SkillQuery;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

    private static final String PAGE = "/api/v1/skills/org.example.notes";

    private final Clockwork clockwork = new Clockwork();
    private TestHub server;
    private SkillHub hub;

    @BeforeEach
    void start() throws IOException {
        server = new TestHub();
        hub = clockwork.hubAt(server.url());
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.close();
    }

    private Problem problem() {
        ThrowingCallable call = () -> hub.page(NOTES);
        return catchThrowableOfType(ProvisioningException.class, call).problem();
    }

    private static void sendPage(HttpExchange exchange) throws IOException {
        TestHub.send(exchange, 200, Json.write(Samples.page(Samples.line("1.0.0", Channel.STABLE))));
    }

    /** Answers the first times otherwise. */
    private void onceThenPage(int times, TestHub.Answer first) {
        AtomicInteger asked = new AtomicInteger();
        server.on(PAGE, exchange -> {
            if (asked.incrementAndGet() <= times) {
                first.to(exchange);
            } else {
                sendPage(exchange);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void busyHub_isAskedAgainAfterAGrowingPause(int status) throws ProvisioningException {
        onceThenPage(2, TestHub.status(status));

        assertThat(hub.page(NOTES).card().id()).isEqualTo(NOTES);
        assertThat(clockwork.slept).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void busyHub_isAskedThreeTimesAtMost() {
        server.on(PAGE, TestHub.status(503));

        assertThat(problem().code()).isEqualTo("source_unreachable");
        assertThat(server.count(PAGE)).isEqualTo(3);
    }

    @Test
    void retryAfterInSeconds_isHeeded() throws ProvisioningException {
        onceThenPage(1, TestHub.status(429, "Retry-After", "7"));

        hub.page(NOTES);
        assertThat(clockwork.slept).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void retryAfterAsADate_isHeeded() throws ProvisioningException {
        onceThenPage(1, TestHub.status(503, "Retry-After", "Thu, 01 Jan 2026 00:00:05 GMT"));

        hub.page(NOTES);
        assertThat(clockwork.slept).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void retryAfterOfAnHour_isNotWaitedForButTold() {
        server.on(PAGE, TestHub.status(503, "Retry-After", "3600"));

        assertThat(problem().detail()).contains("3600 s");
        assertThat(clockwork.slept).isEmpty();
    }

    @Test
    void refusal_isNotAskedAgain_andSaysWhatTheHubSaid() {
        server.on(
                PAGE,
                exchange -> TestHub.send(
                        exchange,
                        400,
                        "{\"code\":\"x\",\"detail\":\"no such\\u001b[31m thing\"}"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        Problem problem = problem();
        assertThat(problem.code()).isEqualTo("source_refused");
        assertThat(problem.detail()).contains("no such [31m thing");
        assertThat(server.count(PAGE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "{}",
                "null",
                "{\"id\":\"org.example.notes\",\"id\":\"org.example.notes\",\"versions\":[]}",
                "{\"id\":\"org.example.other\",\"versions\":[]}",
                "{\"id\":\"org.example.notes\",\"versions\":[null]}"
            })
    void answerThatIsNotAPage_isInvalid(String body) {
        server.json(PAGE, body);

        assertThat(problem().code()).isEqualTo("source_answer_invalid");
        assertThat(server.count(PAGE)).isEqualTo(1);
    }

    @Test
    void endlessAnswer_isDroppedAfterFourMebibytes() {
        AtomicInteger sent = new AtomicInteger();
        server.on(PAGE, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(block);
                sent.incrementAndGet();
            }
        });

        assertThat(problem().detail()).contains("larger than 4194304 bytes");
        assertThat(sent).hasValueLessThan(1_000);
    }

    @Test
    void answerThatDripsForEver_isGivenUpInTime() throws Exception {
        server.on(PAGE, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(1_000_000);
            }
        });
        HubAddress address = new HubAddress("SkillHub", server.url());
        Question question =
                new Question(address.api("/skills/org.example.notes"), null, null, Duration.ofMillis(300), false);

        try (HubClient client =
                new HubClient(address, "1", Clock.systemUTC(), new SplittableRandom(1), time -> {}, () -> false)) {
            ThrowingCallable call = () -> client.ask(question, new JsonReader<>(address, Object.class, o -> null));
            Problem problem =
                    catchThrowableOfType(ProvisioningException.class, call).problem();
            assertThat(problem.detail()).contains("took too long");
        }
    }

    /** The container ends when it has no memory left. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{\"skills\":[{}%s]}", "{\"skills\":[],\"more\":[{}%s]}", "{\"skills\":[],\"categories\":[{}%s]}"
            })
    void answerOfAMillionEmptyThings_isRefusedBeforeAnyIsMade(String answer) throws Exception {
        String flood = String.format(answer, ",{}".repeat(1_390_000));
        server.on("/api/v1/skills", exchange -> TestHub.send(exchange, 200, flood.getBytes(UTF_8)));

        ThrowingCallable call = () -> hub.search(SkillQuery.text("notes"));
        Problem problem =
                catchThrowableOfType(ProvisioningException.class, call).problem();
        assertThat(problem.code()).isEqualTo("source_answer_invalid");
        assertThat(problem.detail()).contains("at most 100000 brackets, colons and commas");
    }

    @Test
    void picture_isHandedOnUpToItsLimit() throws ProvisioningException {
        String path = PAGE + "/versions/1.0.0/files/icon.svg";
        SkillHubSource source = Samples.lookingOnly(hub, clockwork);
        SkillVersion version = SkillVersion.of("1.0.0");
        assertThat(source.file(NOTES, version, "icon.svg")).isEmpty();
        assertThat(source.file(NOTES, version, "../icon.svg")).isEmpty();

        picture(path, "image/svg+xml", new byte[ReleaseFile.LARGEST]);
        assertThat(source.file(NOTES, version, "icon.svg")).hasValueSatisfying(file -> {
            assertThat(file.mediaType()).isEqualTo("image/svg+xml");
            assertThat(file.content()).hasSize(ReleaseFile.LARGEST);
        });

        picture(path, "image/svg+xml", new byte[ReleaseFile.LARGEST + 1]);
        assertThat(pictureProblem(source)).isEqualTo("file_too_large");
        picture(path, "text/html", new byte[10]);
        assertThat(pictureProblem(source)).isEqualTo("source_answer_invalid");
    }

    private void picture(String path, String type, byte[] content) {
        server.on(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            TestHub.send(exchange, 200, content);
        });
    }

    private static String pictureProblem(SkillHubSource source) {
        ThrowingCallable call = () -> source.file(NOTES, SkillVersion.of("1.0.0"), "icon.svg");
        return catchThrowableOfType(ProvisioningException.class, call).problem().code();
    }
}
