package net.chingtech.ctos.clawhub.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.SkillQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ClawHub says that is busy, broken or malicious. */
class BrokenAnswersTest {

    private static final String PAGE = "/api/v1/skills/tool";
    private static final String DOWNLOAD = "/api/v1/download";

    @TempDir
    Path folder;

    private Scene scene;
    private FixtureHub.Skill tool;

    @BeforeEach
    void start() {
        scene = new Scene(folder);
        tool = scene.server.skill("acme", "tool").version("1.0.0");
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".zip"));
        }
    }

    private Problem problem() {
        return scene.problemOf("acme", "tool");
    }

    @Test
    void shortRateLimit_isWaitedFor() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        scene.server.on(PAGE, exchange -> {
            if (asked.getAndIncrement() == 0) {
                FixtureHub.text(429, "Rate limit exceeded", "Retry-After", "3").to(exchange);
            } else {
                scene.server.normalOn(PAGE);
                FixtureHub.text(503, "Rate limit temporarily unavailable", "Retry-After", "1")
                        .to(exchange);
            }
        });

        assertThat(scene.release("acme", "tool").claim().version()).hasToString("1.0.0");
        assertThat(scene.slept).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(1));
    }

    @Test
    void longRateLimit_isSaidWithWhenToTryAgain() {
        scene.server.on(PAGE, FixtureHub.text(429, "Rate limit exceeded", "Retry-After", "45"));

        assertThat(problem().code()).isEqualTo("source_busy");
        assertThat(problem().nextStep()).contains("in 45 s");
        scene.pass(Duration.ofSeconds(40));
        assertThat(problem().nextStep()).contains("in 5 s");
        assertThat(scene.slept).isEmpty();
        assertThat(scene.adapter.status().problem().code()).isEqualTo("source_busy");
        scene.server.normalOn(PAGE);
        assertThat(statusAfterAnAnswer().code()).as("it is left alone").isEqualTo("source_busy");
        scene.pass(Duration.ofSeconds(5));
        assertThat(statusAfterAnAnswer()).isNull();
    }

    @Test
    void hubThatWantsToBeLeftAlone_isNotAskedMeanwhile_aboutAnything_andNoOtherHubIsLeftAlone() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        scene.server.on(PAGE, exchange -> {
            asked.incrementAndGet();
            FixtureHub.text(429, "Rate limit exceeded", "Retry-After", "600").to(exchange);
        });
        assertThat(problem().nextStep()).contains("in 10 min");
        scene.server.normalOn(PAGE);

        assertThat(problem().code()).isEqualTo("source_busy");
        assertThat(Scene.problem(() -> scene.adapter.resolve("acme", "other", "0".repeat(64)))
                        .code())
                .isEqualTo("source_busy");
        assertThat(asked).hasValue(1);
        try (Scene other = new Scene(folder.resolve("other"))) {
            other.server.skill("acme", "tool").version("1.0.0");
            assertThat(other.release("acme", "tool").claim().version()).hasToString("1.0.0");
        }
    }

    @Test
    void hubThatWantsToBeLeftAloneForDays_isAskedAgainAfterAnHour() throws Exception {
        scene.server.on(PAGE, FixtureHub.text(429, "Rate limit exceeded", "Retry-After", "999999"));
        problem();
        scene.server.normalOn(PAGE);

        scene.pass(Duration.ofMinutes(59));
        assertThat(problem().code()).isEqualTo("source_busy");
        scene.pass(Duration.ofMinutes(1));
        assertThat(scene.release("acme", "tool").claim().version()).hasToString("1.0.0");
    }

    /** What the status says once a question was answered again. */
    private Problem statusAfterAnAnswer() {
        try {
            scene.release("acme", "tool");
        } catch (net.chingtech.ctos.provisioning.ProvisioningException e) {
            return e.problem();
        }
        return scene.adapter.status().problem();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><title>Hello</title>",
                "{\"skill\":",
                "[]",
                "{}",
                "{\"skill\":null}",
                "{\"skill\":{\"slug\":7,\"createdAt\":\"yesterday\"}}",
                "{\"skill\":{\"slug\":\"tool\",\"slug\":\"other\"}}",
                ""
            })
    void answerThatIsNoneOfClawHubs_isRefused(String body) {
        scene.server.on(PAGE, FixtureHub.body("text/html", body.getBytes(StandardCharsets.UTF_8)));

        assertThat(problem().code()).isEqualTo("source_answer_invalid");
        assertThat(problem().nextStep()).contains("ClawHub");
    }

    @Test
    void answerThatIsHuge_isRefused() {
        scene.server.on(PAGE, FixtureHub.body("application/json", new byte[5 << 20]));

        assertThat(problem().code()).isEqualTo("source_answer_invalid");
    }

    @Test
    void addressThatIsNoClawHub_isSaid() {
        scene.server.on("/api/v1/search", FixtureHub.text(404, "no"));

        assertThat(Scene.problem(() -> scene.adapter.search(SkillQuery.text("x")))
                        .detail())
                .contains("there is no ClawHub");
    }

    @Test
    void downloadThatIsHtml_isRefused() {
        scene.server.on(DOWNLOAD, FixtureHub.body("text/html", "<html>".getBytes(StandardCharsets.UTF_8)));

        assertThat(problem().code()).isEqualTo("source_answer_invalid");
    }

    @Test
    void zipThatIsNoZip_isRefused() {
        scene.server.on(DOWNLOAD, FixtureHub.body("application/zip", "hello".getBytes(StandardCharsets.UTF_8)));

        assertThat(problem().code()).startsWith("legacy_");
    }

    @Test
    void downloadThatIsCutOff_isTriedAgainAndThenSaid() {
        scene.server.on(DOWNLOAD, exchange -> cutOff(exchange));

        assertThat(problem().code()).isEqualTo("download_cut_off");
        assertThat(scene.server.count(DOWNLOAD)).isEqualTo(3);
    }

    private static void cutOff(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/zip");
        exchange.sendResponseHeaders(200, 10_000);
        exchange.getResponseBody().write(new byte[100]);
        exchange.getResponseBody().flush();
    }

    @Test
    void downloadThatNeverEnds_isGivenUpAtTheLimit() {
        scene.server.on(DOWNLOAD, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/zip");
            exchange.sendResponseHeaders(200, 0);
            byte[] some = new byte[1 << 20];
            for (int i = 0; i < 60; i++) {
                exchange.getResponseBody().write(some);
            }
        });

        assertThat(problem().code()).isEqualTo("file_too_large");
    }

    @Test
    void fileThatIsNotTheListedOne_isRefused() {
        serve(Map.of("SKILL.md", "# other\n", "scripts/run.sh", "echo 1.0.0\n"));

        assertThat(problem().code()).isEqualTo("digest_mismatch");
        assertThat(problem().detail()).contains("SKILL.md");
    }

    @Test
    void fileThatIsNotListed_isRefused() {
        Map<String, String> files = asListed();
        files.put("scripts/more.sh", "echo more\n");
        serve(files);

        assertThat(problem().code()).isEqualTo("digest_mismatch");
        assertThat(problem().detail()).contains("scripts/more.sh");
    }

    @Test
    void fileThatIsMissing_isRefused() {
        Map<String, String> files = asListed();
        files.remove("scripts/run.sh");
        serve(files);

        assertThat(problem().code()).isEqualTo("digest_mismatch");
        assertThat(problem().detail()).contains("missing");
    }

    @Test
    void cardThatClawHubItselfAdds_isNoMismatch() throws Exception {
        Map<String, String> files = asListed();
        files.put("skill-card.md", "# Card\n");
        serve(files);

        assertThat(scene.release("acme", "tool")).isNotNull();
    }

    private Map<String, String> asListed() {
        Map<String, String> files = new TreeMap<>();
        tool.versions.get("1.0.0").forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return files;
    }

    private void serve(Map<String, String> files) {
        Map<String, byte[]> bytes = new TreeMap<>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        scene.server.on(DOWNLOAD, exchange -> FixtureHub.body("application/zip", FixtureHub.zip(bytes, tool, "1.0.0"))
                .to(exchange));
    }

    @Test
    void hubThatIsDown_isSaidWithWhatStillWorks() {
        scene.server.close();

        assertThat(problem().code()).isEqualTo("source_unreachable");
        assertThat(problem().detail()).contains("ClawHub at");
        assertThat(problem().nextStep()).contains("Installed skills keep running");
    }

    @Test
    void redirectToPlainHttpElsewhere_isRefused() {
        scene.server.on(DOWNLOAD, FixtureHub.text(302, "", "Location", "http://skills.example.org/x.zip"));

        assertThat(problem().code()).isEqualTo("source_redirect_refused");
    }

    @Test
    void textThatWouldMoveACursor_isShownAsSigns() {
        scene.server.on(PAGE, FixtureHub.text(410, "This skill has been removed \u001b[2J by a moderator."));

        assertThat(problem().code()).isEqualTo("skill_removed");
        assertThat(problem().detail()).doesNotContain("\u001b");
    }
}
