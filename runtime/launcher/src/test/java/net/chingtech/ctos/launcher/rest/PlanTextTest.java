package net.chingtech.ctos.launcher.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import net.chingtech.ctos.format.Json;
import org.junit.jupiter.api.Test;

class PlanTextTest {

    static final String PLAN = """
            {"plan_id":"p1","digest":"d1","download_bytes":23456,"items":[
              {"kind":"install","id":"net.chingtech.crm","from":null,"to":"2.0.1","sha256":"aa","source":"skillhub",
               "publisher":"Ching Tech","tier":"official","key_id":"0123456789abcdef0123","permissions":[],
               "optional_permissions":[],"gained":[],"lost":[],"requested_by":"net.chingtech.accounting",
               "host":"in_framework","host_notes":["It runs in the container's framework."],"flags":[],"callers_wait":false,"release_notes":""},
              {"kind":"update","id":"net.chingtech.accounting","from":"1.2.0","to":"1.3.0","sha256":"bb","source":"skillhub",
               "publisher":"Ching Tech","tier":"official","key_id":"0123456789abcdef0123",
               "permissions":[{"permission":"db:read:sales","words":"read sales data","reach":[]},
                 {"permission":"skill:call:net.chingtech.crm","words":"use crm","reach":["through CRM: read crm data"]}],
               "optional_permissions":[{"permission":"network:outbound:api.vat.example:443","words":"talk to api","reach":[]}],
               "gained":["db:read:sales","network:outbound:api.vat.example:443"],"lost":["filesystem:temp"],"host":"process","flags":["new_key"],
               "host_notes":["It runs in a process of its own, in a sandbox made by bubblewrap.",
                 "Until now it ran in the container's framework."],
               "callers_wait":true,"release_notes":"Fixes VAT.\\nMore."}]}
            """;

    @Test
    void a_plan_says_who_what_and_how() {
        assertThat(PlanText.lines(plan()))
                .containsExactly(
                        "install net.chingtech.crm 2.0.1  (needed by net.chingtech.accounting)",
                        "  from Ching Tech, official, key 0123456789abcdef, by skillhub",
                        "  It runs in the container's framework.",
                        "  asks for no permissions",
                        "update net.chingtech.accounting 1.2.0 -> 1.3.0",
                        "  from Ching Tech, official, key 0123456789abcdef, by skillhub",
                        "  It runs in a process of its own, in a sandbox made by bubblewrap.",
                        "  Until now it ran in the container's framework.",
                        "  Its callers wait for a moment.",
                        "  may read sales data  [db:read:sales]  NEW",
                        "  may use crm  [skill:call:net.chingtech.crm]",
                        "      through CRM: read crm data",
                        "  may, if you like, talk to api  [network:outbound:api.vat.example:443]  NEW",
                        "  no longer: filesystem:temp",
                        "  ! the publisher's key is not the one that this skill was installed with (--new-key)",
                        "  notes: Fixes VAT.",
                        "to download: 23.5 kB");
    }

    @Test
    void what_was_declined_before_is_not_new() {
        JsonNode plan = json("""
                {"items":[{"kind":"restart","id":"a.b","from":"1.0.0","to":"1.0.0","permissions":[],
                 "optional_permissions":[{"permission":"db:own","words":"keep tables","reach":[]}],
                 "gained":["db:own"],"declined":["db:own"]}]}
                """);

        assertThat(PlanText.lines(plan)).contains("  may, if you like, keep tables  [db:own]");
    }

    @Test
    void an_uninstall_names_the_version_that_goes() {
        JsonNode plan = json("{\"items\":[{\"kind\":\"uninstall\",\"id\":\"a.b\",\"from\":\"1.0.0\",\"to\":null}]}");

        assertThat(PlanText.lines(plan)).containsExactly("uninstall a.b 1.0.0", "nothing to download");
    }

    static JsonNode plan() {
        return json(PLAN);
    }

    static JsonNode json(String text) {
        try {
            return Json.readTree(text.getBytes(StandardCharsets.UTF_8));
        } catch (net.chingtech.ctos.format.FormatException e) {
            throw new AssertionError(e);
        }
    }
}
