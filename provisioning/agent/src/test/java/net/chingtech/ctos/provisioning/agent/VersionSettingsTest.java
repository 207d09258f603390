package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of versions that come and go. */
class VersionSettingsTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void begin() throws Exception {
        rig = new Rig(folder);
        new Scenes(rig).migration();
    }

    @Test
    void settingsOfTheUninstalledVersion_goWhenAnotherHasTakenThemOver() throws Exception {
        rig.succeed(new Change.Uninstall(CRM, false));
        assertThat(rig.settings.text(CRM, "2.0.1")).isEqualTo("text of 2.0.1");
        rig.install(CRM, "2.1.0");
        assertThat(rig.settings.text(CRM, "2.1.0")).isEqualTo("migrated");
        assertThat(rig.settings.text(CRM, "2.0.1")).isNull();
    }

    @Test
    void settingsOfVersionsThatAreKept_stay() throws Exception {
        rig.succeed(Scenes.UPDATE);
        rig.restart();
        assertThat(rig.settings.text(CRM, "2.0.1")).isEqualTo("text of 2.0.1");
        assertThat(rig.settings.text(CRM, "2.1.0")).isEqualTo("migrated");
    }

    @Test
    void settingsOfAVersionThatNothingNames_goAtAStart() throws Exception {
        rig.settings.put(CRM, "1.0.0", "of long ago");
        rig.restart();
        assertThat(rig.settings.text(CRM, "1.0.0")).isNull();
        assertThat(rig.settings.text(CRM, "2.0.1")).isEqualTo("text of 2.0.1");
    }

    @Test
    void migrationThatMakesSettingsThatCannotBeKept_isItsReleasesFault() throws ProvisioningException {
        rig.host.migrations.put(
                "people", (staged, settings) -> settings.put(FakeSettings.pid(CRM), Map.of("text", "invalid")));
        Task task = rig.carryOut(Scenes.UPDATE);
        assertThat(task.problem().code()).isEqualTo("migrated_settings_invalid");
        assertThat(rig.parts.agent.installed(CRM).failed()).singleElement().matches(failed -> failed.version()
                .equals(SkillVersion.of("2.1.0")));
    }
}
