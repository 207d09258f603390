package net.chingtech.ctos.launcher.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalTest {

    private static final String OPTIONAL = "network:outbound:api.vat.example:443";
    private static final String ITEM = "net.chingtech.accounting@1.3.0#bb";

    private final List<String> asked = new ArrayList<>();

    @Test
    void yes_does_not_cover_what_has_a_flag_of_its_own() {
        assertThatThrownBy(() -> new Approval(true, Set.of(), Set.of(), null).of(PlanTextTest.plan()))
                .hasMessageContaining("consent_missing")
                .hasMessageContaining("--new-key");
    }

    @Test
    void yes_and_the_flag_accept_what_is_needed_and_nothing_optional() throws Exception {
        Map<String, Object> body = new Approval(true, Set.of("new_key"), Set.of(), null).of(PlanTextTest.plan());

        assertThat(body).containsEntry("plan_id", "p1").containsEntry("digest", "d1");
        assertThat(body.get("flags")).isEqualTo(Set.of("new_key"));
        assertThat(body.get("accept"))
                .isEqualTo(Map.of(
                        "net.chingtech.crm@2.0.1#aa",
                        List.of(),
                        ITEM,
                        List.of("db:read:sales", "skill:call:net.chingtech.crm")));
    }

    @Test
    void all_flags_that_are_missing_are_named_at_once_with_what_they_mean() throws Exception {
        JsonNode doubtful = PlanTextTest.json(PlanTextTest.DOUBTFUL);
        assertThatThrownBy(() -> new Approval(true, Set.of(), Set.of(), null).of(doubtful))
                .hasMessageContaining("--new-key --revoked")
                .hasMessageContaining("sha256:" + "aa".repeat(32))
                .hasMessageContaining("sha256:" + "cc".repeat(32))
                .hasMessageContaining("lost laptop")
                .hasMessageContaining("sends data away")
                .hasMessageContaining("--yes does not cover that");
        assertThatThrownBy(() -> new Approval(true, Set.of("new_key"), Set.of(), null).of(doubtful))
                .hasMessageContaining("add --revoked");
        assertThat(new Approval(true, Set.of("new_key", "revoked"), Set.of(), null).of(doubtful))
                .containsEntry("flags", Set.of("new_key", "revoked"));
        asking(true).of(doubtful);
        assertThat(asked).hasSize(3);
        assertThat(asked.get(0)).contains("before sha256:").contains("the authority vouches");
        assertThat(asked.get(1)).contains("sends data away");
    }

    @Test
    void an_optional_permission_that_was_named_is_granted() throws Exception {
        Map<String, Object> body =
                new Approval(true, Set.of("new_key"), Set.of(OPTIONAL), null).of(PlanTextTest.plan());

        assertThat(accepted(body, ITEM)).contains(OPTIONAL);
    }

    @Test
    void an_optional_permission_that_nothing_asks_for_is_refused() {
        assertThatThrownBy(() -> new Approval(true, Set.of("new_key"), Set.of("db:own"), null).of(PlanTextTest.plan()))
                .hasMessageContaining("permission_not_asked");
    }

    @Test
    void at_a_terminal_every_flag_the_plan_and_every_optional_permission_is_asked_for() throws Exception {
        Map<String, Object> body = asking(true).of(PlanTextTest.plan());

        assertThat(asked).hasSize(3);
        assertThat(asked.get(0)).contains("publisher's key");
        assertThat(accepted(body, ITEM)).contains(OPTIONAL);
    }

    @Test
    void what_was_granted_before_stays_granted_and_what_was_declined_is_not_asked_again() throws Exception {
        String kept = PlanTextTest.PLAN.replace(
                "\"gained\":[\"db:read:sales\",\"" + OPTIONAL + "\"]", "\"gained\":[\"db:read:sales\"]");
        assertThat(accepted(new Approval(true, Set.of("new_key"), Set.of(), null).of(PlanTextTest.json(kept)), ITEM))
                .contains(OPTIONAL);
        String declined = PlanTextTest.PLAN.replace(
                "\"lost\":[\"filesystem:temp\"]", "\"lost\":[],\"declined\":[\"" + OPTIONAL + "\"]");
        assertThat(accepted(asking(true).of(PlanTextTest.json(declined)), ITEM)).doesNotContain(OPTIONAL);
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_no_changes_nothing() {
        assertThatThrownBy(() -> asking(false).of(PlanTextTest.plan())).hasMessageContaining("declined");
    }

    @Test
    void a_flag_that_was_given_is_no_plain_yes() {
        assertThatThrownBy(() -> new Approval(false, Set.of("new_key"), Set.of(), null).of(PlanTextTest.plan()))
                .hasMessageContaining("--yes");
    }

    private Approval asking(boolean answer) {
        return new Approval(false, Set.of(), Set.of(), question -> {
            asked.add(question);
            return answer;
        });
    }

    @SuppressWarnings("unchecked")
    private static List<String> accepted(Map<String, Object> body, String item) {
        return ((Map<String, List<String>>) body.get("accept")).get(item);
    }
}
