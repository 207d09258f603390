package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.MigrationOrder;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecuredMigrationTest extends SecuredFixture {

    private Path data;

    @BeforeEach
    void someData() throws Exception {
        data = Files.createDirectories(home.resolve("skills/data/org.example.moving"));
        Files.writeString(data.resolve("ledger"), "old\n");
        Files.deleteIfExists(data.resolve("half"));
        Files.deleteIfExists(data.resolve("interrupted"));
    }

    private static MigrationOrder order(Duration longest, String... services) throws Exception {
        Map<String, Map<String, Object>> settings =
                Map.of("org.example.moving", Map.of("name", "Ada", "times", 3L), "org.example.gone", Map.of("x", true));
        return new MigrationOrder(List.of(services), SkillVersion.parse("1.0.0"), settings, longest);
    }

    private static Map<String, Map<String, Object>> migrate(Duration longest, String... services) throws Exception {
        TestSkill moving = TestSkill.of("moving").version("2.0.0");
        boolean inVain =
                List.of(services).contains("absent") || List.of(services).contains("data");
        StagedSkill skill = (inVain ? moving.impatient() : moving).stage(artifacts);
        return host.migrate(skill, Grants.NONE, order(longest, services));
    }

    private static Problem fails(Duration longest, String... services) throws Exception {
        try {
            throw new AssertionError("it went well: " + migrate(longest, services));
        } catch (StartFailed e) {
            assertThat(framework.skillBundles()).isEmpty();
            return e.problem();
        }
    }

    @Test
    void migrations_workOnFolderAndSettings_inOrder_andNothingIsLeft() throws Exception {
        Map<String, Map<String, Object>> settings = migrate(PATIENCE, "lines", "settings", "lines");

        assertThat(data.resolve("ledger")).hasContent("old\n1.0.0 to 2.0.0\n1.0.0 to 2.0.0\n");
        assertThat(settings)
                .isEqualTo(Map.of(
                        "org.example.moving",
                        Map.of("times", 3L, "rate", 2.5, "names", List.of("Ada!", "more"), "loader", true)));
        assertThat(framework.skillBundles()).isEmpty();
        assertThat(Files.readString(home.resolve("logs/skills/org.example.moving.log")))
                .contains("INFO brought it forward");
    }

    @Test
    void whatAMigrationThrows_isTheReason_inItsOwnWords() throws Exception {
        Problem problem = fails(PATIENCE, "lines", "broken", "settings");

        assertThat(problem.code()).isEqualTo("migration_failed");
        assertThat(problem.detail())
                .contains("org.example.moving 2.0.0 did not bring forward what 1.0.0 left")
                .contains("broken failed: java.lang.IllegalStateException: line 3 of the ledger is no amount");
        assertThat(problem.more()).anyMatch(line -> line.contains("inner"));
        assertThat(data.resolve("half")).exists();
    }

    @Test
    void aSecretThatAMigrationTells_isNotInTheReason() throws Exception {
        StagedSkill skill = TestSkill.of("moving").version("2.0.0").stage(artifacts);
        framework.settings.make(skill, Map.of("org.example.moving", Map.of("secret", "line 3 of the")));

        Problem problem = fails(PATIENCE, "broken");

        assertThat(problem.detail())
                .contains("IllegalStateException: [secret] ledger is no amount")
                .doesNotContain("line 3 of");
        assertThat(problem.more()).noneMatch(line -> line.contains("line 3 of"));
        framework.settings.make(skill, Map.of());
    }

    @Test
    void aMigrationThatTakesTooLong_isInterrupted() throws Exception {
        Problem problem = fails(Duration.ofMillis(300), "endless");

        assertThat(problem.code()).isEqualTo("migration_timeout");
        assertThat(problem.detail()).contains("endless").contains("300 ms");
        await(data.resolve("began"));
    }

    @Test
    void aMigrationThatIsNotThere_isNamed_withThoseThatAre_andNoneBegan() throws Exception {
        Problem problem = fails(PATIENCE, "lines", "absent");

        assertThat(problem.code()).isEqualTo("migration_missing");
        assertThat(problem.detail()).contains("absent").contains("lines, settings, unusable");
        assertThat(data.resolve("ledger")).hasContent("old\n");
    }

    @Test
    void aMigrationThatWaits_isNamedWithWhatItNeeds() throws Exception {
        Problem problem = fails(PATIENCE, "data");

        assertThat(problem.code()).isEqualTo("component_unsatisfied");
        assertThat(problem.detail()).contains("net.chingtech.ctos.skill.Data");
    }

    @Test
    void aMigrationThatCannotBeMade_orEndsTheJvm_orMakesNoSettings_failsWithTheReason() throws Exception {
        assertThat(fails(PATIENCE, "dead").code()).isEqualTo("skill_threw");
        assertThat(fails(PATIENCE, "halt"))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("migration_failed"))
                .satisfies(problem -> assertThat(problem.detail()).contains("exitVM"));
        assertThat(fails(PATIENCE, "unusable").detail()).contains("These settings cannot be kept");
    }

    @Test
    void aReleaseThatMigrates_runsNotAtTheSameTime() throws Exception {
        StagedSkill skill = TestSkill.of("bare").stage(artifacts);
        run(skill);

        try {
            host.migrate(skill, Grants.NONE, order(PATIENCE, "lines"));
            throw new AssertionError("it migrated while it ran");
        } catch (StartFailed e) {
            assertThat(e.problem().code()).isEqualTo("already_running");
        }
    }
}
