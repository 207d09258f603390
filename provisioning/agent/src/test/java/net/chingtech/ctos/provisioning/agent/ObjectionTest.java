package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.LegacyTest.TOOLS;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import net.chingtech.ctos.provisioning.Objection;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.TestLegacy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A legacy skill is installed, and later its ClawHub says what it holds against it. */
class ObjectionTest {

    private static final SkillId OTHER = new SkillId("clawhub.acme.other");
    private static final String RUNS = TOOLS + "@1.0.0";

    @TempDir
    Path folder;

    private Rig rig;
    private final FakeSource claw = new FakeSource("clawhub:main");

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        // As a ClawHub, which signs nothing.
        claw.listsNothing = true;
        rig.sources.add(claw);
        offer(TOOLS, "1.0.0", "@acme/tools");
        rig.install(TOOLS, null);
        rig.audit.entries.clear();
    }

    private void offer(SkillId id, String version, String place) {
        claw.add(TestLegacy.release(skill(id, version), folder.resolve(id + version + ".jar"), claw.id(), place));
    }

    private static Problem problem(String code, String words) {
        return new Problem(403, code, "ClawHub says: " + words, "Do not install it.");
    }

    /** What it holds against what is installed; null for nothing. */
    private void says(Objection objection) {
        String sha256 =
                rig.parts.store.state().find(TOOLS).orElseThrow().current().sha256();
        claw.objections.put(sha256, Optional.ofNullable(objection));
    }

    private void malware() {
        says(new Objection(true, problem("skill_malware", "It steals keys.")));
    }

    private void suspicious(String words) {
        says(new Objection(false, problem("skill_suspicious", words)));
    }

    private List<Alert> check() {
        rig.parts.agent.checkForUpdates();
        return rig.parts.agent.alerts();
    }

    @Test
    void malware_isStoppedAndTold_andKeepsWhatItHas() throws Exception {
        Path data = rig.home.data().resolve(TOOLS.value()).resolve("work");
        Files.writeString(data, "1");
        malware();

        assertThat(check()).singleElement().satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(Alert.Level.DANGER);
            assertThat(alert.skill()).isEqualTo(TOOLS);
            assertThat(alert.problem().code()).isEqualTo("release_revoked");
            assertThat(alert.problem().detail()).contains("clawhub:main", "It steals keys.");
        });
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.parts.agent.installed(TOOLS).status()).isEqualTo(Status.QUARANTINED);
        assertThat(data).hasContent("1");
        assertThat(rig.home.installed().resolve(TOOLS + "_1.0.0/artifact.jar")).exists();
        assertThat(rig.audit.acts()).containsExactly("skill_quarantined " + RUNS);
    }

    @Test
    void malwareThatIsRemovedOrUnspokenOfLater_staysStopped_overARestartToo() throws Exception {
        malware();
        check();
        says(new Objection(false, problem("skill_unknown", "There is no such skill.")));
        check();
        claw.objections.clear();
        check();
        rig.restart();
        claw.down = true;
        check();
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.plan(new Change.Restart(TOOLS, null)).items().get(0).flags())
                .containsExactly(Plan.Flag.REVOKED);
    }

    @Test
    void malwareAllTheSame_runsAfterAYesOfItsOwn_whichIsAuditedAndHolds() throws Exception {
        malware();
        check();
        Plan plan = rig.plan(new Change.Restart(TOOLS, null));
        assertThat(plan.items().get(0).flags()).containsExactly(Plan.Flag.REVOKED);
        rig.clock.pass(Duration.ofMinutes(1));
        assertThat(rig.carryOut(Rig.yes(plan)).problem()).isNull();
        check();
        rig.restart();
        check();
        assertThat(rig.answering()).containsExactly(RUNS);
        assertThat(rig.audit.acts()).contains("revoked_release_allowed " + RUNS);
    }

    @Test
    void malwareThatWasAMistake_startsWithoutAFlag() {
        malware();
        check();
        says(null);
        assertThat(rig.plan(new Change.Restart(TOOLS, null)).items().get(0).flags())
                .isEmpty();
        rig.succeed(new Change.Restart(TOOLS, null));
        check();
        assertThat(rig.answering()).containsExactly(RUNS);
    }

    @Test
    void suspicious_isToldOnce_andGoesOn() throws Exception {
        suspicious("It runs what it downloads.");

        assertThat(check()).singleElement().satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(Alert.Level.WARNING);
            assertThat(alert.skill()).isEqualTo(TOOLS);
            assertThat(alert.problem().code()).isEqualTo("skill_suspicious");
            assertThat(alert.problem().detail()).contains("Tools 1.0.0", "goes on", "It runs what it downloads.");
            assertThat(alert.problem().nextStep()).contains("uninstall " + TOOLS);
            assertThat(alert.readAt()).isNull();
        });
        assertThat(rig.answering()).containsExactly(RUNS);
        assertThat(rig.audit.acts()).containsExactly("skill_suspicious " + RUNS);

        check();
        rig.parts.agent.acknowledge(check().get(0).id(), "admin");
        rig.restart();
        assertThat(check()).hasSize(1);
        suspicious("Now it steals, too.");
        assertThat(check()).hasSize(2);
    }

    @Test
    void suspicionThatWasAgreedTo_isNotToldAgain() {
        Problem doubt = problem("skill_suspicious", "It runs what it downloads.");
        offer(OTHER, "1.0.0", "@acme/other");
        Release plain = claw.all().remove(1);
        claw.add(new Release(plain.source(), plain.envelope(), plain.claim(), plain.info(), null, doubt, List.of()));
        rig.install(OTHER, null);
        String sha256 = plain.claim().artifact().sha256();

        claw.objections.put(sha256, Optional.of(new Objection(false, doubt)));
        assertThat(check()).isEmpty();
        claw.objections.put(sha256, Optional.of(new Objection(false, problem("skill_suspicious", "And more."))));
        assertThat(check()).hasSize(1);
    }

    @Test
    void deadOrSilentHub_isNoFlag() {
        claw.down = true;
        assertThat(check()).isEmpty();
        claw.down = false;
        assertThat(check()).isEmpty();
        rig.sources.remove(claw);
        assertThat(check()).isEmpty();
        assertThat(rig.answering()).containsExactly(RUNS);
    }

    @Test
    void hubThatASkillDidNotComeFrom_hasNoSayInIt() {
        FakeSource other = new FakeSource("clawhub:other");
        other.objections.put(
                rig.parts.store.state().find(TOOLS).orElseThrow().current().sha256(),
                Optional.of(new Objection(true, problem("skill_malware", "lies"))));
        rig.sources.add(other);
        assertThat(check()).isEmpty();
        assertThat(rig.answering()).containsExactly(RUNS);
    }

    @Test
    void newerVersion_leavesQuarantine() {
        malware();
        check();
        offer(TOOLS, "1.0.1", "@acme/tools");
        rig.update(TOOLS, null);
        check();
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.1");
        // Going back to what is held to be malicious is a decision of its own.
        assertThat(rig.plan(new Change.Rollback(TOOLS, null)).items().get(0).flags())
                .containsExactly(Plan.Flag.REVOKED);
    }
}
