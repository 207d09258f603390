package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rating a skill from the command line. */
class RateCommandTest {

    @TempDir
    private Path folder;

    private FakeRest rest;

    @BeforeEach
    void start() throws Exception {
        rest = new FakeRest(folder);
        rest.answers.put(
                "PUT skills/a.b/rating", "{\"id\":\"a.b\",\"stars\":4,\"rating\":{\"average\":4.25,\"count\":12}}");
        rest.answers.put("DELETE skills/a.b/rating", "{\"id\":\"a.b\",\"rating\":{\"average\":0,\"count\":0}}");
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void stars_areGiven_andTakenBack() {
        assertThat(rest.run("rate", "a.b", "4")).isZero();
        assertThat(rest.run("rate", "a.b", "none")).isZero();

        assertThat(rest.changes).hasSize(2);
        assertThat(rest.changes.get(0)).isEqualTo("PUT skills/a.b/rating {\"stars\":4}");
        assertThat(rest.changes.get(1).strip()).isEqualTo("DELETE skills/a.b/rating");
        assertThat(rest.out.toString())
                .contains("a.b has 4 stars from you; ", " of 5 in 12 ratings")
                .contains("a.b has no rating from you; nobody rates it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "4.5", "five", "", "-1"})
    void whatAreNoStars_isWrongUsage(String stars) {
        assertThat(rest.run("rate", "a.b", stars)).isEqualTo(2);
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void refusal_exitsWith1() {
        rest.answers.put(
                "PUT skills/a.b/rating",
                "{\"status\":409,\"code\":\"rating_not_supported\",\"detail\":\"No ratings.\",\"next_step\":\"x\"}");

        assertThat(rest.run("rate", "a.b", "4")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(rating_not_supported)");
    }
}
