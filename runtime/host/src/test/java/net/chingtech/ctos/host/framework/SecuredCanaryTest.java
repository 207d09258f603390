package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.StartFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredCanaryTest {

    @Test
    void aFenceWithAHole_isFound_andTheHostStaysOff(@TempDir Path home, @TempDir Path artifacts) throws Exception {
        try (TestFramework framework = TestFramework.withHole(home)) {
            SkillHost host = framework.host();

            assertThat(host.status().available()).isFalse();
            assertThat(host.status().code()).isEqualTo("canary_not_denied");
            assertThat(host.status().detail()).contains("file_read (without an entry)", "process (without an entry)");
            assertThatThrownBy(() -> host.start(TestSkill.of("bare").stage(artifacts), Grants.NONE))
                    .isInstanceOfSatisfying(
                            StartFailed.class,
                            e -> assertThat(e.problem().code()).isEqualTo("canary_not_denied"));
            assertNothingIsLeft(framework, home);
        }
    }

    @Test
    void aLayerThatNobodyClosed_isNone_andTheHostStaysOff(@TempDir Path home) throws Exception {
        try (TestFramework framework = TestFramework.notClosed(home)) {
            assertThat(framework.host().status().code()).isEqualTo("security_layer_missing");
        }
    }

    @Test
    void aFenceThatHolds_leavesNothingOfTheCanary(@TempDir Path home) throws Exception {
        try (TestFramework framework = TestFramework.secured(home)) {
            assertThat(framework.host().status().code()).isEqualTo("ready");
            assertNothingIsLeft(framework, home);
        }
    }

    private static void assertNothingIsLeft(TestFramework framework, Path home) throws Exception {
        assertThat(framework.skillBundles()).isEmpty();
        assertThat(home.resolve("skills/data")).isEmptyDirectory();
        try (var left = Files.list(home.resolve("skills/temp"))) {
            assertThat(left).isEmpty();
        }
    }
}
