package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.LegacyTest.TOOLS;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SourceStatus;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.TestLegacy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two owners have a legacy skill of one name, and so tools of one name. */
class ToolNamesTest {

    private static final SkillId BOBS = new SkillId("clawhub.bob.tools");
    /** As the host of these tests calls it. */
    private static final String NAME = "clawhub_acme_tools";

    @TempDir
    Path folder;

    private Rig rig;
    private final FakeSource claw = new FakeSource("clawhub:main");

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.sources.add(claw);
        offer(TOOLS, "1.0.0", NAME);
        offer(BOBS, "2.0.0", NAME, "bobs_own");
        rig.install(TOOLS, null);
    }

    private void offer(SkillId id, String version, String... tools) {
        String place = "@" + id.value().split("\\.")[1] + "/tools";
        claw.add(TestLegacy.release(skill(id, version), folder.resolve(id + version + ".jar"), claw.id(), place));
        Release plain = claw.all().remove(claw.all().size() - 1);
        claw.add(new Release(
                plain.source(), plain.envelope(), plain.claim(), plain.info(), null, null, List.of(), List.of(tools)));
    }

    @Test
    void nameThatIsTaken_isRefusedWhenItIsPlanned_withBothSkillsAndTheNextStep() {
        Problem problem = rig.refused(new Change.Install(BOBS, null));

        assertThat(problem.code()).isEqualTo("tool_name_taken");
        assertThat(problem.detail()).contains(BOBS + " 2.0.0", TOOLS + " 1.0.0", "installed", NAME);
        assertThat(problem.nextStep()).contains("./ctos uninstall " + TOOLS);
        assertThat(problem.more()).containsExactly(NAME);
        rig.succeed(new Change.Uninstall(TOOLS, false));
        rig.install(BOBS, null);
    }

    @Test
    void ownNamesOfTheVersionBefore_areFree() {
        offer(TOOLS, "1.1.0", NAME, "one_more");
        rig.update(TOOLS, null);
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.1.0");
    }

    @Test
    void updateThatTakesAnothersName_isRefused() {
        claw.all().clear();
        offer(BOBS, "2.0.0", "bobs_own");
        rig.install(BOBS, null);
        offer(BOBS, "2.1.0", "bobs_own", NAME);
        assertThat(rig.refused(new Change.Update(BOBS, null)).code()).isEqualTo("tool_name_taken");
    }

    @Test
    void whatTheContainerKeepsItself_isNoHubInTheStatus() {
        FakeSource imported = new FakeSource("clawhub:imported");
        imported.hub = false;
        rig.sources.add(imported);
        assertThat(rig.parts.agent.sources())
                .extracting(SourceStatus::id)
                .contains("clawhub:main")
                .doesNotContain("clawhub:imported");
    }
}
