package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Rig.yes;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Change.HostWish;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.Vitals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which host runs a skill: by tier, by what it asks for, by wish; and again at every start. */
class PlacementTest {

    private static final HostStatus NO_LAYER =
            HostStatus.unavailable("host_unavailable_java", "Java 25 has no security layer.", "security_layer");
    private static final HostStatus NO_SANDBOX =
            HostStatus.unavailable("sandbox_missing", "There is no bubblewrap.", "none");
    private static final HostStatus OPEN =
            new HostStatus(true, "ready", "", "none", false, List.of("A skill may read files of this machine."));

    @TempDir
    Path folder;

    Rig rig;
    final FakeHost process = new FakeHost(HostLevel.PROCESS);

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        rig.hosts.add(process);
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
    }

    @Test
    void official_runsInTheFramework_others_inAProcess() {
        rig.install(CRM, null);
        rig.install(NOTES, null);
        assertThat(rig.host.running).singleElement().satisfies(one -> assertThat(one.skill.id())
                .isEqualTo(CRM));
        assertThat(process.running).singleElement().satisfies(one -> assertThat(one.skill.id())
                .isEqualTo(NOTES));
    }

    @Test
    void optionalPermissionThatOnlyAProcessHolds_placesItThere() {
        rig.publish(skill(CRM, "2.1.0").json("optional_permissions", List.of("process:exec:git")));
        rig.install(CRM, "2.0.1");

        Plan.Item item = rig.plan(new Change.Update(CRM, null)).items().get(0);
        assertThat(item.host()).isEqualTo("process");
        assertThat(item.hostBefore()).isEqualTo("in_framework");
        assertThat(item.sandbox()).isEqualTo("bubblewrap");
        assertThat(item.flags()).isEmpty();
        assertThat(item.hostNotes()).anyMatch(note -> note.contains("it asks to run the program git"));
        assertThat(item.hostNotes())
                .anyMatch(note -> note.startsWith("Until now it ran in the container's framework."));
        assertThat(refused(() -> rig.parts.agent.plan(new Change.Restart(Skills.ACCOUNTING, null)))
                        .code())
                .isEqualTo("not_installed");
        rig.update(CRM, null);
        Problem problem = refused(() -> rig.parts.agent.plan(new Change.Restart(CRM, HostWish.IN_FRAMEWORK)));
        assertThat(problem.code()).isEqualTo("host_cannot_hold");
        assertThat(problem.detail()).contains("process:exec:git");
    }

    @Test
    void withoutTheProcessHost_whatOnlyItHoldsIsRefused() {
        rig.publish(skill(CRM, "2.1.0").json("permissions", List.of("process:exec:git")));
        process.status = NO_SANDBOX;
        Problem problem = refused(() -> rig.parts.agent.plan(new Change.Install(CRM, null)));
        assertThat(problem.code()).isEqualTo("sandbox_missing");
        assertThat(problem.detail()).contains("There is no bubblewrap.").contains("run the program git");
    }

    @Test
    void withoutTheSecurityLayer_officialRunsInAProcess() {
        rig.host.status = NO_LAYER;
        Plan.Item item = rig.plan(new Change.Install(CRM, null)).items().get(0);
        assertThat(item.host()).isEqualTo("process");
        assertThat(item.flags()).isEmpty();
        assertThat(item.hostNotes().get(0)).contains("host_unavailable_java");
    }

    @Test
    void sandboxThatDoesNotIsolateFiles_isEnoughForOfficialOnly() {
        rig.host.status = NO_LAYER;
        process.status = OPEN;
        assertThat(rig.plan(new Change.Install(CRM, null)).items().get(0).flags())
                .isEmpty();
        Plan.Item item = rig.plan(new Change.Install(NOTES, null)).items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.WEAKER_HOST);
        assertThat(item.hostNotes()).contains("Not stopped there: A skill may read files of this machine.");
    }

    @Test
    void wishForAStrongerHost_isRememberedAcrossUpdatesUntilChanged() throws Exception {
        rig.succeed(new Change.Install(CRM, null, HostWish.PROCESS));
        assertThat(process.running).hasSize(1);
        rig.publish(skill(CRM, "2.1.0"));
        rig.update(CRM, null);
        assertThat(rig.parts.agent.installed(CRM).host()).isEqualTo("process");
        assertThat(rig.parts.agent.installed(CRM).hostWish()).isEqualTo("process");
        rig.restart();
        assertThat(process.running).hasSize(1);

        rig.succeed(new Change.Update(CRM, null, HostWish.AUTO));
        assertThat(rig.parts.agent.installed(CRM).host()).isEqualTo("in_framework");
        assertThat(rig.parts.agent.installed(CRM).hostWish()).isNull();
        assertThat(process.running).isEmpty();
        assertThat(rig.host.running).hasSize(1);
        assertThat(rig.parts.agent.installed(CRM).previousVersion()).hasToString("2.0.1");
    }

    @Test
    void wishForAWeakerHost_takesAnExplicitYesThatIsAudited() {
        rig.install(NOTES, null);
        Plan plan = rig.plan(new Change.Restart(NOTES, HostWish.IN_FRAMEWORK));
        assertThat(plan.items().get(0).flags()).containsExactly(Plan.Flag.WEAKER_HOST);
        Consent plain = new Consent(plan.planId(), plan.digest(), yes(plan).accept(), Set.of(), "admin");
        assertThat(refused(() -> rig.parts.agent.carryOut(plain)).code()).isEqualTo("consent_missing");
        rig.carryOut(yes(plan));
        assertThat(rig.host.running).hasSize(1);
        var last = rig.audit.entries.get(rig.audit.entries.size() - 1);
        assertThat(last.action()).isEqualTo("skill_restarted");
        assertThat(last.details())
                .containsEntry("explicit_yes", "[WEAKER_HOST]")
                .containsEntry("host_before", "process")
                .containsEntry("host", "in_framework");
        rig.restart();
        assertThat(rig.host.running).hasSize(1);
    }

    @Test
    void weakerAtAStart_skillStaysOffUntilSomebodyAgrees() throws Exception {
        rig.install(NOTES, null);
        process.status = OPEN;
        rig.restart();
        InstalledSkill off = rig.parts.agent.installed(NOTES);
        assertThat(off.status()).isEqualTo(InstalledSkill.Status.FAILED);
        assertThat(off.problem().code()).isEqualTo("weaker_host");
        assertThat(off.problem().nextStep()).contains("./ctos restart org.example.notes --weaker-host");
        assertThat(off.problem().more()).isNotEmpty();

        rig.succeed(new Change.Restart(NOTES, null));
        assertThat(rig.parts.agent.installed(NOTES).status()).isEqualTo(InstalledSkill.Status.ACTIVE);
        rig.restart();
        assertThat(process.running).hasSize(1);
    }

    @Test
    void strongerAtAStart_isTakenSilently_andBack() throws Exception {
        rig.install(CRM, null);
        rig.host.status = NO_LAYER;
        rig.restart();
        assertThat(process.running).hasSize(1);
        assertThat(rig.parts.agent.installed(CRM).host()).isEqualTo("process");
        rig.publish(skill(CRM, "2.1.0"));
        process.throwsInStart.put("net.chingtech.crm@2.1.0", new Problem(422, "skill_threw", "It threw.", "Wait."));
        assertThat(rig.carryOut(new Change.Update(CRM, null)).problem().code()).isEqualTo("skill_threw");
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
        rig.host.status = new HostStatus(true, "ready", "", "security_layer", true, List.of());
        rig.restart();
        assertThat(rig.host.running).hasSize(1);
    }

    @Test
    void registryOfBefore_isReadAndItsYesHolds() throws Exception {
        rig.hosts.remove(process);
        rig.install(NOTES, null);
        rig.install(CRM, null);
        String today = Files.readString(rig.home.registry());
        String before = today.replaceAll(",\\s*\"weaker_host\" : (true|false)", "");
        assertThat(before).isNotEqualTo(today).doesNotContain("host_wish");
        Files.writeString(rig.home.registry(), before);
        rig.restart();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1", "org.example.notes@1.0.0");
        rig.hosts.add(process);
        rig.restart();
        assertThat(process.running).singleElement().satisfies(one -> assertThat(one.skill.id())
                .isEqualTo(NOTES));
    }

    @Test
    void skillThatItsHostGaveUp_isShownAndStartedAgain() throws Exception {
        rig.install(CRM, null);
        rig.host.vitals = new Vitals(
                Vitals.State.FAILED, "bubblewrap", null, 5, new Problem(503, "out_of_memory", "It used 64 MB.", "x"));
        InstalledSkill failed = rig.parts.agent.installed(CRM);
        assertThat(failed.status()).isEqualTo(InstalledSkill.Status.FAILED);
        assertThat(failed.problem().code()).isEqualTo("out_of_memory");
        assertThat(failed.problem().nextStep()).contains("./ctos restart net.chingtech.crm");
        assertThat(failed.vitals().restarts()).isEqualTo(5);

        rig.host.vitals = null;
        rig.succeed(new Change.Restart(CRM, null));
        assertThat(rig.host.events)
                .containsExactly(
                        "start net.chingtech.crm@2.0.1",
                        "stop net.chingtech.crm@2.0.1",
                        "start net.chingtech.crm@2.0.1");
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(InstalledSkill.Status.ACTIVE);
    }

    @Test
    void skillThatKeepsTooMuch_isShownWithWhatHelps() throws Exception {
        rig.install(CRM, null);
        rig.host.vitals = new Vitals(
                Vitals.State.FAILED,
                "bubblewrap",
                null,
                0,
                new Problem(507, "quota_exceeded", "It holds 2 of 1 MiB.", "Delete what it does not need."));
        assertThat(rig.parts.agent.installed(CRM).problem().nextStep()).isEqualTo("Delete what it does not need.");
    }

    @Test
    void restartThatFails_leavesTheSkillAsItWas() throws Exception {
        rig.install(CRM, null);
        var before = rig.picture();
        int[] starts = {0};
        rig.host.inStart = () -> {
            starts[0]++;
            if (starts[0] == 1) {
                throw new IllegalStateException("it breaks once");
            }
        };
        assertThat(rig.carryOut(new Change.Restart(CRM, null)).problem()).isNotNull();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
        assertThat(rig.picture()).isEqualTo(before);
    }

    @Test
    void sleepingSkill_isNotWokenByAskingHowItIs() {
        rig.install(CRM, null);
        rig.host.vitals = new Vitals(Vitals.State.ASLEEP, "bubblewrap", null, 0, null);
        rig.host.askedForHealth.set(0);
        rig.parts.starter.refreshHealth(rig.parts.store.state().registry());
        assertThat(rig.host.askedForHealth).hasValue(0);
        rig.host.vitals = null;
        rig.parts.starter.refreshHealth(rig.parts.store.state().registry());
        assertThat(rig.host.askedForHealth).hasValue(1);
    }
}
