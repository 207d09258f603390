package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Rig.yes;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.AvailableUpdate;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Change.HostWish;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestLegacy;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A skill of a ClawHub, that nobody signed: asked for each time, pinned by place and digest, fenced or not at all. */
class LegacyTest {

    static final SkillId TOOLS = new SkillId("clawhub.acme.tools");
    private static final String PLACE = "@acme/tools";

    @TempDir
    Path folder;

    Rig rig;
    final FakeSource claw = new FakeSource("clawhub:main");
    final FakeHost process = new FakeHost(HostLevel.PROCESS);
    private int files;

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        rig.hosts.add(process);
        rig.sources.add(claw);
        add(claw, PLACE, skill(TOOLS, "1.0.0"));
    }

    SignedRelease add(FakeSource source, String place, TestSkill skill) {
        SignedRelease release = release(source.id(), place, skill);
        source.add(release);
        return release;
    }

    private SignedRelease release(String source, String place, TestSkill skill) {
        files++;
        return TestLegacy.release(skill, folder.resolve("legacy" + files + ".jar"), source, place);
    }

    private Plan.Item item(Change change) {
        return rig.plan(change).items().get(0);
    }

    private Plan.Item install() {
        return item(new Change.Install(TOOLS, null));
    }

    @Test
    void install_saysThatNobodySigned_whereItComesFromAndItsDigest_andNeedsAnExplicitYes() {
        Plan plan = rig.plan(new Change.Install(TOOLS, null));
        Plan.Item item = plan.items().get(0);

        assertThat(item.flags()).containsExactly(Plan.Flag.UNVERIFIED);
        assertThat(item.tier()).isEqualTo(Tier.LEGACY);
        assertThat(item.publisher()).isEqualTo("@acme on ClawHub");
        assertThat(item.host()).isEqualTo("process");
        assertThat(item.trust().authority()).isNull();
        assertThat(item.trust().words())
                .anyMatch(each -> each.contains("Nobody signed"))
                .anyMatch(each -> each.contains("clawhub:main") && each.contains("@acme"))
                .anyMatch(each -> each.contains("sha256:" + item.sha256()))
                .anyMatch(each -> each.contains("pinned"));
        assertThat(plan.summary().get(0)).contains("nobody signed it", item.sha256());
        assertThat(plan.notSilent()).isNotNull();

        Consent yes = yes(plan);
        Consent without = new Consent(yes.planId(), yes.digest(), yes.accept(), Set.of(), "admin");
        assertThat(refused(() -> rig.parts.agent.carryOut(without)).code()).isEqualTo("consent_missing");
        assertThat(rig.carryOut(yes).problem()).isNull();
        assertThat(process.running).singleElement().satisfies(one -> assertThat(one.skill.id())
                .isEqualTo(TOOLS));
        assertThat(rig.parts.agent.pins()).singleElement().satisfies(pin -> {
            assertThat(pin.source()).isEqualTo("clawhub:main");
            assertThat(pin.authority()).isNull();
        });
    }

    @Test
    void update_isOfferedAndAsksAgain_andNeverComesByItself() {
        rig.install(TOOLS, null);
        add(claw, PLACE, skill(TOOLS, "1.0.1").json("security_fix", true));

        int asked = claw.askedForReleases;
        AvailableUpdate offered = rig.parts.agent.checkForUpdates().updates().get(0);
        assertThat(offered.notSilent().code()).isEqualTo("publisher_unverified");
        assertThat(offered.notSilent().detail()).contains("Nobody signed");
        assertThat(claw.askedForReleases)
                .as("nothing is downloaded to find that out")
                .isEqualTo(asked);
        Plan plan = rig.plan(new Change.Update(TOOLS, null));
        assertThat(plan.items().get(0).flags()).containsExactly(Plan.Flag.UNVERIFIED);
        assertThat(plan.notSilent().code()).isEqualTo("publisher_unverified");
        rig.update(TOOLS, null);
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.1");
    }

    @Test
    void earlierState_isGoneBackToWithoutAnotherYes_sinceItWasAgreedTo() {
        rig.install(TOOLS, null);
        add(claw, PLACE, skill(TOOLS, "1.0.1"));
        rig.update(TOOLS, null);

        Plan plan = rig.plan(new Change.Rollback(TOOLS, null));
        assertThat(plan.items().get(0).flags()).isEmpty();
        assertThat(plan.items().get(0).trust().words())
                .singleElement()
                .asString()
                .contains("Nobody signed", "agreed to before");
        rig.succeed(new Change.Rollback(TOOLS, null));
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void pinsThatAreLost_leaveTheDigestOfWhatIsInstalled_andAskAnew() throws Exception {
        rig.install(TOOLS, null);
        Files.delete(rig.home.trust().resolve("pins.json"));
        rig.restart();
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
        assertThat(item(new Change.Restart(TOOLS, null)).flags()).containsExactly(Plan.Flag.UNVERIFIED);
        add(claw, "@acme/tools-too", skill(TOOLS, "1.0.1"));
        assertThat(rig.refused(new Change.Update(TOOLS, null)).code()).isEqualTo("publisher_changed");
    }

    @Test
    void sameVersionAsAnotherFile_refused_untilItIsForgotten() throws Exception {
        rig.install(TOOLS, null);
        rig.succeed(new Change.Uninstall(TOOLS, false));
        claw.all().clear();
        add(claw, PLACE, skill(TOOLS, "1.0.0").file("skill/more.txt", "more"));
        rig.restart();

        Problem changed = rig.refused(new Change.Install(TOOLS, null));
        assertThat(changed.code()).isEqualTo("version_changed");
        assertThat(changed.nextStep()).contains("trust forget");
        rig.environment.set(TOOLS, "API_KEY", "s3cret");
        rig.parts.agent.forget(TOOLS, "admin");
        assertThat(rig.plan(new Change.Install(TOOLS, null))
                        .items()
                        .get(0)
                        .trust()
                        .words())
                .as("the next owner of the id would get them")
                .anyMatch(each -> each.startsWith("Values are set here") && each.contains("API_KEY"))
                .noneMatch(each -> each.contains("s3cret"));
        rig.install(TOOLS, null);
    }

    @Test
    void sameVersionAsTheSameFile_comesBack() {
        rig.install(TOOLS, null);
        rig.succeed(new Change.Uninstall(TOOLS, false));
        rig.install(TOOLS, null);
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void update_stopsItFirst_soThatNothingOfItRunsWhileItsDataIsCopied() {
        add(claw, PLACE, skill(TOOLS, "1.1.0").json("optional_permissions", List.of("process:exec:sh")));
        rig.install(TOOLS, "1.1.0");
        add(claw, PLACE, skill(TOOLS, "1.2.0").json("side_by_side", true));
        Plan plan = rig.plan(new Change.Update(TOOLS, null));
        assertThat(plan.items().get(0).callersWait()).isTrue();
        rig.carryOut(yes(plan));
        assertThat(rig.asked.all)
                .containsSubsequence(
                        "hold " + TOOLS,
                        "retire " + TOOLS,
                        "copy settings of " + TOOLS + " from 1.1.0 to 1.2.0",
                        "switch to " + TOOLS + "@1.2.0");
    }

    @Test
    void otherPlaceUnderTheSameId_refused() {
        rig.install(TOOLS, null);
        add(claw, "@acme/tools-too", skill(TOOLS, "1.1.0"));
        assertThat(rig.refused(new Change.Update(TOOLS, null)).code()).isEqualTo("publisher_changed");
    }

    @Test
    void hubThatOffersALegacySkill_isNotBelieved() {
        claw.all().clear();
        rig.hub.add(release("skillhub:test", PLACE, skill(TOOLS, "9.0.0")));
        rig.publish(rig.hub, TestPublisher.of("X", Tier.OFFICIAL, "clawhub.acme"), skill(TOOLS, "9.1.0"));

        assertThat(rig.refused(new Change.Install(TOOLS, null)).code()).isEqualTo("skill_unknown");
        assertThat(rig.refused(new Change.Install(TOOLS, null, null, "skillhub:test"))
                        .code())
                .isEqualTo("skill_unknown");
    }

    @Test
    void clawHubThatOffersAPublishersSkill_isNotBelieved_andDoesNotBlockWhoHasIt() {
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        rig.publish(claw, rig.community, skill(NOTES, "9.0.0"));
        claw.add(release("clawhub:main", "@example/notes", skill(NOTES, "9.1.0")));

        assertThat(item(new Change.Install(NOTES, null)).to()).hasToString("1.0.0");
        assertThat(rig.refused(new Change.Install(NOTES, null, null, "clawhub:main"))
                        .code())
                .isEqualTo("skill_unknown");
        claw.down = true;
        assertThat(item(new Change.Install(NOTES, null)).source()).isEqualTo("skillhub:test");
        claw.down = false;
        rig.hub.down = true;
        assertThat(install().source()).isEqualTo("clawhub:main");
    }

    @Test
    void signedReleaseUnderALegacyId_refused_whereverItIs() {
        claw.all().clear();
        TestPublisher greedy = TestPublisher.of("Greedy", Tier.OFFICIAL, "clawhub.acme");
        greedy.trustedIn(rig.home.trust().resolve("authorities"), "official");
        rig.restart();
        rig.publish(claw, greedy, skill(TOOLS, "1.0.0"));
        assertThat(rig.refused(new Change.Install(TOOLS, null)).code()).isEqualTo("namespace_foreign");
    }

    @Test
    void hubThatOffersAPublishersSkillUnsigned_isRefused() {
        rig.hub.add(release("skillhub:test", "@example/notes", skill(NOTES, "1.0.0")));
        assertThat(rig.refused(new Change.Install(NOTES, null)).code()).isEqualTo("signature_missing");
    }

    @Test
    void sameSkillAtTwoClawHubs_isTakenFromTheOneThatIsNamed() {
        FakeSource mirror = new FakeSource("clawhub:mirror");
        rig.sources.add(mirror);
        add(mirror, PLACE, skill(TOOLS, "1.0.0"));

        assertThat(rig.refused(new Change.Install(TOOLS, null)).code()).isEqualTo("id_ambiguous");
        rig.succeed(new Change.Install(TOOLS, null, null, "clawhub:mirror"));
        add(claw, PLACE, skill(TOOLS, "2.0.0"));
        assertThat(rig.refused(new Change.Update(TOOLS, null)).code()).isEqualTo("up_to_date");
    }

    @Test
    void unsignedFile_isNotTaken() {
        SignedRelease release = release("clawhub:main", PLACE, skill(TOOLS, "1.0.0"));
        assertThat(refused(() -> rig.parts.agent.take(release.jar(), release.envelope()))
                        .code())
                .isEqualTo("signature_missing");
    }

    @Test
    void whatTheSourceHoldsAgainstIt_takesAYesOfItsOwn_andIsSaid() {
        Release plain = claw.all().remove(0);
        claw.add(new Release(
                plain.source(),
                plain.envelope(),
                plain.claim(),
                plain.info(),
                null,
                new Problem(409, "skill_suspicious", "It asks for a password.", "Look at it."),
                List.of("It says that it installs jq: nothing is installed.")));

        Plan plan = rig.plan(new Change.Install(TOOLS, null));
        assertThat(plan.items().get(0).flags()).containsExactlyInAnyOrder(Plan.Flag.UNVERIFIED, Plan.Flag.SUSPICIOUS);
        assertThat(plan.items().get(0).trust().words())
                .anyMatch(each -> each.contains("skill_suspicious") && each.contains("asks for a password"))
                .anyMatch(each -> each.contains("jq"));
        assertThat(plan.items().get(0).trust().doubt().code()).isEqualTo("skill_suspicious");
        Consent yes = yes(plan);
        Consent half = new Consent(yes.planId(), yes.digest(), yes.accept(), Set.of(Plan.Flag.UNVERIFIED), "admin");
        assertThat(refused(() -> rig.parts.agent.carryOut(half)).detail()).contains("SUSPICIOUS");
        assertThat(rig.carryOut(yes).problem()).isNull();
    }

    @Test
    void withoutASandbox_noYesHelps() {
        process.status = new HostStatus(true, "ready", "", "none", false, List.of("Everything."));
        Problem problem = rig.refused(new Change.Install(TOOLS, null));
        assertThat(problem.code()).isEqualTo("sandbox_needed");
        assertThat(problem.nextStep()).contains("bubblewrap");

        rig.hosts.remove(process);
        assertThat(rig.refused(new Change.Install(TOOLS, null)).code()).isEqualTo("host_absent");
    }

    @Test
    void inTheFramework_isNowhereForIt() {
        assertThat(rig.refused(new Change.Install(TOOLS, null, HostWish.IN_FRAMEWORK))
                        .code())
                .isEqualTo("sandbox_needed");
        assertThat(item(new Change.Install(TOOLS, null, HostWish.PROCESS)).flags())
                .containsExactly(Plan.Flag.UNVERIFIED);
    }

    @Test
    void sandboxThatIsGoneAtTheNextStart_keepsItOff() {
        rig.install(TOOLS, null);
        process.status = new HostStatus(true, "ready", "", "none", false, List.of("Everything."));
        rig.restart();
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.parts.agent.alerts().get(0).problem().detail()).contains("sandbox");
    }

    @Test
    void nextStart_startsTheFileThatWasAgreedTo_andNoOther() throws Exception {
        rig.install(TOOLS, null);
        rig.restart();
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
        assertThat(item(new Change.Restart(TOOLS, null)).flags()).isEmpty();

        Path jar = rig.home.installed().resolve(TOOLS + "_1.0.0").resolve("artifact.jar");
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length / 2] ^= 1;
        Files.write(jar, bytes);
        rig.restart();
        assertThat(rig.answering()).isEmpty();
        assertThat(rig.parts.agent.alerts().get(0).problem().code()).isEqualTo("artifact_changed");
    }

    @Test
    void registryThatIsLost_isMadeAnewFromWhatLiesThere() throws Exception {
        rig.install(TOOLS, null);
        Files.write(rig.home.registry(), "{".getBytes(StandardCharsets.UTF_8));
        rig.restart();
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
        assertThat(rig.parts.store.state().find(TOOLS).orElseThrow().current().tier())
                .isEqualTo(Tier.LEGACY);
    }

    @Test
    void programThatThisMachineLacks_isSaidBeforeAnybodyAgrees() {
        claw.all().clear();
        add(
                claw,
                PLACE,
                skill(TOOLS, "1.0.0")
                        .json("permissions", List.of("process:exec:jq", "process:exec:sh"))
                        .json("optional_permissions", List.of("process:exec:pandoc"))
                        .file(
                                "OSGI-INF/permissions.perm",
                                "(java.util.PropertyPermission \"java.version\" \"read\")\n"));
        process.missing.addAll(Set.of("jq", "pandoc"));

        Problem problem = rig.refused(new Change.Install(TOOLS, null));
        assertThat(problem.code()).isEqualTo("program_missing");
        assertThat(problem.detail()).contains("jq").doesNotContain("pandoc", "sh,");
        process.missing.remove("jq");
        assertThat(install().hostNotes()).anyMatch(note -> note.contains("pandoc"));
    }
}
