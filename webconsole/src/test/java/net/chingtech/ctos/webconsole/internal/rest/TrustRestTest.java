package net.chingtech.ctos.webconsole.internal.rest;

import static net.chingtech.ctos.webconsole.internal.rest.RestTest.assertProblem;
import static net.chingtech.ctos.webconsole.internal.rest.RestTest.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.webconsole.internal.access.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts, sources, pins and what a plan says of trust, over HTTP. */
class TrustRestTest {

    private static final String API = "/ctos/api/v1/";

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
    void offline_isSwitched_andShownInTheStatus() throws Exception {
        assertThat(tree(container.get("/ctos/api/v1/status")).path("offline").asBoolean(true))
                .isFalse();

        HttpResponse<String> answer = container.put("/ctos/api/v1/trust/offline", "{\"offline\":true}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"offline\":true}");
        assertThat(tree(container.get("/ctos/api/v1/status")).path("offline").asBoolean())
                .isTrue();
        container.put("/ctos/api/v1/trust/offline", "{\"offline\":false}");
        assertThat(container.offline.switched).containsExactly("api-token true", "api-token false");

        assertProblem(container.put("/ctos/api/v1/trust/offline", "{}"), 400, "offline_malformed");
        assertThat(container.offline.on).isFalse();
    }

    @Test
    void alert_isShownUntilItWasRead_andStaysRead() throws Exception {
        JsonNode alerts = tree(container.get(API + "alerts")).path("alerts");
        assertThat(alerts).hasSize(3);
        assertThat(alerts.path(0).path("level").asText()).isEqualTo("danger");
        assertThat(alerts.path(0).at("/problem/code").asText()).isEqualTo("release_revoked");
        assertThat(alerts.path(0).has("read_at")).isFalse();

        JsonNode read = tree(container.put(API + "alerts/alert-2/read", ""));

        assertThat(read.hasNonNull("read_at")).isTrue();
        assertThat(container.skills.actors).containsExactly("api-token");
        assertThat(tree(container.get(API + "alerts")).at("/alerts/0/read_at").asText())
                .isNotEmpty();
        assertProblem(container.put(API + "alerts/alert-9/read", ""), 404, "alert_unknown");
    }

