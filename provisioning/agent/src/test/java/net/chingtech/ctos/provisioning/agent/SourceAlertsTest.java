package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.sign.SignedRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that cannot be asked, or not be believed, stops nothing, and is told once that matters. */
class SourceAlertsTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        SignedRelease crm = rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        rig.hub.revoked.put(crm.statement().artifact().sha256(), new Revoked("bad", rig.clock.instant()));
        rig.hub.down = true;
    }

    @Test
    void sourceThatCannotBeAsked_stopsNothing() {
        rig.parts.poll.poll();
        assertThat(rig.answering()).hasSize(1);
        assertThat(rig.parts.agent.alerts()).isEmpty();
        rig.hub.down = false;
        rig.parts.poll.poll();
        assertThat(rig.answering()).isEmpty();
    }

    @Test
    void listsThatExpire_areToldOnlyWhenTheSourceCannotBeAsked() throws Exception {
        rig.hub.listsExpire = rig.clock.instant().plus(Duration.ofHours(25));
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.alerts()).isEmpty();
        rig.clock.pass(Duration.ofHours(2));
        rig.parts.poll.poll();
        rig.parts.poll.poll();
        Alert soon = onlyAlert();
        assertThat(soon.problem().code()).isEqualTo("metadata_stale");
        assertThat(soon.level()).isEqualTo(Alert.Level.WARNING);
        assertThat(soon.problem().detail()).contains("skillhub:test", "2026-03-02T13:00:00Z");
        assertThat(soon.problem().more()).containsExactly("source_unreachable: skillhub:test is down.");
        rig.parts.agent.acknowledge(soon.id(), "admin");
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.alerts()).hasSize(1);
        rig.clock.pass(Duration.ofDays(1));
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.alerts()).hasSize(2);
        assertThat(rig.parts.agent.alerts().get(0).problem().detail()).contains("have expired");
        assertThat(rig.answering()).hasSize(1);
    }

    @Test
    void sourceThatAnswers_isNotTold_howeverSoonItsListsExpire() {
        rig.hub.listsExpire = rig.clock.instant().plus(Duration.ofHours(1));
        rig.hub.down = false;
        rig.hub.revoked.clear();
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.alerts()).isEmpty();
    }

    @Test
    void rootThatChanged_isToldOnce_andNothingIsStopped() {
        rig.hub.downWith =
                new Problem(409, "hub_root_changed", "Expected sha256:aa, found sha256:bb.", "Ask whoever runs it.");
        rig.parts.poll.poll();
        rig.parts.poll.poll();
        assertThat(onlyAlert().problem()).isEqualTo(rig.hub.downWith);
        assertThat(onlyAlert().level()).isEqualTo(Alert.Level.DANGER);
        assertThat(rig.answering()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata_rolled_back",
                "metadata_signature_wrong",
                "metadata_threshold",
                "metadata_mismatch",
                "metadata_too_large",
                "metadata_invalid",
                "clock_wrong"
            })
    void listsThatAreNotBelieved_areToldOnce_howeverTheWordsChange(String code) throws Exception {
        rig.hub.downWith = new Problem(422, code, "Now it is 12:00.", "Check the network.");
        rig.parts.poll.poll();
        rig.hub.downWith = new Problem(422, code, "Now it is 13:00.", "Check the network.");
        rig.parts.poll.poll();
        Alert alert = onlyAlert();
        assertThat(alert.problem().code()).isEqualTo(code);
        assertThat(alert.problem().detail()).contains("skillhub:test");
        assertThat(alert.problem().nextStep()).isEqualTo("Check the network.");
        assertThat(alert.problem().more()).containsExactly(code + ": Now it is 12:00.");
        rig.parts.agent.acknowledge(alert.id(), "admin");
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.alerts()).hasSize(1);
        assertThat(rig.answering()).hasSize(1);
    }

    @Test
    void attackThatWasOver_isToldAgain_andOneThatIsOnlyInterruptedIsNot() throws Exception {
        rig.hub.downWith = new Problem(422, "metadata_rolled_back", "Version 3 after 4.", "Check the network.");
        rig.parts.poll.poll();
        rig.parts.agent.acknowledge(onlyAlert().id(), "admin");
        Problem attack = rig.hub.downWith;
        rig.hub.downWith = null;
        rig.parts.poll.poll();
        rig.hub.downWith = attack;
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.alerts()).hasSize(1);

        rig.hub.revoked.clear();
        rig.hub.down = false;
        rig.parts.poll.poll();
        rig.hub.down = true;
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.alerts()).hasSize(2);
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.alerts()).hasSize(2);
    }

    @Test
    void clockAndLists_areToldApart() {
        rig.hub.downWith = new Problem(422, "clock_wrong", "It says 1970.", "Set the clock.");
        rig.parts.poll.poll();
        assertThat(onlyAlert().level()).isEqualTo(Alert.Level.WARNING);
        rig.hub.downWith = new Problem(422, "metadata_mismatch", "Other bytes.", "Check the network.");
        rig.parts.poll.poll();
        assertThat(rig.parts.agent.alerts()).hasSize(2);
        assertThat(rig.parts.agent.alerts())
                .filteredOn(one -> one.problem().code().equals("metadata_mismatch"))
                .extracting(Alert::level)
                .containsExactly(Alert.Level.DANGER);
    }

    private Alert onlyAlert() {
        assertThat(rig.parts.agent.alerts()).hasSize(1);
        return rig.parts.agent.alerts().get(0);
    }
}
