package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example skills in each host that this Java has: the same calls, the same answers. */
class BothHostsIT {

    /** In the order in which they are needed. */
    private static final List<String> SKILLS =
            List.of("net.chingtech.crm", "net.chingtech.accounting", "org.example.notes", "org.example.watch");

    private static final String CHECK = "{\"name\":\"inner\"}";

    @Test
    void everyExample_answersTheSame_whereverItRuns(@TempDir Path work) {
        Map<String, String> before = null;
        for (String host :
                RunningContainer.HAS_SECURITY_LAYER ? List.of("in_framework", "process") : List.of("process")) {
            try (RunningContainer container = RunningContainer.start(work.resolve(host))) {
                install(container, host);
                Map<String, String> answers = answers(container);
                assertThat(answers.values()).as(answers.toString()).allMatch(a -> a.startsWith("200 "));
                assertThat(answers).isEqualTo(before == null ? answers : before);
                before = answers;
                optionalPermissionsComeAndGo(container);
            }
        }
    }

    private static void install(RunningContainer container, String host) {
        for (String skill : SKILLS) {
            Ctos.Said said = container.ctos().say("install", skill, "--host", host, "--weaker-host", "--yes");
            assertThat(said.exit()).as(said.toString()).isZero();
            assertThat(RunningContainer.json(container
                                    .rest("GET", "skills/" + skill, null)
                                    .body())
                            .get("host")
                            .asText())
                    .isEqualTo(host);
        }
    }

    private static Map<String, String> answers(RunningContainer container) {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("customer", call(container, "crm_customer", "{\"customer\":\"C-001\"}"));
        answers.put("search", call(container, "crm_search", "{\"text\":\"tea\"}"));
        answers.put("vat", call(container, "accounting_vat", "{\"net\":\"100.10\",\"rate\":\"0.05\"}"));
        // Through another skill, that runs in the same kind of host.
        answers.put("invoice", call(container, "accounting_invoice", "{\"invoice\":\"INV-1001\"}"));
        answers.put("note", call(container, "notes_add", "{\"text\":\"Grüße, 茶\"}"));
        answers.put("notes", call(container, "notes_list", "{}").replaceAll("\"at\":\"[^\"]*\"", ""));
        answers.put("site", call(container, "watch_add", "{\"name\":\"inner\",\"uri\":\"http://127.0.0.1/\"}"));
        answers.put("sites", call(container, "watch_list", "{}"));
        return answers;
    }

    private static void optionalPermissionsComeAndGo(RunningContainer container) {
        assertThat(call(container, "watch_check", CHECK)).startsWith("403 ").contains("network_denied");
        grant(container, "[\"network:outbound\"]");
        assertThat(call(container, "watch_check", CHECK)).startsWith("200 ").contains("network_address_denied");
        grant(container, "[]");
        assertThat(call(container, "watch_check", CHECK)).startsWith("403 ").contains("network_denied");
    }

    private static void grant(RunningContainer container, String names) {
        assertThat(container
                        .rest("PUT", "skills/org.example.watch/grants", "{\"granted\":" + names + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String call(RunningContainer container, String tool, String input) {
        var answer = container.rest("POST", "tools/" + tool, input);
        return answer.statusCode() + " " + answer.body();
    }
}
