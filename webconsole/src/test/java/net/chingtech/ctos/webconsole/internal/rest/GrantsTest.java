package net.chingtech.ctos.webconsole.internal.rest;

import static net.chingtech.ctos.webconsole.internal.rest.RestTest.assertProblem;
import static net.chingtech.ctos.webconsole.internal.rest.RestTest.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an installed skill may do, changed over HTTP; and where it runs. */
class GrantsTest {

    private static final String SKILL = "/ctos/api/v1/skills/" + Samples.ACCOUNTING;
    private static final String SECRET = "s3cret of the test";

    private TestContainer container;

    @BeforeEach
    void install() throws Exception {
        container = new TestContainer().ready();
        container.skills.installed.put(
                Samples.ACCOUNTING,
                Samples.installed(
                        container.skills.page(Samples.ACCOUNTING), SkillVersion.of("1.2.0"), null, List.of()));
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @Test
    void grants_areReplacedByTheNamedOnes() throws Exception {
        JsonNode skill = tree(container.put(SKILL + "/grants", "{\"granted\":[\"env:VAT_KEY\"]}"));
        assertThat(container.skills.grants).containsExactly(Set.of(new SkillPermission.Env("VAT_KEY")));
        assertThat(skill.path("grants").toString()).contains("env:VAT_KEY");
        assertThat(skill.path("declined").toString()).contains("network:outbound:api.vat.example:443");

        skill = tree(container.put(SKILL + "/grants", "{\"granted\":[]}"));
        assertThat(skill.path("grants").toString()).doesNotContain("env:VAT_KEY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grants|{}|400|grants_invalid",
                "grants|{\"granted\":[null]}|400|grants_invalid",
                "grants|{\"granted\":[\"env:vat_key\"]}|400|permission_unknown",
                "grants|{\"granted\":[\"db:own\"]}|409|permission_not_asked",
                "env/VAT_KEY|{}|400|env_value_invalid",
                "env/VAT_KEY|{\"value\":7}|400|env_value_invalid",
                "env/VAT_KEY|[]|400|env_value_invalid",
                "env/path|{\"value\":\"x\"}|400|permission_unknown",
                "env/PATH|{\"value\":\"x\"}|409|permission_not_asked"
            })
    void wrongBody_isRefused_andChangesNothing(String path, String body, int status, String code) throws Exception {
        assertProblem(container.put(SKILL + "/" + path, body), status, code);
        assertThat(container.skills.grants).isEmpty();
        assertThat(container.environment.values).isEmpty();
    }

    @Test
    void skillThatIsNotInstalled_isRefused() throws Exception {
        String other = "/ctos/api/v1/skills/net.example.nobody/";
        assertProblem(container.put(other + "grants", "{\"granted\":[]}"), 404, "not_installed");
        assertProblem(container.put(other + "env/A", "{\"value\":\"x\"}"), 404, "not_installed");
    }

    @Test
    void value_isSetAndTakenAway_andOnlyItsNameIsShownOrRecorded() throws Exception {
        HttpResponse<String> set = container.put(SKILL + "/env/VAT_KEY", "{\"value\":\"" + SECRET + "\"}");
        assertThat(tree(set).path("env_set").toString()).isEqualTo("[\"VAT_KEY\"]");
        assertThat(container.environment.values.get(Samples.ACCOUNTING)).containsEntry("VAT_KEY", SECRET);
        HttpResponse<String> shown = container.get(SKILL);
        JsonNode skill = tree(shown);
        assertThat(skill.path("env_set").toString()).isEqualTo("[\"VAT_KEY\"]");
        assertThat(skill.path("id").asText()).isEqualTo(Samples.ACCOUNTING.value());
        assertThat(skill.at("/vitals/state").asText()).isEqualTo("running");
        assertThat(set.body() + shown.body()).doesNotContain(SECRET);
        assertThat(container.audit.recorded).containsExactly("api-token skill_env_set {name=VAT_KEY}");

        assertThat(tree(container.put(SKILL + "/env/VAT_KEY", "{\"value\":null}"))
                        .path("env_set"))
                .isEmpty();
        assertThat(container.audit.recorded).contains("api-token skill_env_removed {name=VAT_KEY}");
    }

    @Test
    void valueThatCannotBeKept_isSaidWithoutTheValue() throws Exception {
        String tooLong = SECRET + "x".repeat(16 * 1024);
        HttpResponse<String> refused = container.put(SKILL + "/env/VAT_KEY", "{\"value\":\"" + tooLong + "\"}");
        assertProblem(refused, 400, "env_value_invalid");
        container.environment.diskIsFull = true;
        HttpResponse<String> failed = container.put(SKILL + "/env/VAT_KEY", "{\"value\":\"" + SECRET + "\"}");
        assertProblem(failed, 500, "disk_failed");
        HttpResponse<String> malformed = container.put(SKILL + "/env/VAT_KEY", "{\"value\":\"" + SECRET);
        assertProblem(malformed, 400, "json_invalid");
        assertThat(refused.body() + failed.body() + malformed.body()).doesNotContain(SECRET);
        assertThat(container.audit.recorded).isEmpty();
    }

    @Test
    void traffic_isToldByDestination() throws Exception {
        JsonNode one = tree(container.get(SKILL + "/traffic")).at("/destinations/0");
        assertThat(one.path("host").asText()).isEqualTo("api.vat.example");
        assertThat(one.at("/methods/GET").asInt()).isEqualTo(12);
        assertThat(one.path("bytes_out").asInt()).isEqualTo(4_096);
        assertProblem(container.get("/ctos/api/v1/skills/net.example.nobody/traffic"), 404, "not_installed");
    }

    @Test
    void status_saysOfEachHostWhatItDoesNotStop() throws Exception {
        container.doors.addHost(new FakeHost(
                HostLevel.PROCESS, new HostStatus(true, "ready", "", "unshare", false, List.of("It may read files."))));
        container.doors.addHost(new FakeHost(
                HostLevel.IN_FRAMEWORK, HostStatus.unavailable("host_unavailable_java", "Java 25.", "security_layer")));

        JsonNode hosts = tree(container.get("/ctos/api/v1/status")).path("hosts");
        assertThat(hosts.at("/0/level").asText()).isEqualTo("in_framework");
        assertThat(hosts.at("/0/available").asBoolean()).isFalse();
        assertThat(hosts.at("/1/sandbox").asText()).isEqualTo("unshare");
        assertThat(hosts.at("/1/isolates_files").asBoolean()).isFalse();
        assertThat(hosts.at("/1/cannot_stop/0").asText()).isEqualTo("It may read files.");
    }

    @Test
    void plan_takesTheWishForAHost() throws Exception {
        String id = "\"id\":\"" + Samples.ACCOUNTING + "\"";
        tree(container.post("/ctos/api/v1/plans", "{\"action\":\"restart\"," + id + "}"));
        tree(container.post("/ctos/api/v1/plans", "{\"action\":\"update\"," + id + ",\"host\":\"process\"}"));
        assertThat(container.skills.changes)
                .containsExactly(
                        new Change.Restart(Samples.ACCOUNTING, null),
                        new Change.Update(Samples.ACCOUNTING, null, Change.HostWish.PROCESS));
        assertProblem(
                container.post("/ctos/api/v1/plans", "{\"action\":\"update\"," + id + ",\"host\":\"moon\"}"),
                400,
                "json_invalid");
        assertProblem(
                container.post("/ctos/api/v1/plans", "{\"action\":\"rollback\"," + id + ",\"host\":\"process\"}"),
                400,
                "host_unexpected");
        assertProblem(
                container.post("/ctos/api/v1/plans", "{\"action\":\"update\",\"host\":\"process\"}"),
                400,
                "host_unexpected");
    }
}
