package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rating skills, over the hub's own HTTP. */
class RatingTest {

    private static final String HELLO = "net.chingtech.hello";
    private static final String OTHER = "net.chingtech.other";
    private static final String PATH = "/api/v1/skills/" + HELLO + "/rating";

    @TempDir
    Path folder;

    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
        hub.published(TestSkill.of(HELLO, "1.0.0"));
        hub.published(TestSkill.of(OTHER, "1.0.0"));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void ratings_areAveraged_andShownWhereverTheSkillIs() throws Exception {
        TestHub.good(hub.rate(HELLO, secret(1), 5));
        JsonNode answer = TestHub.good(hub.rate(HELLO, secret(2), 4));

        assertThat(answer.path("id").asText()).isEqualTo(HELLO);
        assertThat(answer.path("stars").asInt()).isEqualTo(4);
        assertThat(rating(answer)).isEqualTo("4.5 of 2");
        assertThat(rating(hub.json("/api/v1/skills/" + HELLO))).isEqualTo("4.5 of 2");
        assertThat(rating(hub.json("/api/v1/skills?q=hello").at("/skills/0"))).isEqualTo("4.5 of 2");
        assertThat(rating(hub.json("/api/v1/skills/" + OTHER))).isEqualTo("0.0 of 0");
    }

    @Test
    void secondRatingOfARater_takesThePlaceOfTheFirst() throws Exception {
        hub.rate(HELLO, secret(1), 5);
        hub.rate(HELLO, secret(1), 5);
        hub.rate(OTHER, secret(1), 1);

        assertThat(rating(TestHub.good(hub.rate(HELLO, secret(1), 2)))).isEqualTo("2.0 of 1");
        assertThat(rating(hub.json("/api/v1/skills/" + OTHER))).isEqualTo("1.0 of 1");
    }

    @Test
    void ratingTakenBack_isGone_andTakingBackNothingChangesNothing() throws Exception {
        hub.rate(HELLO, secret(1), 5);
        hub.rate(HELLO, secret(2), 2);

        JsonNode answer = TestHub.good(takenBack(secret(1)));

        assertThat(answer.has("stars")).isFalse();
        assertThat(rating(answer)).isEqualTo("2.0 of 1");
        assertThat(rating(TestHub.good(takenBack(secret(1))))).isEqualTo("2.0 of 1");
        assertThat(rating(TestHub.good(takenBack(secret(2))))).isEqualTo("0.0 of 0");
    }

    @Test
    void ratings_outliveTheHub_alsoInTheOrder() throws Exception {
        hub.rate(HELLO, secret(1), 1);
        hub.rate(OTHER, secret(1), 5);
        assertThat(best()).containsExactly(OTHER, HELLO);
        hub.close();
        hub.start();

        assertThat(rating(hub.json("/api/v1/skills/" + OTHER))).isEqualTo("5.0 of 1");
        assertThat(best()).containsExactly(OTHER, HELLO);
        assertThat(rating(TestHub.good(hub.rate(OTHER, secret(1), 3)))).isEqualTo("3.0 of 1");
    }

    @Test
    void indexThatMissedARating_isMadeAnew() throws Exception {
        hub.rate(OTHER, secret(1), 4);
        hub.close();
        try (Connection connection = database()) {
            connection.createStatement().execute("update skills set stars = 5, ratings = 1 where id = '" + HELLO + "'");
            connection.createStatement().execute("update hub set generation = generation + 1");
        }
        hub.start();

        assertThat(best()).containsExactly(HELLO, OTHER);
    }

    @Test
    void oneFive_doesNotBeatManyFours() throws Exception {
        hub.rate(HELLO, secret(100), 5);
        for (int i = 0; i < 9; i++) {
            hub.rate(OTHER, secret(i), i == 0 ? 4 : 5);
        }

        assertThat(rating(hub.json("/api/v1/skills/" + OTHER))).isEqualTo("4.89 of 9");
        assertThat(best()).containsExactly(OTHER, HELLO);
    }

