package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that does not answer is no hub that has nothing. */
class SilentSourcesTest {

    private static final String FAILED = "\"failed\":[{\"source\":\"skillhub:mirror\",\"problem\":{\"status\":502,"
            + "\"code\":\"hub_unreachable\",\"detail\":\"It is down.\",\"next_step\":\"Start it.\"}}]";
    private static final String CARD =
            "{\"card\":{\"id\":\"a.b\",\"latest_version\":\"1.0.0\",\"tier\":\"official\",\"summary\":\"B\"}}";

    @TempDir
    private Path folder;

    private FakeRest rest;

    @BeforeEach
    void start() throws Exception {
        rest = new FakeRest(folder);
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void searchThatNobodyAnswered_fails_andThatFoundSomethingDoesNot() {
        rest.answers.put("GET catalogue", "{\"skills\":[],\"total\":0," + FAILED + "}");
        assertThat(rest.run("search", "b")).isEqualTo(1);
        assertThat(rest.out.toString()).contains("0 found").contains("skillhub:mirror did not answer: It is down.");
        assertThat(rest.err.toString()).contains("(sources_silent)");
        rest.out.getBuffer().setLength(0);
        assertThat(rest.run("search", "b", "--json")).isEqualTo(1);
        assertThat(rest.out.toString().lines()).hasSize(1).first().asString().startsWith("{\"skills\":[]");

        rest.answers.put("GET catalogue", "{\"skills\":[" + CARD + "],\"total\":1," + FAILED + "}");
        assertThat(rest.run("search", "b")).isZero();
        rest.answers.put("GET catalogue", "{\"skills\":[],\"total\":0,\"failed\":[]}");
        assertThat(rest.run("search", "b")).isZero();
    }

    @Test
    void updatesThatNobodyAnswered_fail() {
        rest.answers.put("POST updates/check", "{\"updates\":[]," + FAILED + "}");
        assertThat(rest.run("updates")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(sources_silent)");

        rest.answers.put("POST updates/check", "{\"updates\":[],\"failed\":[]}");
        assertThat(rest.run("updates")).isZero();
    }
}
