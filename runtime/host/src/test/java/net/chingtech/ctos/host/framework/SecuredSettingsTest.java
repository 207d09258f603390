package net.chingtech.ctos.host.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Hashtable;
import java.util.Map;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Settings as they are kept: under targeted PIDs, bound to the location of one release. */
class SecuredSettingsTest extends SecuredFixture {

    private static final String PID = SettledSkill.SHOW;
    private static final String SERVER = SettledSkill.SERVER;

    private static ConfigurationAdmin admin() throws Exception {
        return framework.service(ConfigurationAdmin.class);
    }

    private static void set(StagedSkill skill, String pid, Map<String, Object> values) throws Exception {
        String targeted = pid + "|" + skill.id() + "|" + skill.version().bundleVersion();
        admin().getConfiguration(targeted, skill.location()).update(new Hashtable<>(values));
    }

    @AfterEach
    void noSettingsAreLeft() throws Exception {
        Configuration[] left = admin().listConfigurations(null);
        for (Configuration configuration : left == null ? new Configuration[0] : left) {
            configuration.delete();
        }
    }

    @Test
    void aSkill_getsItsSettings_asTheTypesThatItWants() throws Exception {
        StagedSkill skill = TestSkill.of("settled").stage(artifacts);
        set(skill, PID, SettledSkill.GIVEN);
        set(skill, SERVER, Map.of("server", "mail.example"));
        run(skill);

        assertThat(call("settled_show", Map.of())).isEqualTo(SettledSkill.SHOWN);
        assertThat(call("settled_needy", Map.of())).containsEntry("server", "mail.example");
    }

    @Test
    void eachVersion_hasSettingsOfItsOwn() throws Exception {
        StagedSkill one = TestSkill.of("settled").stage(artifacts);
        StagedSkill two = TestSkill.of("settled").version("1.1.0").stage(artifacts);
        set(one, PID, Map.of("greeting", "old"));
        set(two, PID, Map.of("greeting", "new"));
        run(one);
        assertThat(call("settled_show", Map.of())).containsEntry("greeting", "old");

        var before = router.switchTo(host.start(two, Grants.NONE)).orElseThrow();
        before.drainAndStop(PATIENCE).getValue();

        assertThat(call("settled_show", Map.of())).containsEntry("greeting", "new");
    }

    @Test
    void noOtherSkill_seesThem_whateverItTries() throws Exception {
        StagedSkill settled = TestSkill.of("settled").stage(artifacts);
        set(settled, PID, Map.of("greeting", "Hi", ".secret", "s3cret"));
        run(settled);
        StagedSkill nosy = TestSkill.of("nosy").stage(artifacts);
        run(nosy);

        assertThat(call("nosy_look", Map.of()))
                .containsEntry("greeting", "null")
                .containsEntry("secret", "null")
                .containsEntry("admin", "null")
                .hasEntrySatisfying("in_use", what -> assertThat(what).isIn("none", "denied"));
    }

    @Test
    void aSkillThatWouldBeToldOfSettings_doesNotStart_andIsToldNothing() throws Exception {
        StagedSkill settled = TestSkill.of("settled").stage(artifacts);
        set(settled, PID, Map.of("greeting", "Hi"));
        run(settled);
        StagedSkill listening = TestSkill.of("listening")
                .imports("!org.osgi.service.cm,*")
                .impatient()
                .stage(artifacts);
        // Even with settings of its own for that PID.
        set(listening, PID, Map.of("greeting", "mine"));

        assertThatThrownBy(() -> host.start(listening, Grants.NONE)).isInstanceOf(StartFailed.class);
        // Nor would anything of a skill ever be told: not even what Declarative Services registers in its name is seen.
        Bundle skill = framework.context().getBundle(settled.location());
        assertThat(skill.getRegisteredServices())
                .anyMatch(service -> Arrays.toString((String[]) service.getProperty("objectClass"))
                        .contains("ManagedService"));
        Bundle itself = framework
                .context()
                .getServiceReference(ConfigurationAdmin.class)
                .getBundle();
        ServiceReference<?>[] seen =
                itself.getBundleContext().getAllServiceReferences("org.osgi.service.cm.ManagedService", null);
        assertThat(seen).noneMatch(service -> service.getBundle().getLocation().startsWith("skill:"));
    }

    @Test
    void aSkillWhoseComponentWantsConfigurationAdmin_doesNotStart() throws Exception {
        admin();

        assertFails(
                TestSkill.of("grabbing")
                        .imports("!org.osgi.service.cm,*")
                        .impatient()
                        .stage(artifacts),
                "component_unsatisfied",
                "org.osgi.service.cm.ConfigurationAdmin");
    }

    @Test
    void aToolThatNeedsSettings_isNotThereWithoutThem_andTheReasonNamesThem() throws Exception {
        StagedSkill promised =
                TestSkill.of("settled").exports("settled_needy").impatient().stage(artifacts);
        assertFails(
                promised,
                "component_unsatisfied",
                "org.example.settled.NeedyTool waits for its settings org.example.settled.server");

        run(TestSkill.of("settled").stage(artifacts));
        assertThat(call("settled_show", Map.of())).containsEntry("greeting", "Hello");
        assertThatThrownBy(() -> call("settled_needy", Map.of())).isInstanceOf(ToolException.class);
    }
}