    @Test
    void raterIsKeptAsADigestOnly() throws Exception {
        hub.rate(HELLO, secret(1), 5);
        hub.close();

        try (Connection connection = database();
                ResultSet row = connection.createStatement().executeQuery("select rater from ratings")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo(Digests.sha256Hex(secret(1).getBytes(StandardCharsets.US_ASCII)));
        }
        assertThat(Files.readString(hub.home.resolve("db/skillhub.mv.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain(secret(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"stars\":0}",
                "{\"stars\":6}",
                "{\"stars\":-1}",
                "{\"stars\":4.5}",
                "{\"stars\":\"4\"}",
                "{\"stars\":null}",
                "{\"stars\":99999999999}",
                "{}",
                "[5]",
                "5"
            })
    void starsThatAreNone_areRefused(String body) throws Exception {
        TestHub.refused(put(PATH, "Bearer " + secret(1), body), 400, "stars_invalid");
        assertThat(rating(hub.json("/api/v1/skills/" + HELLO))).isEqualTo("0.0 of 0");
    }

    @Test
    void bodyThatIsNoJson_isRefused() throws Exception {
        assertThat(put(PATH, "Bearer " + secret(1), "five").statusCode()).isEqualTo(400);
    }

    @Test
    void whoHasNoSecret_orAWeakOne_isRefused() throws Exception {
        for (String none : List.of("", "Basic abc", "Bearer")) {
            HttpResponse<String> answer = put(PATH, none, "{\"stars\":5}");
            TestHub.refused(answer, 401, "rater_secret_missing");
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(header -> assertThat(header).startsWith("Bearer"));
        }
        for (String weak : List.of("short", "a".repeat(42), "a".repeat(129), "/".repeat(43))) {
            TestHub.refused(put(PATH, "Bearer " + weak, "{\"stars\":5}"), 401, "rater_secret_invalid");
        }
        TestHub.refused(takenBack("short"), 401, "rater_secret_invalid");
    }

    @Test
    void unknownSkill_isRefused() throws Exception {
        TestHub.refused(hub.rate("net.chingtech.nowhere", secret(1), 5), 404, "skill_unknown");
        TestHub.refused(hub.rate("no-id", secret(1), 5), 404, "skill_unknown");
    }

    @Test
    void skillOfWhichAllWasTakenBack_isNotRated_butItsRatingsCanBeTakenBack() throws Exception {
        hub.rate(HELLO, secret(1), 5);
        hub.published(TestSkill.of(HELLO, "1.1.0"));
        hub.order("/api/v1/skills/" + HELLO + "/versions/1.0.0/revoke", "{\"reason\":\"A test\"}");
        assertThat(hub.rate(HELLO, secret(2), 3).statusCode()).isEqualTo(200);
        hub.order("/api/v1/skills/" + HELLO + "/versions/1.1.0/yank", "{\"reason\":\"A test\"}");

        TestHub.refused(hub.rate(HELLO, secret(1), 1), 409, "skill_withdrawn");
        assertThat(rating(TestHub.good(takenBack(secret(1))))).isEqualTo("3.0 of 1");
    }

    @Test
    void newRatersOfOneAddress_areLimited_andKnownOnesAreNot() throws Exception {
        for (int i = 0; i < 10; i++) {
            TestHub.good(hub.rate(HELLO, secret(i), 5));
        }

        HttpResponse<String> refused = hub.rate(HELLO, secret(10), 5);
        TestHub.refused(refused, 429, "too_many_raters");
        long wait = refused.headers().firstValueAsLong("Retry-After").orElseThrow();
        assertThat(wait).isBetween(1L, 3601L);
        TestHub.good(hub.rate(OTHER, secret(3), 4));
        // Taking back and coming again costs a known rater nothing.
        takenBack(secret(4));
        TestHub.good(hub.rate(HELLO, secret(4), 1));
        // What was refused for another reason cost nobody's place either.
        TestHub.refused(hub.rate(HELLO, secret(11), 9), 400, "stars_invalid");

        hub.clock.forward(Duration.ofSeconds(wait));
        TestHub.good(hub.rate(HELLO, secret(10), 5));
    }

    @Test
    void behindAProxy_eachCallerHasItsOwnLimit_andOnlyTheProxyIsBelieved() throws Exception {
        hub.close();
        hub.start("https://hub.example");
        for (int i = 0; i < 10; i++) {
            TestHub.good(rateFrom("203.0.113.7", secret(i)));
        }

        TestHub.refused(rateFrom("198.51.100.1, 203.0.113.7", secret(10)), 429, "too_many_raters");
        TestHub.good(rateFrom("203.0.113.7, 198.51.100.1", secret(10)));
        for (int i = 0; i < 10; i++) {
            TestHub.good(rateFrom("2001:db8:1:1::" + i, secret(20 + i)));
        }
        TestHub.refused(rateFrom("2001:db8:1:1:ffff::1", secret(30)), 429, "too_many_raters");
        TestHub.good(rateFrom("2001:db8:1:2::1", secret(30)));
    }

    @Test
    void networkOfManyNetworks_bringsMoreNewRaters_butNotWithoutEnd() throws Exception {
        hub.close();
        hub.start("https://hub.example");
        for (int i = 0; i < 40; i++) {
            TestHub.good(rateFrom("2001:db8:7:" + i + "::1", secret(i)));
        }

        TestHub.refused(rateFrom("2001:db8:7:ffff::1", secret(40)), 429, "too_many_raters");
        TestHub.good(rateFrom("2001:db8:8:1::1", secret(40)));
    }

    @Test
    void raterThatChangesItsMindWithoutEnd_waitsForAMoment_andNobodyElse() throws Exception {
        for (int stars = 1; stars <= 5; stars++) {
            TestHub.good(hub.rate(HELLO, secret(1), stars));
            TestHub.good(takenBack(secret(1)));
        }

        // Nobody knows it now, since all was taken back; its pace counts all the same.
        HttpResponse<String> refused = hub.rate(HELLO, secret(1), 5);
        TestHub.refused(refused, 429, "too_many_ratings");
        long wait = refused.headers().firstValueAsLong("Retry-After").orElseThrow();
        assertThat(wait).isBetween(1L, 61L);
        assertThat(rating(hub.json("/api/v1/skills/" + HELLO))).isEqualTo("0.0 of 0");
        TestHub.good(hub.rate(HELLO, secret(2), 4));

        hub.clock.forward(Duration.ofSeconds(wait));
        TestHub.good(hub.rate(HELLO, secret(1), 5));
    }

    @Test
    void withoutAProxy_nobodyIsBelievedWhereHeComesFrom() throws Exception {
        for (int i = 0; i < 10; i++) {
            TestHub.good(rateFrom("203.0.113." + i, secret(i)));
        }

        TestHub.refused(rateFrom("203.0.113.99", secret(10)), 429, "too_many_raters");
    }

    @Test
    void manyAtTheSameTime_areAllCounted() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String secret = secret(i);
                int stars = 1 + i % 5;
                answers.add(executor.submit(() -> hub.rate(HELLO, secret, stars)));
                answers.add(executor.submit(() -> hub.rate(HELLO, secret, stars)));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                TestHub.good(answer.get());
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(rating(hub.json("/api/v1/skills/" + HELLO))).isEqualTo("3.0 of 10");
    }

    private HttpResponse<String> rateFrom(String forwarded, String secret) throws Exception {
        return hub.send(PATH, request -> request.header("Authorization", "Bearer " + secret)
                .header("X-Forwarded-For", forwarded)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"stars\":5}")));
    }

    private HttpResponse<String> put(String path, String authorization, String body) throws Exception {
        return hub.send(path, request -> {
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            return request.header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(body));
        });
    }

    private HttpResponse<String> takenBack(String secret) throws Exception {
        return hub.send(PATH, request -> request.header("Authorization", "Bearer " + secret)
                .DELETE());
    }

    private List<String> best() throws Exception {
        List<String> ids = new ArrayList<>();
        hub.json("/api/v1/skills?sort=rating")
                .path("skills")
                .forEach(card -> ids.add(card.path("id").asText()));
        return ids;
    }

    private Connection database() throws Exception {
        return DriverManager.getConnection("jdbc:h2:file:" + hub.home.resolve("db/skillhub"), "hub", "");
    }

    private static String secret(int rater) {
        return String.format("rater-%037d", rater);
    }

    private static String rating(JsonNode of) {
        return of.at("/rating/average").asDouble() + " of "
                + of.at("/rating/count").asInt();
    }
}
