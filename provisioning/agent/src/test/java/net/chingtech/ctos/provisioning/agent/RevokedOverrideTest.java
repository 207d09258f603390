package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.sign.SignedRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a revoked skill comes to run again: because it is not revoked any more, or because somebody says so, knowingly. */
class RevokedOverrideTest {

    private static final Change RESTART = new Change.Restart(CRM, null);
    private static final String RUNS = "net.chingtech.crm@2.0.1";

    @TempDir
    Path folder;

    Rig rig;
    SignedRelease crm;

    @BeforeEach
    void quarantine() {
        rig = new Rig(folder);
        crm = rig.publish(skill(CRM, "2.0.1").json("permissions", List.of("db:read:crm")));
        rig.install(CRM, null);
        revoke("It steals.");
        rig.parts.poll.poll();
        assertThat(rig.answering()).isEmpty();
        rig.audit.entries.clear();
    }

    @Test
    void restartWhileItIsRevoked_takesItsOwnYes() {
        Plan plan = rig.plan(RESTART);
        assertThat(plan.items().get(0).flags()).containsExactly(Plan.Flag.REVOKED);
        assertThat(plan.items().get(0).trust().revoked().reason()).isEqualTo("It steals.");
        Consent yes = Rig.yes(plan);
        Consent plain = new Consent(yes.planId(), yes.digest(), yes.accept(), Set.of(), "admin");
        assertThat(refused(() -> rig.parts.agent.carryOut(plain)).code()).isEqualTo("consent_missing");
        assertThat(rig.answering()).isEmpty();
    }

    @Test
    void acceptedOverride_runs_andIsRememberedAndAudited() throws Exception {
        rig.succeed(RESTART);
        assertThat(rig.answering()).containsExactly(RUNS);
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.ACTIVE);
        assertThat(rig.audit.acts()).containsExactly("skill_restarted " + RUNS, "revoked_release_allowed " + RUNS);
        assertThat(rig.audit.entries.get(1).actor()).isEqualTo("admin");
        assertThat(rig.audit.entries.get(1).details()).containsEntry("reason", "It steals.");

        rig.parts.poll.poll();
        rig.restart();
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly(RUNS);
        assertThat(rig.plan(RESTART).items().get(0).flags()).isEmpty();
    }

    @Test
    void otherReason_quarantinesAgain() throws Exception {
        rig.succeed(RESTART);
        revoke("It deletes, too.");
        rig.parts.poll.poll();
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.parts.agent.installed(CRM).problem().detail()).contains("It deletes, too.");
        rig.succeed(RESTART);
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly(RUNS);
    }

    @Test
    void otherRelease_isNotCoveredByIt() {
        rig.succeed(RESTART);
        SignedRelease next = rig.publish(skill(CRM, "2.0.2"));
        rig.update(CRM, null);
        rig.hub.revoked.put(next.statement().artifact().sha256(), new Revoked("It steals.", rig.clock.instant()));
        rig.parts.poll.poll();
        assertThat(rig.answering()).isEmpty();
        // Going back to what was agreed to before takes no new yes.
        assertThat(rig.plan(new Change.Rollback(CRM, null)).items().get(0).flags())
                .isEmpty();
        rig.succeed(new Change.Rollback(CRM, null));
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly(RUNS);
    }

    @Test
    void revocationThatWasTakenBack_takesNoFlag_alsoBeforeTheNextPoll() throws Exception {
        rig.hub.revoked.clear();
        rig.restart();
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.plan(RESTART).items().get(0).flags()).isEmpty();
        rig.succeed(RESTART);
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly(RUNS);
        assertThat(rig.audit.acts()).containsExactly("skill_restarted " + RUNS);
    }

    @Test
    void sourceThatCannotBeAsked_theReasonHolds() {
        rig.hub.revoked.clear();
        rig.hub.down = true;
        rig.restart();
        assertThat(rig.plan(RESTART).items().get(0).flags()).containsExactly(Plan.Flag.REVOKED);
    }

    @Test
    void rollbackToARevokedVersion_takesItsOwnYes() {
        rig.publish(skill(CRM, "2.0.2"));
        rig.update(CRM, null);
        rig.parts.poll.poll();
        Plan plan = rig.plan(new Change.Rollback(CRM, null));
        assertThat(plan.items().get(0).flags()).containsExactly(Plan.Flag.REVOKED);
        rig.carryOut(Rig.yes(plan));
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly(RUNS);
    }

    @Test
    void rollbackToAVersionThatWasRevokedSinceTheLastPoll_takesItsOwnYes() {
        rig.hub.revoked.clear();
        rig.restart();
        rig.publish(skill(CRM, "2.0.2"));
        rig.update(CRM, null);
        rig.parts.poll.poll();
        revoke("It steals after all.");
        assertThat(rig.plan(new Change.Rollback(CRM, null)).items().get(0).flags())
                .containsExactly(Plan.Flag.REVOKED);
    }

    private void revoke(String reason) {
        rig.hub.revoked.put(crm.statement().artifact().sha256(), new Revoked(reason, rig.clock.instant()));
    }
}
