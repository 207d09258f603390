package net.chingtech.ctos.webconsole.internal.rest;

import static net.chingtech.ctos.webconsole.internal.rest.RestTest.assertProblem;
import static net.chingtech.ctos.webconsole.internal.rest.RestTest.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.MigrationReport;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holding, channels, policies, settings, earlier states and the record, over HTTP. */
class ChangeRestTest {

    private static final String ROOT = "/ctos/api/v1/";
    private static final String SKILL = ROOT + "skills/" + Samples.ACCOUNTING;
    private static final String NOBODY = ROOT + "skills/net.example.nobody";
    private static final String VALUES = "{\"values\":{\"" + SampleSettings.PID + "\":{";

    private TestContainer container;

    @BeforeEach
    void install() throws Exception {
        container = new TestContainer().ready();
        FakeSkills skills = container.skills;
        skills.installed.put(
                Samples.ACCOUNTING,
                Samples.installed(skills.page(Samples.ACCOUNTING), SkillVersion.of("1.2.0"), null, List.of()));
        skills.chosen.forms.put(Samples.ACCOUNTING, SampleSettings.form());
        skills.chosen.values.put(Samples.ACCOUNTING, SampleSettings.values());
        skills.chosen.history.put(Samples.ACCOUNTING, SampleSettings.history());
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @Test
    void skill_isHeld_andLetGo_inTheNameOfWhoAsked() throws Exception {
        assertThat(tree(container.put(SKILL + "/pin", "{\"pinned\":true}"))
                        .path("pinned")
                        .asBoolean())
                .isTrue();
        assertThat(tree(container.put(SKILL + "/pin", "{\"pinned\":false}"))
                        .path("pinned")
                        .asBoolean())
                .isFalse();
        assertThat(container.skills.actors).containsExactly("api-token", "api-token");
    }

    @Test
    void legacySkills_arePlannedToBeMigrated_oneOrAll_andBack() throws Exception {
        String accounting = "\"" + Samples.ACCOUNTING + "\"}";
        assertThat(container.post(ROOT + "plans", "{\"action\":\"migrate\"}").statusCode())
                .isEqualTo(201);
        assertThat(container
                        .post(ROOT + "plans", "{\"action\":\"migrate\",\"id\":" + accounting)
                        .statusCode())
                .isEqualTo(201);
        assertThat(container
                        .post(ROOT + "plans", "{\"action\":\"undo_migration\",\"id\":" + accounting)
                        .statusCode())
                .isEqualTo(201);
        assertThat(container.skills.changes)
                .containsExactly(
                        new Change.Migrate(null),
                        new Change.Migrate(Samples.ACCOUNTING),
                        new Change.UndoMigration(Samples.ACCOUNTING));
        assertProblem(container.post(ROOT + "plans", "{\"action\":\"undo_migration\"}"), 400, "skill_id_missing");
    }

    @Test
    void migration_isReported() throws Exception {
        SkillId legacy = new SkillId("clawhub.acme.tools");
        container.skills.migration = new MigrationReport(
                List.of(new MigrationReport.Legacy(
                        legacy,
                        "Tools",
                        SkillVersion.of("1.0.0"),
                        Samples.ACCOUNTING,
                        SkillVersion.of("1.2.0"),
                        "local",
                        MigrationReport.State.READY,
                        null,
                        List.of(),
                        List.of(),
                        List.of("the value API_KEY is carried over"),
                        List.of("API_KEY"),
                        List.of(),
                        List.of("notes"),
                        List.of(),
                        12,
                        List.of())),
                List.of());
        JsonNode skill = tree(container.get(ROOT + "migration")).path("skills").get(0);
        assertThat(skill.path("id").asText()).isEqualTo(legacy.value());
        assertThat(skill.path("state").asText()).isEqualTo("ready");
        assertThat(skill.path("follower").asText()).isEqualTo(Samples.ACCOUNTING.value());
        assertThat(skill.path("values").get(0).asText()).isEqualTo("API_KEY");
    }

    @Test
    void channel_isChosen() throws Exception {
        assertThat(tree(container.put(SKILL + "/channel", "{\"channel\":\"beta\"}"))
                        .path("channel")
                        .asText())
                .isEqualTo("beta");
        assertThat(container.skills.installed.get(Samples.ACCOUNTING).channel()).isEqualTo(Channel.BETA);
    }

    @Test
    void policyOfTheContainer_isSetWhole_andReadBack() throws Exception {
        String window = "{\"days\":[\"SATURDAY\",\"SUNDAY\"],\"from\":\"01:00\",\"to\":\"05:00\","
                + "\"zone\":\"Asia/Taipei\"}";
        JsonNode set = tree(container.put(ROOT + "policy", "{\"minor\":\"silent\",\"window\":" + window + "}"));

        assertThat(set.path("window").toString()).isEqualTo(window);
        assertThat(set.path("patch").asText()).isEqualTo("silent");
        assertThat(tree(container.get(ROOT + "policy"))).isEqualTo(set);
        assertThat(container.skills.chosen.policy)
                .isEqualTo(new UpdatePolicy(
                        UpdatePolicy.Mode.SILENT,
                        UpdatePolicy.Mode.SILENT,
                        UpdatePolicy.Mode.SILENT,
                        24,
                        new UpdatePolicy.Window(
                                List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                                LocalTime.of(1, 0),
                                LocalTime.of(5, 0),
                                ZoneId.of("Asia/Taipei"))));
    }

    @Test
    void policyOfASkill_keepsOpenWhatItLeavesOut() throws Exception {
        JsonNode skill =
                tree(container.put(SKILL + "/policy", "{\"patch\":\"ask\",\"release_age_hours\":0,\"window\":null}"));
        assertThat(skill.path("policy").toString()).isEqualTo("{\"patch\":\"ask\",\"release_age_hours\":0}");
        assertThat(tree(container.put(SKILL + "/policy", "{}")).path("policy")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pin|{}|pin_invalid",
                "pin|{\"pinned\":\"yes\"}|pin_invalid",
                "pin|[]|pin_invalid",
                "channel|{}|channel_invalid",
                "channel|{\"channel\":7}|channel_invalid",
                "channel|{\"channel\":\"alpha\"}|channel_unknown",
                "policy|[]|policy_invalid",
                "policy|{\"pacth\":\"ask\"}|policy_invalid",
                "policy|{\"patch\":\"never\"}|json_invalid",
                "policy|{\"release_age_hours\":-1}|policy_invalid",
                "policy|{\"release_age_hours\":1.5}|policy_invalid",
                "policy|{\"release_age_hours\":\"24\"}|json_invalid",
                "policy|{\"release_age_hours\":99999999999}|policy_invalid",
                "policy|{\"window\":\"night\"}|policy_invalid",
                "policy|{\"window\":{}}|policy_invalid",
                "policy|{\"window\":{\"from\":\"01:00\",\"to\":\"05:00\"}}|policy_invalid",
                "policy|{\"window\":{\"from\":\"25:00\",\"to\":\"05:00\",\"zone\":\"UTC\"}}|time_invalid",
                "policy|{\"window\":{\"from\":\"01:00\",\"to\":\"05:00\",\"zone\":\"Mars\"}}|zone_invalid",
                "policy|{\"window\":{\"from\":\"01:00\",\"to\":\"05:00\",\"zone\":\"UTC\",\"day\":[]}}|policy_invalid",
                "policy|{\"window\":{\"from\":\"01:00\",\"to\":\"05:00\",\"zone\":\"UTC\",\"days\":[\"MOONDAY\"]}}|day_invalid",
                "policy|{\"window\":{\"from\":\"01:00\",\"to\":\"05:00\",\"zone\":\"UTC\",\"days\":[null]}}|policy_invalid",
                "policy|{\"window\":{\"from\":\"01:00\",\"to\":\"05:00\",\"zone\":\"UTC\",\"days\":[\"MONDAY\",\"MONDAY\"]}}|policy_invalid",
                "config|{}|settings_malformed",
                "config|{\"values\":[]}|settings_malformed",
                "config|{\"values\":{\"p\":7}}|settings_malformed",
                "config|{\"values\":{\"p\":{\"n\":{}}}}|settings_malformed",
                "config|{\"values\":{\"p\":{\"n\":[[1]]}}}|settings_malformed",
                "config|{\"values\":{\"p\":{\"n\":[null]}}}|settings_malformed",
                "config|{\"values\":{\"p\":{\"n\":99999999999999999999}}}|settings_malformed",
                "config|{\"values\":{\"p\":{\"n\":1e999}}}|settings_malformed",
                "config|{\"values\":{\"p\":{\"n\":1,\"n\":2}}}|json_invalid"
            })
    void wrongBody_isRefused_andChangesNothing(String path, String body, String code) throws Exception {
        assertProblem(container.put(SKILL + "/" + path, body), 400, code);
        if (path.equals("policy")) {
            assertProblem(container.put(ROOT + "policy", body), 400, code);
        }
        assertThat(container.skills.actors).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin", "channel", "policy", "config"})
    void skillThatIsNotInstalled_isRefused(String path) throws Exception {
        String body = "{\"pinned\":true,\"channel\":\"beta\",\"values\":{}}";
        assertProblem(container.put(NOBODY + "/" + path, path.equals("policy") ? "{}" : body), 404, "not_installed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"skills/" + "net.chingtech.accounting/pin", "policy", "skills/net.chingtech.accounting/config"})
    void changeWithoutProof_orFromElsewhere_isRefused(String path) throws Exception {
        // Refused before a body is read, which would close the connection under the next request.
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
        assertProblem(container.send(container.ask(ROOT + path).PUT(body)), 403, "origin_refused");
        assertProblem(
                container.send(container
                        .ask(ROOT + path)
                        .header("Origin", container.url(""))
                        .header("Sec-Fetch-Site", "same-origin")
                        .PUT(body)),
                401,
                "unauthenticated");
        assertProblem(
                container.send(container
                        .withToken(ROOT + path)
                        .header("Origin", "http://evil.example")
                        .PUT(body)),
                403,
                "origin_refused");
        assertThat(container.skills.actors).isEmpty();
    }

    @Test
    void history_isTold() throws Exception {
        JsonNode states = tree(container.get(SKILL + "/history")).path("states");
        assertThat(states).hasSize(3);
        assertThat(states.at("/0/state_id").asText()).isEqualTo("task-9-1");
        assertThat(states.at("/0/until").asText()).isEqualTo("2026-11-01T08:00:00Z");
        assertThat(states.at("/0/migrated").asBoolean()).isTrue();
        assertProblem(container.get(NOBODY + "/history"), 404, "not_installed");
    }

    @Test
    void rollback_namesStateAndData() throws Exception {
        String body = "{\"action\":\"rollback\",\"id\":\"" + Samples.ACCOUNTING + "\"";
        tree(container.post(ROOT + "plans", body + ",\"state\":\"task-4-1\",\"data\":\"restore\"}"));
        tree(container.post(ROOT + "plans", body + ",\"version\":\"1.1.0\"}"));
        assertThat(container.skills.changes)
                .containsExactly(
                        new Change.Rollback(Samples.ACCOUNTING, null, "task-4-1", Change.DataChoice.RESTORE),
                        new Change.Rollback(Samples.ACCOUNTING, SkillVersion.of("1.1.0"), null, null));
        assertProblem(container.post(ROOT + "plans", body + ",\"data\":\"burn\"}"), 400, "json_invalid");
        assertProblem(
                container.post(
                        ROOT + "plans",
                        "{\"action\":\"update\",\"id\":\"" + Samples.ACCOUNTING + "\",\"data\":\"keep\"}"),
                400,
                "state_unexpected");
    }

    @Test
    void settings_areShownWithoutSecrets() throws Exception {
        HttpResponse<String> answer = container.get(SKILL + "/config");
        JsonNode view = tree(answer);
        assertThat(view.at("/form/groups/0/settings/5/type").asText()).isEqualTo("password");
        assertThat(view.at("/form/groups/0/settings/1/options/1/label").asText())
                .isEqualTo("To the even cent");
        assertThat(view.path("values").path(SampleSettings.PID).path("days").asLong())
                .isEqualTo(14);
        assertThat(view.path("secrets_set").path(SampleSettings.PID).toString()).isEqualTo("[\"key\"]");
        assertThat(answer.body()).doesNotContain(SampleSettings.SECRET);
    }

    @Test
    void secretThatTheAgentLetsThrough_isHeldBackAllTheSame() {
        var view = new net.chingtech.ctos.provisioning.SkillSettingsView(
                SampleSettings.form(), SampleSettings.values(), java.util.Map.of());
        assertThat(SettingsResource.withoutSecrets(view).toString())
                .contains("INV-")
                .doesNotContain(SampleSettings.SECRET);
    }

    @Test
    void settings_areSetInTheirTypes_asATask() throws Exception {
        HttpResponse<String> answer = container.put(
                SKILL + "/config",
                VALUES
                        + "\"prefix\":\"X\",\"days\":7,\"rate\":0.1,\"remind\":true,\"copies\":[\"a\",\"b\"],\"key\":null}}}");

        assertThat(answer.statusCode()).isEqualTo(202);
        String task = tree(answer).path("task_id").asText();
        assertThat(answer.headers().firstValue("Location")).contains(ROOT + "tasks/" + task);
        assertThat(container.skills.chosen.values.get(Samples.ACCOUNTING).get(SampleSettings.PID))
                .containsEntry("prefix", "X")
                .containsEntry("days", 7L)
                .containsEntry("rate", 0.1)
                .containsEntry("remind", true)
                .containsEntry("copies", List.of("a", "b"))
                .containsEntry("key", SampleSettings.SECRET);
        assertThat(container.skills.actors).containsExactly("api-token");
    }

    @Test
    void settingsThatDoNotFit_areNamed_withoutASecret() throws Exception {
        HttpResponse<String> refused =
                container.put(SKILL + "/config", VALUES + "\"key\":\"" + SampleSettings.SECRET + "\"}}}");
        assertProblem(refused, 422, "settings_invalid");
        assertThat(refused.body()).contains(SampleSettings.PID + "']['prefix']").doesNotContain(SampleSettings.SECRET);
        HttpResponse<String> malformed =
                container.put(SKILL + "/config", VALUES + "\"key\":" + SampleSettings.SECRET + "}}}");
        assertProblem(malformed, 400, "json_invalid");
        assertThat(malformed.body()).doesNotContain("s3cret");
    }

    @Test
    void audit_isReadPageByPage() throws Exception {
        container.audit.entries.clear();
        for (int i = 5; i > 0; i--) {
            container.audit.entries.add(FakeAudit.entry(i));
        }
        JsonNode page = tree(container.get(ROOT + "audit?from=2&limit=2"));
        assertThat(page.path("entries").findValuesAsText("number")).containsExactly("2", "3");
        assertThat(page.path("next").asLong()).isEqualTo(4);
        JsonNode last = tree(container.get(ROOT + "audit?from=4&limit=2"));
        assertThat(last.path("entries").findValuesAsText("number")).containsExactly("4", "5");
        assertThat(last.has("next")).isFalse();
        assertProblem(container.get(ROOT + "audit?from=0"), 400, "query_invalid");
        assertProblem(container.get(ROOT + "audit?from=1&limit=1001"), 400, "query_invalid");
    }

    @Test
    void audit_isReadBackwards_alsoOfOneSkill() throws Exception {
        container.audit.entries.clear();
        for (long i = 5; i > 0; i--) {
            container.audit.entries.add(FakeAudit.entry(i));
        }

        JsonNode page = tree(container.get(ROOT + "audit?before=5&most=2&skill=x.y"));
        assertThat(page.path("entries").findValuesAsText("number")).containsExactly("4", "3");
        JsonNode last = tree(container.get(ROOT + "audit?most=2&before=" + page.path("next")));
        assertThat(last.path("entries").findValuesAsText("number")).containsExactly("2", "1");
        assertThat(last.has("next")).isFalse();
        assertThat(tree(container.get(ROOT + "audit?skill=x.other")).path("entries"))
                .isEmpty();
        assertThat(container.get(ROOT + "audit?skill=..").statusCode()).isEqualTo(400);
    }

    @Test
    void audit_isCheckedForOneAtATime() throws Exception {
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        container.audit.whileVerifying = () -> {
            checking.countDown();
            go.await();
        };
        CompletableFuture<HttpResponse<String>> first = container
                .client()
                .sendAsync(container.withToken(ROOT + "audit/verify").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(checking.await(60, TimeUnit.SECONDS)).isTrue();

        assertProblem(container.get(ROOT + "audit/verify"), 429, "busy");
        go.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS).body()).contains("\"whole\":true");
        assertThat(container.get(ROOT + "audit/verify").statusCode()).isEqualTo(200);
    }

    @Test
    void audit_isExportedAsLines() throws Exception {
        HttpResponse<String> answer = container.get(ROOT + "audit/export");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/jsonl");
        assertThat(answer.body())
                .isEqualTo("{\"number\":1,\"at\":\"1970-01-01T00:00:00Z\",\"actor\":\"admin\","
                        + "\"action\":\"skill_installed\",\"subject\":\"x.y@1.0.0\",\"details\":{},\"previous\":\"\","
                        + "\"digest\":\"ab\"}\n");
    }
}
