package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.runtime.SkillHost;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolRouter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

class UnsecuredHostTest {

    @Test
    void withoutTheSecurityLayer_theHostIsThere_andRefusesWithTheReason(@TempDir Path home, @TempDir Path artifacts)
            throws Exception {
        String reason = Runtime.version().feature() >= 24 ? "host_unavailable_java" : "security_layer_missing";
        try (TestFramework framework = TestFramework.unsecured(home)) {
            SkillHost host = framework.host();

            assertThat(host.level()).isEqualTo(HostLevel.IN_FRAMEWORK);
            assertThat(host.status().available()).isFalse();
            assertThat(host.status().code()).isEqualTo(reason);
            assertThatThrownBy(() -> host.start(TestSkill.of("bare").stage(artifacts), Grants.NONE))
                    .isInstanceOfSatisfying(
                            StartFailed.class,
                            e -> assertThat(e.problem().code()).isEqualTo(reason));
            assertThat(framework.skillBundles()).isEmpty();
            assertThat(framework.service(ToolRouter.class).tools()).isEmpty();
        }
    }

    @Test
    void aLegacySkill_neverStartsInTheFramework(@TempDir Path home, @TempDir Path artifacts) throws Exception {
        StagedSkill bare = TestSkill.of("bare").stage(artifacts);
        StagedSkill legacy = new StagedSkill(bare.manifest(), bare.sha256(), bare.artifact(), Tier.LEGACY);
        try (TestFramework framework = TestFramework.unsecured(home)) {
            assertThatThrownBy(() -> framework.host().start(legacy, Grants.NONE))
                    .isInstanceOfSatisfying(
                            StartFailed.class,
                            e -> assertThat(e.problem().code()).isEqualTo("sandbox_needed"));
        }
    }

    @Test
    void skillsOfAnEarlierRun_areUninstalledWhenTheHostStarts(@TempDir Path home, @TempDir Path artifacts)
            throws Exception {
        try (TestFramework framework = TestFramework.unsecured(home)) {
            SkillHost host = framework.host();
            Bundle bundle = FrameworkUtil.getBundle(host.getClass());
            bundle.stop();
            StagedSkill left = TestSkill.of("bare").stage(artifacts);
            framework.context().installBundle(left.location(), Files.newInputStream(left.artifact()));
            assertThat(framework.skillBundles()).containsExactly(left.location());

            bundle.start();
            framework.host();

            assertThat(framework.skillBundles()).isEmpty();
        }
    }
}
