package net.chingtech.ctos.webconsole.internal.rest;

import static net.chingtech.ctos.webconsole.internal.rest.RestTest.assertProblem;
import static net.chingtech.ctos.webconsole.internal.rest.RestTest.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.catalogue.SkillCard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rating an installed skill, over HTTP. */
class RatingRestTest {

    private static final String SKILL = "/ctos/api/v1/skills/" + Samples.ACCOUNTING;
    private static final String RATING = SKILL + "/rating";

    private TestContainer container;
    private SkillCard.Rating before;

    @BeforeEach
    void install() throws Exception {
        container = new TestContainer().ready();
        FakeSkills skills = container.skills;
        before = skills.page(Samples.ACCOUNTING).card().rating();
        skills.installed.put(
                Samples.ACCOUNTING,
                Samples.installed(skills.page(Samples.ACCOUNTING), SkillVersion.of("1.2.0"), null, List.of()));
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @Test
    void rating_isGiven_shown_andTakenBack_inTheNameOfWhoAsked() throws Exception {
        assertThat(tree(container.get(SKILL)).has("own_rating")).isFalse();

        JsonNode given = tree(container.put(RATING, "{\"stars\":4}"));

        assertThat(given.path("id").asText()).isEqualTo(Samples.ACCOUNTING.value());
        assertThat(given.path("stars").asInt()).isEqualTo(4);
        assertThat(given.at("/rating/count").asInt()).isEqualTo(before.count() + 1);
        assertThat(tree(container.get(SKILL)).path("own_rating").asInt()).isEqualTo(4);

        JsonNode taken = tree(delete());

        assertThat(taken.has("stars")).isFalse();
        assertThat(taken.at("/rating/count").asInt()).isEqualTo(before.count());
        assertThat(tree(container.get(SKILL)).has("own_rating")).isFalse();
        assertThat(container.skills.ratings.asked)
                .containsExactly("api-token " + Samples.ACCOUNTING + " 4", "api-token " + Samples.ACCOUNTING + " null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"stars\":\"4\"}",
                "{\"stars\":4.5}",
                "{\"stars\":null}",
                "{\"stars\":[4]}",
                "4",
                "{\"stars\":1e99}"
            })
    void bodyWithoutStars_isRefused(String body) throws Exception {
        assertProblem(container.put(RATING, body), 400, "stars_invalid");
        assertThat(container.skills.ratings.asked).isEmpty();
    }

    @Test
    void refusalOfTheHub_isHandedOn() throws Exception {
        container.skills.ratings.refusal = FakeSkills.failure(409, "rating_not_supported", "It takes no ratings.");

        assertProblem(container.put(RATING, "{\"stars\":4}"), 409, "rating_not_supported");
        assertProblem(delete(), 409, "rating_not_supported");
    }

    @Test
    void skillThatIsNotInstalled_isNotRated() throws Exception {
        assertProblem(
                container.put("/ctos/api/v1/skills/net.example.nobody/rating", "{\"stars\":4}"), 404, "not_installed");
    }

    private HttpResponse<String> delete() throws Exception {
        return container.send(container.withToken(RATING).DELETE());
    }
}
