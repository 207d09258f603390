package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.LegacyTest.TOOLS;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.TestLegacy;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version of a legacy skill is pinned by the files of its folder, and not by how they were wrapped that day. */
class FolderPinTest {

    private static final String LIST = "skill-files.list";

    @TempDir
    Path folder;

    private Rig rig;
    private Path pins;
    private final FakeSource claw = new FakeSource("clawhub:main");
    private int files;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.sources.add(claw);
        pins = rig.home.trust().resolve("pins.json");
        offer(wrapped());
        rig.install(TOOLS, null);
    }

    /** Offers this and nothing else. */
    private void offer(TestSkill skill) {
        files++;
        claw.all().clear();
        claw.add(TestLegacy.release(skill, folder.resolve("legacy" + files + ".jar"), claw.id(), "@acme/tools"));
    }

    private static TestSkill wrapped() {
        return skill(TOOLS, "1.0.0")
                .file(LIST, "SKILL.md\tskill/SKILL.md\t-\tt\n")
                .file("skill/SKILL.md", "# Tools\n");
    }

    /** The same folder by a newer wrapper, under the name that it has on ClawHub by now. */
    private static TestSkill otherwise() {
        return skill(TOOLS, "1.0.0")
                .json("name", "Better name")
                .file("newer.txt", "of the wrapper")
                .file(LIST, "SKILL.md\tkept/0000\t-\tt\tnew\n")
                .file("kept/0000", "# Tools\n");
    }

    private void uninstall() {
        rig.succeed(new Change.Uninstall(TOOLS, false));
    }

    @Test
    void otherWrapperOrName_isTheSameVersion() throws Exception {
        uninstall();
        offer(otherwise());
        rig.restart();
        rig.install(TOOLS, null);
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
        assertThat(rig.restart().answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void otherByteInTheFolder_isAnotherVersion() {
        uninstall();
        offer(wrapped().file("skill/SKILL.md", "# Tools!\n"));
        assertChanged();
    }

    @Test
    void fileMoreInTheFolder_isAnotherVersion() {
        uninstall();
        offer(wrapped()
                .file(LIST, "SKILL.md\tskill/SKILL.md\t-\tt\nx.sh\tskill/x.sh\tx\tt\n")
                .file("skill/x.sh", "true\n"));
        assertChanged();
    }

    @Test
    void releaseThatDoesNotSayItsFolder_isHeldToTheFile() {
        uninstall();
        offer(skill(TOOLS, "1.0.0"));
        assertChanged();
    }

    @Test
    void pinOfBefore_learnsTheFolderOfWhatIsInstalled() throws Exception {
        forgetFolders();
        rig.restart();
        uninstall();
        offer(otherwise());
        rig.install(TOOLS, null);
        assertThat(rig.answering()).containsExactly(TOOLS + "@1.0.0");
    }

    @Test
    void pinOfBefore_ofWhatIsNotHereAnyMore_isHeldToTheFile() throws Exception {
        uninstall();
        forgetFolders();
        rig.restart();
        offer(otherwise());
        assertChanged();
        offer(wrapped());
        rig.install(TOOLS, null);
        uninstall();
        offer(otherwise());
        rig.install(TOOLS, null);
    }

    @Test
    void pinOfBefore_learnsNothingOfAChangedFile() throws Exception {
        forgetFolders();
        Path jar = rig.home.installed().resolve(TOOLS + "_1.0.0").resolve("artifact.jar");
        files++;
        Path other = folder.resolve("other.jar");
        TestLegacy.release(wrapped().file("skill/SKILL.md", "# Evil\n"), other, claw.id(), "@acme/tools");
        Files.delete(jar);
        Files.copy(other, jar);
        rig.restart();
        assertThat(contents()).isEmpty();
    }

    private void assertChanged() {
        Problem changed = rig.refused(new Change.Install(TOOLS, null));
        assertThat(changed.code()).isEqualTo("version_changed");
        assertThat(changed.nextStep()).contains("trust forget");
    }

    /** As the version before wrote it. */
    private void forgetFolders() throws Exception {
        JsonNode file = Json.readTree(Files.readAllBytes(pins));
        assertThat(contents()).isNotEmpty();
        for (JsonNode seen : file.findValue(TOOLS.value()).path("seen")) {
            ((ObjectNode) seen).remove("content");
        }
        Files.write(pins, Json.writePretty(file));
    }

    private String contents() throws Exception {
        rig.parts.store.commit(
                rig.parts.store.state().registry(), rig.parts.store.state().pins());
        return String.join(",", Json.readTree(Files.readAllBytes(pins)).findValuesAsText("content"));
    }
}
