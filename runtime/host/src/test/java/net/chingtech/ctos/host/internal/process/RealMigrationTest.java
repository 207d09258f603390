package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.host.framework.SettledSkill;
import net.chingtech.ctos.host.framework.TestSettings;
import net.chingtech.ctos.host.framework.TestSkill;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.MigrationOrder;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations and settings in a process of their own. */
class RealMigrationTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    /** What is waited for, and does not come. */
    private static final Set<String> IN_VAIN = Set.of("absent", "data");

    private static final boolean SECURED = Runtime.version().feature() < 24;

    @TempDir
    Path folder;

    private final TestSettings settings = new TestSettings();
    private FakeAdmissions gateways;
    private ProcessHost host;
    private Path data;

    @BeforeEach
    void prepare() throws Exception {
        RealFixture.isThere();
        gateways = new FakeAdmissions(folder);
        host = RealFixture.host(RealFixture.settings(folder, Duration.ZERO), gateways, settings);
        data = Files.createDirectories(gateways.dataFolder());
        Files.writeString(data.resolve("ledger"), "old\n");
    }

    @AfterEach
    void nothingIsLeft() {
        if (host != null) {
            assertThat(RealFixture.jvmsBelow(ProcessHandle.current())).isEmpty();
            host.stop();
            assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    private Map<String, Map<String, Object>> migrate(Duration longest, String... services) throws Exception {
        TestSkill moving = TestSkill.of("moving").version("2.0.0");
        StagedSkill skill = (List.of(services).stream().anyMatch(IN_VAIN::contains) ? moving.impatient() : moving)
                .stage(Files.createDirectories(folder.resolve("artifacts")));
        Map<String, Map<String, Object>> before = Map.of(
                "org.example.moving", Map.of("name", "Ada", "times", 3L, "rate", 1.0), "org.example.gone", Map.of());
        try {
            return host.migrate(
                    skill,
                    Grants.NONE,
                    new MigrationOrder(List.of(services), SkillVersion.parse("1.0.0"), before, longest));
        } finally {
            assertThat(gateways.closed).isTrue();
        }
    }

    private Problem fails(Duration longest, String... services) throws Exception {
        try {
            throw new AssertionError("it went well: " + migrate(longest, services));
        } catch (StartFailed e) {
            return e.problem();
        }
    }

    @Test
    void migrations_workOnFolderAndSettings_inOrder_andTheProcessIsOver() throws Exception {
        Map<String, Map<String, Object>> after = migrate(LONG, "lines", "settings", "lines");

        assertThat(data.resolve("ledger")).hasContent("old\n1.0.0 to 2.0.0\n1.0.0 to 2.0.0\n");
        assertThat(after)
                .isEqualTo(Map.of(
                        "org.example.moving",
                        Map.of("times", 3L, "rate", 2.5, "names", List.of("Ada!", "more"), "loader", true)));
        ScriptedFixture.await(() -> gateways.log.contains("INFO brought it forward"), () -> gateways.log);
    }

    @Test
    void whatFails_saysTheSameAsInTheFramework() throws Exception {
        Problem broken = fails(LONG, "lines", "broken");
        assertThat(broken.code()).isEqualTo("migration_failed");
        assertThat(broken.detail())
                .contains("org.example.moving 2.0.0 did not bring forward what 1.0.0 left")
                .contains("broken failed: java.lang.IllegalStateException: line 3 of the ledger is no amount");
        assertThat(fails(LONG, "lines", "absent"))
                .satisfies(missing -> assertThat(missing.code()).isEqualTo("migration_missing"))
                .satisfies(missing -> assertThat(missing.detail()).contains("absent", "lines, settings, unusable"));
        assertThat(fails(LONG, "data").code()).isEqualTo("component_unsatisfied");
    }

    @Test
    void aSecretThatItTells_isNotInTheReason() throws Exception {
        StagedSkill skill =
                TestSkill.of("moving").version("2.0.0").stage(Files.createDirectories(folder.resolve("artifacts")));
        settings.make(skill, Map.of("org.example.moving", Map.of("secret", "line 3 of the")));

        assertThat(fails(LONG, "broken").toString())
                .contains("[secret] ledger is no amount")
                .doesNotContain("line 3 of");
    }

    @Test
    void oneThatHangs_isEnded_whetherItHearsOrNot() throws Exception {
        assertThat(fails(Duration.ofSeconds(8), "endless").code()).isEqualTo("migration_timeout");
        assertThat(data.resolve("began")).exists();
        assertThat(fails(Duration.ofMillis(500), "deaf").code()).isEqualTo("migration_timeout");
    }

    @Test
    void oneThatEndsTheJvm_isSaidSo() throws Exception {
        assertThat(fails(LONG, "halt").code()).isEqualTo(SECURED ? "migration_failed" : "child_died");
    }

    @Test
    void oneThatEatsTheMemory_isSaidSo() throws Exception {
        Problem greedy = fails(LONG, "greedy");

        assertThat(greedy.code()).isEqualTo("child_out_of_memory");
        assertThat(greedy.detail()).contains("did not bring forward");
    }

    @Test
    void settingsReachTheComponents_asTheTypesThatTheyWant_alsoInTheNextProcess() throws Exception {
        StagedSkill skill = TestSkill.of("settled")
                .exports("settled_needy")
                .stage(Files.createDirectories(folder.resolve("artifacts")));
        settings.make(
                skill,
                Map.of(SettledSkill.SHOW, SettledSkill.GIVEN, SettledSkill.SERVER, Map.of("server", "mail.example")));
        RunningSkill running = host.start(skill, Grants.NONE);
        assertThat(RealFixture.call(running, "settled_show", Map.of())).isEqualTo(SettledSkill.SHOWN);
        assertThat(RealFixture.call(running, "settled_needy", Map.of())).containsEntry("server", "mail.example");
        RealFixture.jvmBelow(ProcessHandle.current()).destroyForcibly();
        ScriptedFixture.await(() -> running.vitals().restarts() == 1, running::vitals);
        assertThat(RealFixture.call(running, "settled_show", Map.of())).isEqualTo(SettledSkill.SHOWN);
        assertThat(running.health().isGood()).isFalse();
        running.drainAndStop(LONG).getValue();
        assertThat(data).isDirectoryNotContaining("glob:**config*");
    }

    @Test
    void aToolThatNeedsSettings_isNamedWithThem_andSettingsThatCannotBeReadKeepASkillOut() throws Exception {
        StagedSkill skill = TestSkill.of("settled")
                .exports("settled_needy")
                .impatient()
                .stage(Files.createDirectories(folder.resolve("artifacts")));

        assertThatThrownBy(() -> host.start(skill, Grants.NONE)).isInstanceOfSatisfying(StartFailed.class, e -> {
            assertThat(e.problem().code()).isEqualTo("component_unsatisfied");
            assertThat(e.problem().detail())
                    .contains("org.example.settled.NeedyTool waits for its settings org.example.settled.server");
        });
        settings.damage();
        assertThatThrownBy(() -> host.start(skill, Grants.NONE))
                .isInstanceOfSatisfying(
                        StartFailed.class, e -> assertThat(e.problem().code()).isEqualTo("settings_unreadable"));
    }
}
