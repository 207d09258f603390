package net.chingtech.ctos.skill.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.SkillMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeTest {

    private static final String PID = "com.example.hello";

    @TempDir
    Path folder;

    @Test
    void aMigration_findsWhatWasSet_andItsChangesAreSeen() throws Exception {
        Upgrade upgrade = new Upgrade("1.0.0", "1.1.0", folder).set(PID, "name", "Ada");
        SkillMigration migration = context -> {
            context.settings(PID, Map.of("names", List.of(context.settings(PID).get("name"), context.from())));
        };

        migration.migrate(upgrade);

        assertThat(upgrade.settings(PID)).isEqualTo(Map.of("names", List.of("Ada", "1.0.0")));
        assertThat(upgrade.settings("com.example.other")).isEmpty();
        upgrade.settings(PID, Map.of());
        assertThat(upgrade.settings(PID)).isEmpty();
    }

    @Test
    void whatAContainerDoesNotKeep_isRefused() {
        Upgrade upgrade = new Upgrade("1.0.0", "1.1.0", folder);

        assertThatThrownBy(() -> upgrade.settings(PID, Map.of("nested", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("com.example.hello.nested");
    }
}
