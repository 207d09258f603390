package net.chingtech.ctos.skillhub.client.internal;

import static net.chingtech.ctos.skillhub.client.internal.Samples.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ratings at a hub that does not behave; a real one is asked by the tests of the server. */
class RatingTest {

    private static final String RATING = "/api/v1/skills/org.example.notes/rating";

    @TempDir
    Path folder;

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

    private SkillCard.Rating rate() throws ProvisioningException {
        return Showing.rating(hub.rate(NOTES, 4, new RaterSecret(folder.resolve("rater")).value())
                .rating());
    }

    private Problem problem() {
        ThrowingCallable call = this::rate;
        return catchThrowableOfType(ProvisioningException.class, call).problem();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void secret_isNeverSentAlongARedirect(int status) {
        server.on(RATING, TestHub.status(status, "Location", server.url() + "/elsewhere"));

        assertThat(problem().code()).isEqualTo("source_redirect_refused");
        assertThat(server.asked).containsExactly("PUT " + RATING);
    }

    @Test
    void busyHub_isAskedAgain_withTheSameRating() throws ProvisioningException {
        AtomicInteger asked = new AtomicInteger();
        server.on(RATING, exchange -> {
            if (asked.incrementAndGet() == 1) {
                TestHub.status(503).to(exchange);
            } else {
                TestHub.send(
                        exchange,
                        200,
                        "{\"id\":\"org.example.notes\",\"rating\":{\"average\":4,\"count\":1}}"
                                .getBytes(StandardCharsets.UTF_8));
            }
        });

        assertThat(rate()).isEqualTo(new SkillCard.Rating(4, 1));
        assertThat(server.bodies).containsExactly("{\"stars\":4}", "{\"stars\":4}");
    }

    @Test
    void hubWithoutRatings_isNamedSo() {
        assertThat(problem().code()).isEqualTo("rating_not_supported");
    }

    @ParameterizedTest
    @CsvSource({
        "99, 3, 5.0, 3",
        "-7, 3, 0.0, 3",
        "4, -1, 0.0, 0",
        "4, 0, 0.0, 0",
    })
    void whatAHubCounts_isShownWithinFiveStars(double said, int count, double average, int shown) throws Exception {
        server.json(
                RATING, "{\"id\":\"org.example.notes\",\"rating\":{\"average\":" + said + ",\"count\":" + count + "}}");

        assertThat(rate()).isEqualTo(new SkillCard.Rating(average, shown));
    }

    @Test
    void answerWithoutARating_isNone() {
        server.json(RATING, "{\"id\":\"org.example.notes\"}");

        assertThat(problem().code()).isEqualTo("source_answer_invalid");
    }

    @Test
    void wordsOfTheHub_areNotShown() {
        server.on(
                RATING,
                exchange -> TestHub.send(
                        exchange,
                        429,
                        "{\"code\":\"too_many_raters\",\"detail\":\"call the zebra\"}"
                                .getBytes(StandardCharsets.UTF_8)));

        Problem problem = problem();

        assertThat(problem.code()).isEqualTo("rating_limited");
        assertThat(problem.toString()).doesNotContain("zebra");
        assertThat(problem.nextStep()).contains("in 60 minutes");
    }

    @Test
    void anyOtherTooMany_isToldInOurWordsToo() {
        server.on(
                RATING,
                exchange -> TestHub.send(exchange, 429, "<p>call the zebra</p>".getBytes(StandardCharsets.UTF_8)));

        Problem problem = problem();

        assertThat(problem.code()).isEqualTo("rating_limited");
        assertThat(problem.toString()).doesNotContain("zebra").doesNotContain("new raters");
    }
}
