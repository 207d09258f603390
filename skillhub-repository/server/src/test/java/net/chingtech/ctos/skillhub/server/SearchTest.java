package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {

    private static final String ACCOUNTING = "net.chingtech.accounting";
    private static final String CRM = "net.chingtech.crm";
    private static final String EDGE = "net.chingtech.edge";

    private TestHub hub;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        hub = new TestHub(folder);
        hub.published(TestSkill.of(ACCOUNTING, "1.0.0")
                .json("name", "Accounting")
                .json("summary", "Invoices and VAT 電子發票")
                .json("categories", List.of("Finance"))
                .json("tags", List.of("invoice", "vat-return"))
                .file("SKILL.md", "---\nname: x\n---\n# Accounting\nReconciles café receipts.\n"));
        hub.published(TestSkill.of(CRM, "2.0.0")
                .json("name", "Customers")
                .json("summary", "Who buys; says where to send an invoice")
                .json("categories", List.of("Sales", "Finance"))
                .json("tags", List.of("invoice", "customer")));
        hub.published(TestSkill.of(EDGE, "0.9.0-beta.1")
                .json("name", "Bleeding")
                .json("categories", List.of("finance"))
                .json("channel", "beta"));
        hub.published(TestSkill.of(CRM, "3.0.0-beta.1")
                .json("name", "Customers")
                .json("channel", "beta")
                .json("summary", "Now with telephone"));
        hub.bytes("/api/v1/skills/" + CRM + "/versions/2.0.0/download");
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "accounting",
        "ACCOUNT",
        "acounting",
        "accuonting",
        "發票",
        "電子",
        "發",
        "cafe",
        "vat",
        "return",
        "reconciles",
        "net.chingtech.accounting",
        "'accounting vat'"
    })
    void words_theirBeginnings_andSmallTypos_findTheSkill(String text) throws Exception {
        assertThat(found("q=" + encoded(text))).containsExactly(ACCOUNTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzz", "accounting telephone", "()", "name:", "*"})
    void wordsThatAreNowhere_findNothing(String text) throws Exception {
        assertThat(found("q=" + encoded(text))).isEmpty();
    }

    @Test
    void hitInTags_comesBeforeHitInSummary() throws Exception {
        assertThat(found("q=vat")).containsExactly(ACCOUNTING);
        assertThat(found("q=customer")).containsExactly(CRM);
        assertThat(found("q=buys")).containsExactly(CRM);
        assertThat(found("q=invoice")).containsExactlyInAnyOrder(ACCOUNTING, CRM);
    }

    @Test
    void filters_mustAllHold() throws Exception {
        assertThat(found("tags=invoice")).containsExactlyInAnyOrder(ACCOUNTING, CRM);
        assertThat(found("tags=invoice,customer")).containsExactly(CRM);
        assertThat(found("tags=invoice&tags=vat-return")).containsExactly(ACCOUNTING);
        assertThat(found("category=sales")).containsExactly(CRM);
        assertThat(found("category=Finance&tags=customer")).containsExactly(CRM);
        assertThat(found("tier=official")).hasSize(2);
        assertThat(found("tier=community")).isEmpty();
    }

    @Test
    void channel_decidesWhichReleaseIsShown() throws Exception {
        assertThat(found("")).doesNotContain(EDGE);
        assertThat(found("channel=beta")).contains(EDGE);
        assertThat(found("q=telephone")).isEmpty();
        assertThat(found("q=telephone&channel=beta")).containsExactly(CRM);
        assertThat(hub.json("/api/v1/skills?q=customers&channel=beta")
                        .at("/skills/0/latest_version")
                        .asText())
                .isEqualTo("3.0.0-beta.1");
    }

    @Test
    void order_isTheOneAskedFor() throws Exception {
        assertThat(found("sort=name")).containsExactly(ACCOUNTING, CRM);
        assertThat(found("sort=newest")).containsExactly(CRM, ACCOUNTING);
        assertThat(found("sort=rating")).hasSize(2);
    }

    @Test
    void popularity_followsTheDownloads() throws Exception {
        hub.close();
        hub.start();

        assertThat(found("sort=popularity")).containsExactly(CRM, ACCOUNTING);
    }

    @Test
    void pages_holdTheirShare_andTheTotal() throws Exception {
        assertThat(found("sort=name&per_page=1&page=2")).containsExactly(CRM);
        assertThat(found("per_page=1&page=3")).isEmpty();
        assertThat(hub.json("/api/v1/skills?per_page=1&page=2").path("total").asInt())
                .isEqualTo(2);
    }

    @Test
    void categories_areCountedForTheQuestion_whateverCategoryIsAskedFor() throws Exception {
        assertThat(categories("")).containsExactly("Finance 2", "Sales 1");
        assertThat(categories("category=sales")).containsExactly("Finance 2", "Sales 1");
        assertThat(categories("q=vat")).containsExactly("Finance 1");
        assertThat(categories("tier=community")).isEmpty();
        // However they are written.
        assertThat(categories("channel=beta")).contains("Finance 2");
        assertThat(hub.json("/api/v1/skills?per_page=1&page=2").has("categories"))
                .isFalse();
    }

    @Test
    void depth_isSaid_andWhereItEndsIsThePageThatIsLast() throws Exception {
        JsonNode page = hub.json("/api/v1/skills?per_page=24");
        int last = page.path("deepest").asInt() / 24;
        assertThat(hub.get("/api/v1/skills?per_page=24&page=" + last).statusCode())
                .isEqualTo(200);
        TestHub.refused(hub.get("/api/v1/skills?per_page=24&page=" + (last + 1)), 400, "parameter_invalid");
    }

    private List<String> categories(String query) throws Exception {
        return StreamSupport.stream(
                        hub.json("/api/v1/skills?" + query).path("categories").spliterator(), false)
                .map(one -> one.path("name").asText() + " " + one.path("count").asInt())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "per_page=0, per_page", "per_page=101, per_page", "per_page=x, per_page", "page=0, page",
        "page=-1, page", "page=99999999, page", "sort=best, sort", "tier=gold, tier",
        "channel=dev, channel", "page=1&page=2, page"
    })
    void badParameter_isNamed(String query, String name) throws Exception {
        assertThat(TestHub.refused(hub.get("/api/v1/skills?" + query), 400, "parameter_invalid")
                        .path("detail")
                        .asText())
                .contains("parameter " + name + " ");
    }

    @Test
    void textThatIsTooLong_isRefused() throws Exception {
        TestHub.refused(hub.get("/api/v1/skills?q=" + "a".repeat(201)), 400, "parameter_invalid");
    }

    private List<String> found(String query) throws Exception {
        return StreamSupport.stream(
                        hub.json("/api/v1/skills?" + query).path("skills").spliterator(), false)
                .map(card -> card.path("id").asText())
                .toList();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
