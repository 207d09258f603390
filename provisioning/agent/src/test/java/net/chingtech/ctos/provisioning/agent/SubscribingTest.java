package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import net.chingtech.ctos.provisioning.UpdatePolicy.Mode;
import net.chingtech.ctos.provisioning.UpdatePolicy.Window;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which releases a skill, and the container, follows: held or not, the channel, the policy. */
class SubscribingTest {

    private static final UpdatePolicy NIGHTS = new UpdatePolicy(
            null,
            Mode.ASK,
            Mode.SILENT,
            3,
            new Window(List.of(), LocalTime.of(1, 0), LocalTime.of(5, 0), ZoneId.of("Asia/Taipei")));

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "1.0.0"));
        rig.install(CRM, null);
        rig.publish(skill(CRM, "1.0.1"));
    }

    @Test
    void heldSkill_isUpdatedByNobody_untilItIsLetGo() throws ProvisioningException {
        assertThat(rig.parts.agent.hold(CRM, true, "admin").pinned()).isTrue();
        Problem problem = rig.refused(new Change.Update(CRM, null));
        assertThat(problem.code()).isEqualTo("skill_held");
        assertThat(problem.nextStep()).contains("./ctos pin net.chingtech.crm --off");
        assertThat(rig.refused(new Change.Update(null, null)).code()).isEqualTo("up_to_date");
        rig.restart();
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("skill_held");
        assertThat(rig.refused(new Change.Update(null, null)).detail())
                .contains("except what is held")
                .contains(CRM.value());
        assertThat(rig.audit.actions()).contains("skill_held");
        rig.parts.agent.hold(CRM, false, "admin");
        rig.update(CRM, null);
    }

    @Test
    void updateAll_leavesTheHeldOne() throws ProvisioningException {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        rig.install(ACCOUNTING, null);
        rig.publish(skill(ACCOUNTING, "1.1.0"));
        rig.parts.agent.hold(CRM, true, "admin");
        assertThat(rig.plan(new Change.Update(null, null)).items())
                .extracting(Plan.Item::id)
                .containsExactly(ACCOUNTING);
    }

    @Test
    void heldSkill_doesNotGoBack_butIsThereForOthers() throws Exception {
        rig.update(CRM, null);
        State state = rig.parts.store.state();
        Entry passed = state.find(CRM).orElseThrow().draft().probation(null).entry();
        rig.parts.store.commit(state.registry().with(passed), state.pins());
        rig.parts.agent.hold(CRM, true, "admin");
        assertThat(rig.refused(new Change.Rollback(CRM, null)).code()).isEqualTo("skill_held");
        rig.publish(skill(ACCOUNTING, "1.0.0", CRM.value(), "^1.0.0"));
        rig.install(ACCOUNTING, null);
    }

    @Test
    void heldSkillInTheWay_isNamed() throws ProvisioningException {
        rig.publish(skill(CRM, "2.0.0"));
        rig.publish(skill(ACCOUNTING, "1.0.0", CRM.value(), "^2.0.0"));
        rig.parts.agent.hold(CRM, true, "admin");
        Problem problem = rig.refused(new Change.Install(ACCOUNTING, null));
        assertThat(problem.code()).isEqualTo("dependency_missing");
        assertThat(problem.more()).anyMatch(line -> line.contains("net.chingtech.crm is held at 1.0.0"));
        assertThat(problem.nextStep()).contains("./ctos pin net.chingtech.crm --off");
        rig.parts.agent.hold(CRM, false, "admin");
        assertThat(rig.plan(new Change.Install(ACCOUNTING, null)).items()).hasSize(2);
    }

    @Test
    void channel_decidesWhatIsOffered() throws ProvisioningException {
        rig.publish(skill(CRM, "1.1.0-beta.1").json("channel", "beta"));
        assertThat(rig.plan(new Change.Update(CRM, null)).items().get(0).to()).isEqualTo(SkillVersion.of("1.0.1"));
        assertThat(rig.parts.agent.channel(CRM, Channel.BETA, "admin").channel())
                .isEqualTo(Channel.BETA);
        assertThat(rig.plan(new Change.Update(CRM, null)).items().get(0).to())
                .isEqualTo(SkillVersion.of("1.1.0-beta.1"));
        assertThat(rig.audit.actions()).contains("skill_channel_changed");
    }

    @Test
    void policies_lastOverAStart_andTheSkillsOwnGoesFirst() throws ProvisioningException {
        rig.parts.agent.policy(NIGHTS, "admin");
        rig.parts.agent.policy(CRM, new UpdatePolicy(null, Mode.SILENT, null, null, null), "admin");
        rig.restart();
        UpdatePolicy container = rig.parts.agent.policy();
        assertThat(container).isEqualTo(new UpdatePolicy(Mode.SILENT, Mode.ASK, Mode.SILENT, 3, NIGHTS.window()));
        assertThat(rig.parts.agent.installed(CRM).policy().over(container).patch())
                .isEqualTo(Mode.SILENT);
        assertThat(rig.audit.actions()).contains("update_policy_changed", "skill_update_policy_changed");
    }

    @Test
    void whatMakesNoSense_isRefused() {
        UpdatePolicy negative = new UpdatePolicy(null, null, null, -1, null);
        assertThat(Rig.refused(() -> rig.parts.agent.policy(negative, "admin")).code())
                .isEqualTo("policy_invalid");
        UpdatePolicy noZone =
                new UpdatePolicy(null, null, null, null, new Window(null, LocalTime.MIN, LocalTime.NOON, null));
        assertThat(Rig.refused(() -> rig.parts.agent.policy(CRM, noZone, "admin"))
                        .code())
                .isEqualTo("policy_invalid");
        Problem nothing =
                Rig.refused(() -> rig.parts.agent.policy(window(LocalTime.of(1, 0), LocalTime.of(1, 0)), "admin"));
        assertThat(nothing.code()).isEqualTo("policy_invalid");
        assertThat(nothing.detail()).contains("01:00 to 01:00");
        assertThat(Rig.refused(() -> rig.parts.agent.hold(ACCOUNTING, true, "admin"))
                        .code())
                .isEqualTo("not_installed");
    }

    @Test
    void windowFromMidnightToMidnight_isTheWholeDay() throws ProvisioningException {
        UpdatePolicy wholeDay = window(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
        assertThat(rig.parts.agent.policy(wholeDay, "admin").window()).isEqualTo(wholeDay.window());
    }

    private static UpdatePolicy window(LocalTime from, LocalTime to) {
        return new UpdatePolicy(null, null, null, null, new Window(List.of(), from, to, ZoneId.of("Asia/Taipei")));
    }

    @Test
    void policyFileThatCannotBeRead_isKept_andAsksUntilItIsSetAgain() throws IOException, ProvisioningException {
        rig.parts.agent.policy(NIGHTS, "admin");
        Path file = rig.home.registry().resolveSibling("update-policy.json");
        String written = Files.readString(file);
        Files.writeString(file, written.replace("Asia/Taipei", "Asia/Nowhere"));
        rig.restart();
        UpdatePolicy asks = new UpdatePolicy(Mode.ASK, Mode.ASK, Mode.ASK, 24, null);
        assertThat(rig.parts.agent.policy()).isEqualTo(asks);
        assertThat(rig.parts.agent.alerts())
                .extracting(alert -> alert.problem().code())
                .containsExactly("registry_rebuilt");
        assertThat(rig.parts.agent.alerts().get(0).problem().detail()).contains("update-policy.json", "./ctos policy");
        rig.restart();
        assertThat(rig.parts.agent.policy()).isEqualTo(asks);
        assertThat(rig.parts.agent.policy(NIGHTS, "admin").window()).isEqualTo(NIGHTS.window());
    }
}
