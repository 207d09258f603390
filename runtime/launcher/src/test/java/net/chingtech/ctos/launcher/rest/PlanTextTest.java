package net.chingtech.ctos.launcher.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    /** Everything that can be said against a release at once. */
    static final String DOUBTFUL = """
            {"plan_id":"p1","digest":"d1","items":[{"kind":"install","id":"a.b","to":"2.0.0","sha256":"ee",
              "publisher":"Example","tier":"community","source":"skillhub:local","key_id":"%2$s",
              "permissions":[],"optional_permissions":[],"flags":["new_key","revoked"],
              "trust":{"authority":"Community authority","published_at":"2026-11-01T08:00:00Z",
                "listed_at":"2026-11-22T09:00:00Z","words":["The authority says that the new key follows the old one: \\"lost laptop\\".",
                  "It was revoked: \\"sends data away\\"."],
                "key_change":{"pinned":"%1$s","now":"%2$s","vouched_by":"authority","reason":"lost laptop",
                  "at":"2026-11-20T12:00:00Z"},
                "revoked":{"reason":"sends data away","at":"2026-11-20T12:00:00Z"}}}]}
            """.formatted("aa".repeat(32), "cc".repeat(32));

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void a_plan_says_who_what_and_how() {
        assertThat(PlanText.lines(plan(), NOW))
                .containsExactly(
                        "install net.chingtech.crm 2.0.1  (needed by net.chingtech.accounting)",
                        "  from Ching Tech, official, by skillhub",
                        "  key sha256:0123456789abcdef0123",
                        "  It runs in the container's framework.",
                        "  asks for no permissions",
                        "update net.chingtech.accounting 1.2.0 -> 1.3.0",
                        "  from Ching Tech, official, by skillhub",
                        "  key sha256:0123456789abcdef0123",
                        "  It runs in a process of its own, in a sandbox made by bubblewrap.",
                        "  Until now it ran in the container's framework.",
                        "  may read sales data  [db:read:sales]  NEW",
                        "  may use crm  [skill:call:net.chingtech.crm]",
                        "      through CRM: read crm data",
                        "  may, if you like, talk to api  [network:outbound:api.vat.example:443]  NEW",
                        "  no longer: filesystem:temp",
                        "  Its callers wait for a moment.",
                        "  ! the publisher's key is not the one that this skill was installed with (--new-key)",
                        "  notes: Fixes VAT.",
                        "to download: 23.5 kB");
    }

    @Test
    void what_nobody_signed_is_a_place_and_a_digest_and_not_a_key() {
        JsonNode plan = json("""
                {"items":[{"kind":"install","id":"clawhub.acme.tools","to":"1.0.0","sha256":"ee","key_id":"ff",
                 "publisher":"@acme on ClawHub","tier":"legacy","source":"clawhub:main","permissions":[],
                 "optional_permissions":[],"flags":["unverified","suspicious"],
                 "trust":{"published_at":"2026-11-01T08:00:00Z","words":["Nobody signed this skill."]}}]}
                """);

        assertThat(PlanText.lines(plan, NOW))
                .contains(
                        "  from @acme on ClawHub, Legacy (unsigned), by clawhub:main",
                        "  signed by nobody; digest sha256:ee, place sha256:ff",
                        "  published 2026-11-01 08:00Z (21 days old)",
                        "  ! Nobody signed this skill.",
                        "  ! takes a yes of its own: --unverified",
                        "  ! takes a yes of its own: --suspicious")
                .noneMatch(line -> line.contains("  key "));
        assertThat(TrustText.flag("unverified", plan.at("/items/0")))
                .contains("nobody signed it", "clawhub:main", "sha256:ee");
        assertThat(TrustText.flag("suspicious", plan.at("/items/0"))).contains("looks dangerous");
    }

    @Test
    void what_was_declined_before_is_not_new() {
        JsonNode plan = json("""
                {"items":[{"kind":"restart","id":"a.b","from":"1.0.0","to":"1.0.0","permissions":[],
                 "optional_permissions":[{"permission":"db:own","words":"keep tables","reach":[]}],
                 "gained":["db:own"],"declined":["db:own"]}]}
                """);

        assertThat(PlanText.lines(plan, NOW)).contains("  may, if you like, keep tables  [db:own]");
    }

    @Test
    void a_plan_says_who_vouches_what_changed_and_why_it_was_revoked() {
        assertThat(PlanText.lines(json(DOUBTFUL), NOW))
                .containsExactly(
                        "install a.b 2.0.0",
                        "  from Example, community, by skillhub:local",
                        "  key sha256:" + "cc".repeat(32) + ", vouched for by Community authority",
                        "  signed 2026-11-01 08:00Z, listed 2026-11-22 09:00Z (3 hours old)",
                        "  ! The authority says that the new key follows the old one: \"lost laptop\".",
                        "  ! It was revoked: \"sends data away\".",
                        "      before  sha256:" + "aa".repeat(32),
                        "      now     sha256:" + "cc".repeat(32),
                        "      revoked 2026-11-20 12:00Z",
                        "  asks for no permissions",
                        "  ! takes a yes of its own: --new-key",
                        "  ! takes a yes of its own: --revoked",
                        "nothing to download");
    }

    @Test
    void a_release_that_nobody_vouches_for_says_so() {
        JsonNode plan = json("""
                {"items":[{"kind":"install","id":"a.b","to":"1.0.0","publisher":"Me","tier":"community","source":"disk",
                 "key_id":"%s","flags":["unverified"],"trust":{"published_at":"2026-11-01T08:00:00Z","words":[]}}]}
                """.formatted("cc".repeat(32)));

        assertThat(PlanText.lines(plan, NOW))
                .contains(
                        "  key sha256:" + "cc".repeat(32) + ", vouched for by nobody",
                        "  signed 2026-11-01 08:00Z (21 days old)",
                        "  ! nobody that this container trusts vouches for the publisher (--unverified)");
    }

    @Test
    void a_plan_says_what_it_does_beyond_the_release() {
        JsonNode plan = json("""
                {"action":"update","restarts":["a.b"],"not_silent":{"code":"x","detail":"It is a major version.",
                  "more":["x: It is a major version.","y: It is 3 hours old."]},
                 "items":[{"kind":"update","id":"a.b","from":"1.0.0","to":"2.0.0","callers_wait":false,
                  "permissions":[],"optional_permissions":[],
                  "effects":{"reach_gained":["through CRM: read crm data"],"reach_lost":["through Mail: send mail"],
                   "migrations":["its own tables: migrations/2.sql"],"backup_bytes":12288,
                   "data":"Its data stays as it is.","way_back":"./ctos rollback a.b puts it back.",
                   "failed_before":{"code":"start_failed","detail":"It threw."}}}]}
                """);

        assertThat(PlanText.lines(plan, NOW))
                .containsExactly(
                        "update a.b 1.0.0 -> 2.0.0",
                        "  asks for no permissions",
                        "  Its callers do not wait: the new version runs before the old one stops.",
                        "  newly reaches: through CRM: read crm data",
                        "  no longer reaches: through Mail: send mail",
                        "  its data is migrated: its own tables: migrations/2.sql",
                        "  Its data stays as it is.",
                        "  copied before: about 12.3 kB",
                        "  ./ctos rollback a.b puts it back.",
                        "  ! This very release failed here before: It threw.",
                        "stops and starts again: a.b; nothing else does",
                        "asks first: It is a major version.",
                        "    It is 3 hours old.",
                        "nothing to download");
        assertThat(PlanText.lines(json("{\"action\":\"update\",\"items\":[]}"), NOW))
                .contains("needs no yes: the policy would do this by itself");
    }

    @Test
    void an_uninstall_names_the_version_that_goes() {
        JsonNode plan = json("{\"items\":[{\"kind\":\"uninstall\",\"id\":\"a.b\",\"from\":\"1.0.0\",\"to\":null}]}");

        assertThat(PlanText.lines(plan, NOW)).containsExactly("uninstall a.b 1.0.0", "nothing to download");
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
