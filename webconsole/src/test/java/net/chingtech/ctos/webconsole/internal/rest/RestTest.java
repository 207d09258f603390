package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.skill.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestTest {

    private TestContainer container;

    @BeforeEach
    void start() throws Exception {
        container = new TestContainer().ready();
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @Test
    void withoutProof_nothingIsAnswered() throws Exception {
        assertProblem(container.send(container.ask("/ctos/api/v1/skills")), 401, "unauthenticated");
        assertProblem(
                container.send(container.ask("/ctos/api/v1/skills").header("Authorization", "Bearer wrong")),
                401,
                "unauthenticated");
    }

    @Test
    void whileStarting_statusAnswers_andTheRestSaysSo() throws Exception {
        try (TestContainer starting = new TestContainer()) {
            assertThat(tree(starting.get("/ctos/api/v1/status")).path("state").asText())
                    .isEqualTo("starting");
            for (String path : List.of("catalogue", "skills", "tasks", "tools", "audit", "updates")) {
                HttpResponse<String> answer = starting.get("/ctos/api/v1/" + path);
                assertProblem(answer, 503, "starting");
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            }
        }
        assertThat(tree(container.get("/ctos/api/v1/status")).path("state").asText())
                .isEqualTo("ready");
    }

    @Test
    void search_passesOnWhatWasAsked_andNamesOwnPictures() throws Exception {
        HttpResponse<String> answer = container.get(
                "/ctos/api/v1/catalogue?q=invoices&tier=official&source=skillhub:http://127.0.0.1:8090&sort=newest&tag=a&tags=b,c&channel=beta&page=2&per_page=5");

        assertThat(container.skills.queries).singleElement().satisfies(query -> {
            assertThat(query.text()).isEqualTo("invoices");
            assertThat(query.tags()).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(query.source()).isEqualTo("skillhub:http://127.0.0.1:8090");
            assertThat(query.sort()).isEqualTo(SkillQuery.Sort.NEWEST);
            assertThat(query.page()).isEqualTo(2);
            assertThat(query.perPage()).isEqualTo(5);
        });
        JsonNode card = tree(answer).path("skills").path(0).path("card");
        assertThat(card.path("id").asText()).isEqualTo("net.chingtech.accounting");
        assertThat(card.path("icon_url").asText())
                .isEqualTo("/ctos/api/v1/catalogue/net.chingtech.accounting/files/1.3.0/icon.svg");
    }

    @ParameterizedTest
    @CsvSource({"sort=up,query_invalid", "page=0,query_invalid", "per_page=many,query_invalid", "tier=best,tier_unknown"
    })
    void askedWrongly_isRefused(String query, String code) throws Exception {
        assertProblem(container.get("/ctos/api/v1/catalogue?" + query), 400, code);
    }

    @Test
    void release_latestOrExact() throws Exception {
        String path = "/ctos/api/v1/catalogue/net.chingtech.accounting/versions/";

        assertThat(tree(container.get(path + "latest")).at("/manifest/version").asText())
                .isEqualTo("1.3.0");
        assertThat(tree(container.get(path + "1.2.0")).at("/manifest/version").asText())
                .isEqualTo("1.2.0");
        assertProblem(container.get(path + "9.0.0"), 404, "version_unknown");
        assertProblem(container.get(path + "new"), 400, "version_invalid");
    }

    @Test
    void picture_canDoNoHarm() throws Exception {
        String path = "/ctos/api/v1/catalogue/net.chingtech.accounting/files/1.3.0/";
        HttpResponse<String> icon = container.get(path + "icon.svg");

        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(icon.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(icon.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; style-src 'unsafe-inline'; sandbox");
        assertProblem(container.get(path + "page.html"), 404, "not_found");
        assertProblem(container.get(path + "photo.png"), 404, "not_found");
    }

    @Test
    void planThenTask_bindsTheConsentToThePlan() throws Exception {
        HttpResponse<String> planned = container.post(
                "/ctos/api/v1/plans",
                "{\"action\":\"install\",\"id\":\"net.chingtech.accounting\",\"version\":\"1.2.0\"}");
        assertThat(planned.statusCode()).isEqualTo(201);
        assertThat(container.skills.changes)
                .containsExactly(new Change.Install(Samples.ACCOUNTING, SkillVersion.of("1.2.0")));
        JsonNode plan = tree(planned);

        HttpResponse<String> task = container.post(
                "/ctos/api/v1/tasks",
                "{\"plan_id\":\"%s\",\"digest\":\"%s\",\"accept\":{\"a@1#b\":[\"db:read:sales\"]},\"flags\":[\"weaker_host\"]}"
                        .formatted(
                                plan.path("plan_id").asText(),
                                plan.path("digest").asText()));

        assertThat(task.statusCode()).isEqualTo(202);
        assertThat(task.headers().firstValue("Location")).contains("/ctos/api/v1/tasks/task-1");
        assertThat(container.skills.consents).singleElement().satisfies(consent -> {
            assertThat(consent.actor()).isEqualTo("api-token");
            assertThat(consent.flags()).isEqualTo(Set.of(Plan.Flag.WEAKER_HOST));
            assertThat(consent.accept().get("a@1#b")).hasToString("[DbRead[area=sales]]");
        });
        assertProblem(
                container.post(
                        "/ctos/api/v1/tasks",
                        "{\"plan_id\":\"%s\",\"digest\":\"other\"}"
                                .formatted(plan.path("plan_id").asText())),
                409,
                "plan_changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plans|{\"action\":\"fly\",\"id\":\"a.b\"}|400|action_unknown",
                "plans|{\"action\":\"install\"}|400|skill_id_missing",
                "plans|{\"action\":\"install\",\"id\":\"A\"}|400|skill_id_invalid",
                "plans|{\"action\":\"install\",\"id\":\"a.b\",\"id\":\"a.c\"}|400|json_invalid",
                "plans|{\"action\":\"install\",\"id\":\"a.b\",\"version\":\"x\"}|400|version_invalid",
                "plans|{\"action\":\"install\",\"id\":\"a.b\"}|404|skill_unknown",
                "tasks|{\"digest\":\"x\"}|400|consent_invalid",
                "tasks|{\"plan_id\":\"p\",\"digest\":\"d\",\"flags\":[null]}|400|consent_invalid",
                "tasks|{\"plan_id\":\"p\",\"digest\":\"d\",\"accept\":{\"a\":null}}|400|consent_invalid",
                "tasks|{\"plan_id\":\"p\",\"digest\":\"d\",\"accept\":{\"a\":[\"root\"]}}|400|permission_unknown",
                "tools/accounting_vat|[]|400|input_invalid",
            })
    void wrongBody_isRefused_withTheReason(String path, String body, int status, String code) throws Exception {
        assertProblem(container.post("/ctos/api/v1/" + path, body), status, code);
    }

    @Test
    void body_mustBeJson_andNotTooLarge() throws Exception {
        assertProblem(
                container.send(container
                        .withToken("/ctos/api/v1/plans")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))),
                415,
                "media_type_unsupported");
        assertProblem(
                container.post("/ctos/api/v1/plans", "{\"x\":\"" + "a".repeat(1024 * 1024) + "\"}"),
                413,
                "body_too_large");
        assertProblem(
                container.post("/ctos/api/v1/plans", "{\"x\":[{}" + ",{}".repeat(300_000) + "]}"),
                413,
                "body_too_large");
    }

    @Test
    void unknownAddress_andWrongMethod_areProblems() throws Exception {
        assertProblem(container.get("/ctos/api/v1/moon"), 404, "not_found");
        HttpResponse<String> wrong =
                container.send(container.withToken("/ctos/api/v1/skills").DELETE());
        assertProblem(wrong, 405, "method_not_allowed");
        assertThat(wrong.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void toolCall_givesExactNumbers_asAnAdministrator() throws Exception {
        HttpResponse<String> answer = container.post(
                "/ctos/api/v1/tools/accounting_vat", "{\"net\":100.15,\"lines\":7,\"parts\":[{\"a\":true}]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"vat\":5.00}");
        assertThat(container.tools.last.caller()).isEqualTo(new Caller(Caller.Kind.ADMINISTRATOR, "api-token"));
        assertThat(container.tools.last.input())
                .containsEntry("net", new BigDecimal("100.15"))
                .containsEntry("lines", 7L)
                .containsEntry("parts", List.of(java.util.Map.of("a", true)));
    }

    @ParameterizedTest
    @CsvSource({
        "tool_unknown,404",
        "input_invalid,400",
        "call_denied,403",
        "data_denied,403",
        "network_denied,403",
        "network_address_denied,403",
        "call_timeout,504",
        "skill_busy,503",
        "skill_updating,503",
        "call_cut_off,503",
        "skill_restarted,503",
        "skill_failed,503",
        "tool_failed,422",
        "invoice_unknown,422"
    })
    void failedCall_isAProblemWithTheToolsOwnCode(String code, int status) throws Exception {
        assertProblem(container.post("/ctos/api/v1/tools/" + code, "{}"), status, code);
    }

    @Test
    void faultOfOurs_saysNothingOfItsInside() throws Exception {
        HttpResponse<String> answer = container.post("/ctos/api/v1/tools/breaks", "{}");

        assertProblem(answer, 500, "internal_error");
        assertThat(answer.body()).doesNotContain("a fault of ours");
    }

    @Test
    void audit_givesEntriesAndVerdict() throws Exception {
        assertThat(tree(container.get("/ctos/api/v1/audit?most=1"))
                        .at("/entries/0/action")
                        .asText())
                .isEqualTo("skill_installed");
        assertThat(tree(container.get("/ctos/api/v1/audit/verify"))
                        .path("whole")
                        .asBoolean())
                .isTrue();
    }

    static JsonNode tree(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Json.readTree(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    static void assertProblem(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = Json.readTree(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("next_step").asText()).isNotBlank();
    }
}
