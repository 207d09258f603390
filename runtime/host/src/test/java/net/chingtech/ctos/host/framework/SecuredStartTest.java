package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.RunningSkill;
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
                TestSkill.of("bare")
                        .permissions("network:outbound:api.example:443")
                        .stage(artifacts),
                "permission_not_supported_here",
                "network:outbound:api.example:443");
    }

    @Test
    void aGrantThatWasNotGiven_isNotThere() throws Exception {
        StagedSkill skill =
                TestSkill.of("waiting").impatient().permissions("db:read:sales").stage(artifacts);

        assertThatThrownBy(() -> host.start(skill, Grants.NONE))
                .isInstanceOfSatisfying(
                        StartFailed.class, e -> assertThat(e.problem().code()).isEqualTo("component_unsatisfied"));
        RunningSkill granted = host.start(skill, new Grants(skill.manifest().permissions()));
        granted.drainAndStop(PATIENCE).getValue();
    }
}
