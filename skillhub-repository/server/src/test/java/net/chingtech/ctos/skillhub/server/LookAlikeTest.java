package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that people would take for those of others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookAlikeTest {

    private TestHub hub;
    private TestPublisher community;
    private TestPublisher known;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        hub = new TestHub(folder);
        hub.published(TestSkill.of("net.chingtech.accounting", "1.0.0"));
        hub.published(TestSkill.of("net.chingtech.crm", "1.0.0"));
        hub.published(TestSkill.of("net.chingtech.report2", "1.0.0"));
        String[] many = {"net.chingtech", "net.chingtecn", "net.ch1ngtech", "net.chingtech2", "net.xy", "org.farm"};
        community = TestPublisher.of("Somebody", Tier.COMMUNITY, many).trustedIn(hub.authorities(), "community");
        known = TestPublisher.of("Wellknown", Tier.VERIFIED, many).trustedIn(hub.authorities(), "community");
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "net.ch1ngtech.accounting, net.chingtech.accounting",
        "net.chingtech.accountlng, net.chingtech.accounting",
        "net.chingtech.account-ing, net.chingtech.accounting",
        "net.chingtech.acc0unting, net.chingtech.accounting",
        "net.chingtech.c-rm, net.chingtech.crm",
        "net.chingtech.acounting, net.chingtech.accounting",
        "net.chingtech.accountings, net.chingtech.accounting",
        "net.chingtech.accoutning, net.chingtech.accounting",
        "net.chingtech.rep.ort2, net.chingtech.report2",
        "net.chingtecn.accounting, net.chingtech.accounting"
    })
    void idThatLooksLikeAnothers_isRefused_andNamesIt(String id, String other) throws Exception {
        JsonNode refused = TestHub.refused(publish(community, id), 409, "id_looks_alike");
        assertThat(refused.path("detail").asText()).contains(other + " of Ching Tech");
        assertThat(hub.get("/api/v1/skills/" + id).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net.chingtech.crn",
                "net.xy.crm",
                "net.chingtech2.accounting",
                "net.chingtech.report3",
                "net.chingtech.counting",
                "net.xy.accounting"
            })
    void idThatPeopleTellApart_isTaken(String id) throws Exception {
        assertThat(publish(community, id).statusCode()).isEqualTo(201);
    }

    @Test
    void nameSpacesOfTwoWhomAnAuthorityKnows_mayDifferInALetter() throws Exception {
        assertThat(publish(known, "net.chingtecn.accounting").statusCode()).isEqualTo(201);
        TestHub.refused(publish(known, "net.ch1ngtech.accounting"), 409, "id_looks_alike");
        TestHub.refused(publish(known, "net.chingtech.acounting"), 409, "id_looks_alike");
    }

    @Test
    void publisher_namesItsOwnAsItLikes_alsoWhenAllIsWithdrawn() throws Exception {
        hub.published(TestSkill.of("net.chingtech.calendar", "1.0.0"));
        hub.published(TestSkill.of("net.chingtech.calendars", "1.0.0"));
        hub.order("/api/v1/skills/net.chingtech.calendars/versions/1.0.0/revoke", "{\"reason\":\"Broken\"}");
        hub.published(TestSkill.of("net.chingtech.calenders", "1.0.0"));
        TestHub.refused(publish(community, "net.chingtech.ca1endar"), 409, "id_looks_alike");
        TestHub.refused(publish(community, "net.chingtech.calendarss"), 409, "id_looks_alike");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ching-Tech", "CHING TECH", "Ch\u0456ng Tech", "Ching Tecn", "Chingg Tech", "Ch1ng Tech"})
    void publisherWhoseNameLooksLikeAnothers_isRefused(String name) throws Exception {
        TestPublisher rival =
                TestPublisher.of(name, Tier.COMMUNITY, "org.rival").trustedIn(hub.authorities(), "community");
        JsonNode refused = TestHub.refused(publish(rival, "org.rival.skill"), 409, "publisher_looks_alike");
        assertThat(refused.path("detail").asText()).contains("Ching Tech");
    }

    @Test
    void publisherWhoseNameIsAnother_isTaken() throws Exception {
        for (String name : new String[] {"Ching", "Ching Tech 2", "Chang Trade"}) {
            TestPublisher other =
                    TestPublisher.of(name, Tier.COMMUNITY, "org.farm").trustedIn(hub.authorities(), "community");
            String id = "org.farm." + name.toLowerCase().replace(' ', '-');
            HttpResponse<String> answer = publish(other, id);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }

    private HttpResponse<String> publish(TestPublisher publisher, String id) throws Exception {
        return hub.publish(hub.signed(publisher, TestSkill.of(id, "1.0.0")));
    }
}
