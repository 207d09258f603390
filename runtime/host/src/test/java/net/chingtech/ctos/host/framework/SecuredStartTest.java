package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.junit.jupiter.api.Test;

class SecuredStartTest extends SecuredFixture {

    @Test
    void aSkillThatThrows_isNotStarted_andTheReasonIsItsOwn() throws Exception {
        assertFails(TestSkill.of("throwing").stage(artifacts), "skill_threw", "the licence file is missing");
    }

    @Test
    void aComponentThatWaits_isNamedWithWhatItNeeds() throws Exception {
        assertFails(
                TestSkill.of("waiting").impatient().stage(artifacts),
                "component_unsatisfied",
                "org.example.waiting.WaitingTool waits for a service net.chingtech.ctos.skill.Data");
    }

    @Test
    void anUnhealthySkill_isNotStarted() throws Exception {
        StartFailed failed = assertFails(TestSkill.of("unhealthy").stage(artifacts), "health_failed", "CRITICAL");
        assertThat(failed.problem().more()).anyMatch(line -> line.contains("the ledger does not balance"));
    }

    @Test
    void aSkillWithoutThePromisedTool_isNotStarted() throws Exception {
        assertFails(
                TestSkill.of("bare").impatient().exports("bare_other").stage(artifacts), "tools_missing", "bare_other");
    }

    @Test
    void anImportBeyondTheApi_isNotWired() throws Exception {
        assertFails(
                TestSkill.of("bare").imports("*,net.chingtech.ctos.runtime").stage(artifacts),
                "skill_unresolved",
                "net.chingtech.ctos.runtime");
        assertFails(TestSkill.of("bare").imports("*,javax.sql").stage(artifacts), "skill_unresolved", "javax.sql");
    }

    @Test
    void anArtifactThatChanged_isNotInstalled() throws Exception {
        StagedSkill skill = TestSkill.of("bare").stage(artifacts);
        Files.write(skill.artifact(), new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);

        assertFails(skill, "digest_mismatch", "not the one that was verified");
    }

    @Test
    void whatCannotBeHeld_isRefused() throws Exception {
        assertFails(
                TestSkill.of("bare").permissions("process:exec:ls").stage(artifacts),
                "permission_not_supported_here",
                "process:exec:ls");
    }

    @Test
    void linksInTheDataFolder_keepASkillOut() throws Exception {
        Path data = Files.createDirectories(home.resolve("skills/data/org.example.bare/sub"));
        Path link = Files.createSymbolicLink(data.resolve("out"), Path.of("/etc"));

        assertFails(TestSkill.of("bare").stage(artifacts), "data_folder_links", "symbolic links");

        Files.delete(link);
        host.start(TestSkill.of("bare").stage(artifacts), Grants.NONE)
                .drainAndStop(PATIENCE)
                .getValue();
    }
}
