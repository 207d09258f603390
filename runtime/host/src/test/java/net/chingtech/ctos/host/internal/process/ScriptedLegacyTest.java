package net.chingtech.ctos.host.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.junit.jupiter.api.Test;

/** A process host without a sandbox, and skills that nobody signed. */
class ScriptedLegacyTest extends ScriptedFixture {

    @Test
    void aLegacySkill_doesNotStartWithoutASandbox_whateverItsTier() throws Exception {
        StagedSkill unsigned = new StagedSkill(skill.manifest(), skill.sha256(), skill.artifact(), Tier.LEGACY);
        String manifest = MANIFEST.replace("org.example.scripted", "clawhub.acme.scripted");
        StagedSkill named = new StagedSkill(
                SkillManifest.read(manifest.getBytes(StandardCharsets.UTF_8)),
                skill.sha256(),
                skill.artifact(),
                Tier.COMMUNITY);

        for (StagedSkill legacy : List.of(unsigned, named)) {
            assertThatThrownBy(() -> host.start(legacy, Grants.NONE)).isInstanceOfSatisfying(StartFailed.class, e -> {
                assertThat(e.problem().code()).isEqualTo("sandbox_needed");
                assertThat(e.problem().nextStep()).contains("bubblewrap");
            });
        }
        assertThat(gateways.grants).isNull();
    }
}
