package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.catalogue.CapabilityQuestion;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapabilitiesTest {

    private static final String QUERY = "/api/v1/capabilities/query";
    private static final String CRM = "net.chingtech.crm";

    private TestHub hub;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        hub = new TestHub(folder);
        for (String version : List.of("2.9.0", "2.10.0", "1.0.0", "3.0.0")) {
            hub.published(TestSkill.of(CRM, version));
        }
        hub.published(TestSkill.of("net.chingtech.notes", "2.5.0"));
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void filterOverIdAndVersion_findsReleases_newestFirst() throws Exception {
        assertThat(providers("ctos.skill", "(&(ctos.skill=" + CRM + ")(version>=2.0.0)(!(version>=3.0.0)))"))
                .containsExactly(CRM + " 2.10.0", CRM + " 2.9.0");
    }

    @Test
    void filterThatDoesNotNameTheSkill_looksAtAll() throws Exception {
        assertThat(providers("ctos.skill", "(version>=2.5.0)"))
                .containsExactly(CRM + " 3.0.0", CRM + " 2.10.0", CRM + " 2.9.0", "net.chingtech.notes 2.5.0");
        assertThat(providers("ctos.skill", "(|(ctos.skill=" + CRM + ")(ctos.skill=net.chingtech.notes))"))
                .hasSize(5);
        assertThat(providers("ctos.skill", "(ctos.skill=*notes)")).containsExactly("net.chingtech.notes 2.5.0");
        assertThat(providers("ctos.skill", null)).hasSize(5);
    }

    @Test
    void nobodyProvides_isAnEmptyAnswer() throws Exception {
        assertThat(providers("ctos.skill", "(ctos.skill=net.chingtech.nobody)")).isEmpty();
        assertThat(providers("osgi.service", null)).isEmpty();
    }

    @Test
    void answers_standInTheOrderOfTheQuestions_withClauseAndDigest() throws Exception {
        String question = "{\"requirements\":[{\"namespace\":\"x\"},"
                + "{\"namespace\":\"ctos.skill\",\"filter\":\"(&(ctos.skill=" + CRM + ")(version=1.0.0))\"}]}";
        JsonNode answers = TestHub.good(hub.post(QUERY, question)).path("answers");

        assertThat(answers.at("/0/providers")).isEmpty();
        assertThat(answers.at("/1/providers/0/capabilities/0").asText())
                .isEqualTo("ctos.skill;ctos.skill=\"" + CRM + "\";version:Version=\"1.0.0\"");
        assertThat(answers.at("/1/providers/0/sha256").asText()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "x", "(a=b", "(&(a=b)", "((a=b))", "(a<b)"})
    void brokenFilter_isRefused(String filter) throws Exception {
        TestHub.refused(hub.post(QUERY, question("ctos.skill", filter)), 400, "filter_invalid");
    }

    @Test
    void filterThatIsDeepOrLong_isRefused_andDoesNotHurt() throws Exception {
        String deep = "(!".repeat(601) + "(a=b)" + ")".repeat(601);
        assertThat(providers("ctos.skill", deep)).hasSize(5);
        TestHub.refused(
                hub.post(QUERY, question("ctos.skill", "(a=" + "b".repeat(2_000) + ")")), 400, "filter_invalid");
    }

    @Test
    void tooManyRequirements_areRefused() throws Exception {
        List<CapabilityQuestion.Need> needs =
                Collections.nCopies(CapabilityQuestion.MOST + 1, new CapabilityQuestion.Need("x", null));
        String question = new String(Json.write(new CapabilityQuestion(needs)), StandardCharsets.UTF_8);

        TestHub.refused(hub.post(QUERY, question), 400, "too_many_requirements");
        TestHub.refused(hub.post(QUERY, "{\"requirements\":[{}]}"), 400, "json_invalid");
    }

    private static String question(String namespace, String filter) {
        return new String(
                Json.write(new CapabilityQuestion(List.of(new CapabilityQuestion.Need(namespace, filter)))),
                StandardCharsets.UTF_8);
    }

    private List<String> providers(String namespace, String filter) throws Exception {
        JsonNode answer = TestHub.good(hub.post(QUERY, question(namespace, filter)));
        return StreamSupport.stream(answer.at("/answers/0/providers").spliterator(), false)
                .map(provider -> provider.path("id").asText() + " "
                        + provider.path("version").asText())
                .toList();
    }
}