    @Test
    void trust_showsRootsFreshnessProblemsAndPins() throws Exception {
        JsonNode trust = tree(container.get(API + "trust"));

        assertThat(trust.at("/sources/0/root_fingerprint").asText()).isEqualTo("1a".repeat(32));
        assertThat(trust.at("/sources/0/expires_at").asText()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(trust.at("/sources/0").has("problem")).isFalse();
        assertThat(trust.at("/sources/2/problem/code").asText()).isEqualTo("hub_root_changed");
        assertThat(trust.at("/pins/1/publisher").asText()).isEqualTo(SampleTrust.HOSTILE);
        assertThat(trust.at("/pins/1").has("authority")).isFalse();
        assertThat(tree(container.get(API + "status")).path("sources")).isEqualTo(trust.path("sources"));
    }

    @Test
    void pin_isForgottenOnce_andNotWhileItsSkillIsInstalled() throws Exception {
        container.skills.installed.put(
                Samples.NOTES,
                Samples.installed(container.skills.page(Samples.NOTES), SkillVersion.of("1.0.0"), null, List.of()));
        assertProblem(delete("trust/pins/org.example.notes"), 409, "still_installed");
        container.skills.installed.clear();

        assertThat(delete("trust/pins/org.example.notes").statusCode()).isEqualTo(204);

        assertThat(container.skills.actors).containsExactly("api-token");
        assertProblem(delete("trust/pins/org.example.notes"), 404, "pin_unknown");
        assertProblem(delete("trust/pins/Notes"), 400, "skill_id_invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,alerts",
        "PUT,alerts/alert-2/read",
        "GET,trust",
        "DELETE,trust/pins/org.example.notes",
        "POST,files"
    })
    void withoutProof_nothingIsAnswered(String method, String path) throws Exception {
        HttpRequest.Builder request = container.ask(API + path).method(method, HttpRequest.BodyPublishers.noBody());
        // Another of the container's tokens is none here.
        assertProblem(container.send(request.header("Authorization", "Bearer mcp-token")), 401, "unauthenticated");
        assertThat(container.skills.actors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PUT,alerts/alert-2/read", "DELETE,trust/pins/org.example.notes", "POST,files"})
    void browser_needsItsSessionsToken_forWhatChangesSomething(String method, String path) throws Exception {
        String cookie = logIn();
        String csrf = container
                .send(container.ask("/ctos").header("Cookie", cookie))
                .body()
                .replaceAll("(?s).*&quot;csrf&quot;:&quot;([^&]+)&quot;.*", "$1");
        assertProblem(asBrowser(method, path, cookie, csrf + "x"), 403, "csrf_refused");
        assertThat(container.skills.actors).isEmpty();

        HttpResponse<String> answer = asBrowser(method, path, cookie, csrf);

        assertThat(answer.body()).doesNotContain("csrf_refused");
        assertThat(container.skills.actors).hasSize(method.equals("POST") ? 0 : 1);
    }

    @Test
    void plan_saysWhoVouches_andWhatChanged_andEachFlagIsAcceptedByItsName() throws Exception {
        JsonNode plan = tree(container.post(API + "plans", "{\"action\":\"install\",\"id\":\"com.harbour.rates\"}"));

        assertThat(plan.at("/items/0/trust/authority").asText()).isEqualTo("Community authority");
        assertThat(plan.at("/items/0/trust/key_change/pinned").asText()).isEqualTo(SampleTrust.OLD_KEY);
        assertThat(plan.at("/items/0/trust/key_change/now").asText()).isEqualTo(SampleTrust.NEW_KEY);
        assertThat(plan.at("/items/0/flags/0").asText()).isEqualTo("new_key");

        container.post(
                API + "tasks",
                ("{\"plan_id\":\"%s\",\"digest\":\"%s\","
                                + "\"flags\":[\"unverified\",\"new_key\",\"revoked\",\"weaker_host\",\"suspicious\"]}")
                        .formatted(
                                plan.path("plan_id").asText(),
                                plan.path("digest").asText()));
        assertThat(container.skills.consents).singleElement().satisfies(consent -> assertThat(consent.flags())
                .isEqualTo(Set.of(Plan.Flag.values())));
    }

    @Test
    void catalogue_saysWhereASkillIsFoundToo() throws Exception {
        container.skills.also.put(
                Samples.NOTES, List.of(new SearchPage.Origin(SampleLegacy.WEATHER, SampleLegacy.CLAWHUB)));
        JsonNode found = tree(container.get(API + "catalogue?q=notes"));

        assertThat(found.at("/skills/0/also/0/id").asText()).isEqualTo(SampleLegacy.WEATHER.value());
        assertThat(found.at("/skills/0/also/0/source").asText()).isEqualTo("clawhub:main");
    }

    @Test
    void source_isNamedForAnInstallationOnly() throws Exception {
        assertThat(container
                        .post(
                                API + "plans",
                                "{\"action\":\"install\",\"id\":\"org.example.notes\",\"version\":\"1.0.0\",\"source\":\"disk\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(container.skills.changes)
                .containsExactly(new Change.Install(Samples.NOTES, SkillVersion.of("1.0.0"), null, Change.DISK));
        assertProblem(
                container.post(
                        API + "plans", "{\"action\":\"update\",\"id\":\"org.example.notes\",\"source\":\"disk\"}"),
                400,
                "source_unexpected");
    }

    @Test
    void quarantinedSkill_andAnUpdateThatIsNotSilent_sayWhy() throws Exception {
        container.skills.installed.put(
                SampleTrust.PAYROLL,
                SampleTrust.quarantined(Samples.installed(
                        container.skills.page(SampleTrust.PAYROLL), SkillVersion.of("1.0.0"), null, List.of())));
        container.skills.installed.put(
                Samples.ACCOUNTING,
                Samples.installed(
                        container.skills.page(Samples.ACCOUNTING), SkillVersion.of("1.2.0"), null, List.of()));

        JsonNode skill = tree(container.get(API + "skills/net.chingtech.payroll"));
        assertThat(skill.path("status").asText()).isEqualTo("quarantined");
        assertThat(skill.at("/problem/code").asText()).isEqualTo("release_revoked");
        assertThat(tree(container.get(API + "updates"))
                        .at("/updates/0/not_silent/code")
                        .asText())
                .isEqualTo("release_too_young");
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return container.send(container.withToken(API + path).DELETE());
    }

    private String logIn() throws Exception {
        HttpResponse<String> answer = container.send(container
                .ask("/ctos/login")
                .header("Origin", container.url(""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("user=" + TestContainer.USER + "&password="
                        + TestContainer.PASSWORD.replace(" ", "+") + "&next=%2Fctos")));
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private HttpResponse<String> asBrowser(String method, String path, String cookie, String csrf) throws Exception {
        return container.send(container
                .ask(API + path)
                .header("Cookie", cookie)
                .header("Origin", container.url(""))
                .header(Visitor.CSRF_HEADER, csrf)
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }
}
